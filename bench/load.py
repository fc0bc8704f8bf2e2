"""Sends a job to a driver of its own, away from the core of the bot."""

import asyncio
import json
import sys
from dataclasses import asdict

from bench.driver.job import Job, Outcome
from bench.grounds import Grounds
from bench.somebody import BOOKERS, TENANT
from rehearsal.processes import PROJECT, Server, ServerFailed

OF_STRANGERS = frozenset({"help", "everyone"})
"""Talks in which everybody may take part; the others need a role in the business."""

PATIENCE = 60.0
"""Seconds beyond the length of the load after which a driver is given up."""


async def load(
    grounds: Grounds, server: Server, talk: str, *, seconds: float, conversations: int = 16, **more: int
) -> Outcome:
    """The outcome of one load. Raises ServerFailed."""
    job = Job(
        talk=talk,
        bot=f"{server.url}/api/messages",
        pid=server.process.pid,
        connector=grounds.connector,
        tenant=TENANT,
        mails=() if talk in OF_STRANGERS else BOOKERS,
        tokens=grounds.tokens,
        conversations=conversations,
        seconds=seconds,
        **more,
    )
    driver = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.driver"),
        cwd=PROJECT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(seconds + PATIENCE):
            told, complaint = await driver.communicate(json.dumps(asdict(job)).encode())
    finally:
        if driver.returncode is None:
            driver.kill()
            await driver.wait()
    if driver.returncode:
        raise ServerFailed(f"the driver of {talk!r} failed:\n{complaint.decode()}\n{server.tail}")
    return Outcome(**json.loads(told))
