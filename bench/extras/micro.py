"""Single functions, in a process of their own."""

import asyncio
import json
import sys
from typing import Any

from bench.grounds import Grounds
from bench.options import Options
from bench.process import cores, pin
from rehearsal.processes import PROJECT, ServerFailed, clean_environment

RUNS_A_START = 6
PATIENCE = 120.0


async def micro(_grounds: Grounds, options: Options) -> list[dict[str, Any]]:
    """What each takes, in microseconds."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.micro", str(RUNS_A_START * options.starts)),
        cwd=PROJECT,
        env=clean_environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        pin(process.pid, cores()[0])
        async with asyncio.timeout(PATIENCE):
            told, complaint = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ServerFailed(complaint.decode())
    return json.loads(told)
