import asyncio
import json
import re
import signal
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import pytest
from sandbox_talk import CLINIC, DANA, Talk, path_of

from sandbox.clock import Clock
from sandbox.seed import fill
from sandbox.store import FileStore
from sandbox.world import make_world

READY = re.compile(r"Graph sandbox on (http://127\.0\.0\.1:\d+/v1\.0)\n")


@asynccontextmanager
async def running(*options):
    """The sandbox as people start it; left with SIGTERM, and then it must end well and in silence."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--now", "2030-03-04T09:00:00Z", *options]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    try:
        said = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        async with httpx.AsyncClient(
            base_url=READY.fullmatch(said)[1], trust_env=False, verify=False
        ) as client:
            yield client
    finally:
        process.send_signal(signal.SIGTERM)
        rest, complaints = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, rest, complaints) == (0, b"", b"")


async def test_it_says_one_line_serves_and_ends_on_sigterm():
    async with running() as client:
        me = await Talk(client, DANA).get("/me")

    assert me.json()["displayName"] == "Dana Swope"


async def test_with_a_file_everything_is_there_again_after_a_restart(tmp_path):
    data = str(tmp_path / "tenant.db")
    async with running("--data", data) as client:
        dana = Talk(client, DANA)
        body = {**await dana.booking(), "serviceNotes": "half a pair: \ud800"}
        booked = (await dana.send("POST", f"{CLINIC}/appointments", content=json.dumps(body))).json()
        count = await dana.all_appointments()
    async with running("--data", data) as client:
        again = (await Talk(client, DANA).get(path_of(booked["id"]))).json()
        kept = await Talk(client, DANA).all_appointments()
        await client.post(str(client.base_url).replace("/v1.0/", "/_sandbox/reset"))
        fresh = await Talk(client, DANA).all_appointments()

    assert again.pop("@odata.context") != booked.pop("@odata.context")
    assert again == booked
    assert (kept, fresh) == (count, count - 1)


@pytest.mark.parametrize("options", [["--now", "soon"], ["--port", "x"], ["--colour"]])
async def test_an_option_that_is_not_understood_is_explained(options):
    command = [sys.executable, "-m", "sandbox", *options]
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)

    _, complaint = await process.communicate()

    assert process.returncode == 2
    assert b"error: argument" in complaint or b"unrecognized arguments" in complaint


def test_a_file_holds_what_memory_holds(tmp_path):
    now = datetime(2030, 3, 4, 9, tzinfo=UTC)
    first = FileStore(tmp_path / "tenant.db")
    make_world(first, Clock(now, lambda: 0.0), tenant_id="t", fill=fill, seed=1)
    first.drop(
        f"{CLINIC.split('/')[-1]}/customers", next(iter(first.table(f"{CLINIC.split('/')[-1]}/customers")))
    )
    first.commit()
    held = first.snapshot()
    first.close()

    second = FileStore(tmp_path / "tenant.db")
    assert second.snapshot() == held
    second.close()
