import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import web
from graph_northwind import Northwind
from graph_sandbox import Switches
from graph_stand import Badge, Hours, Stand

from graph import Graph, Lifetimes, Limits, Patience, Surroundings, open_graph

ROOT = Path(__file__).parents[2]


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def dana() -> Badge:
    return Badge("dana")


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    stand = Stand()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", stand.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    stand.url = f"http://{host}:{port}/v1.0"
    yield stand
    await runner.cleanup()


@pytest.fixture
async def graph(stand: Stand, hours: Hours) -> AsyncIterator[Graph]:
    limits = Limits(body_bytes=100_000, pages=3)
    lifetimes = Lifetimes(hurry=0.5)
    async with open_graph(
        url=stand.url, limits=limits, lifetimes=lifetimes, surroundings=hours.surroundings
    ) as graph:
        yield graph


@pytest.fixture
def northwind(stand: Stand) -> Northwind:
    northwind = Northwind(stand)
    stand.will(northwind.handle)
    return northwind


@pytest.fixture
async def shelves(stand: Stand, hours: Hours) -> AsyncIterator[Graph]:
    async with open_graph(
        url=stand.url,
        limits=Limits(read=1.0),
        lifetimes=Lifetimes(catalogue=300, customers=120, usable=3600, hurry=0.2, refusal=30, kept=3),
        patience=Patience(deadline=5, repeats=0),
        surroundings=hours.surroundings,
    ) as graph:
        yield graph


@pytest.fixture(scope="session")
def sandbox_url() -> Iterator[str]:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--now", "2030-03-04T06:00:00Z"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield next(line.split()[-1] for line in process.stdout if "http://" in line)
        finally:
            process.terminate()


@pytest.fixture
def switches(sandbox_url: str) -> Iterator[Switches]:
    switches = Switches(sandbox_url)
    switches.reset()
    yield switches
    switches.close()


@pytest.fixture
async def tenant(sandbox_url: str, switches: Switches, hours: Hours) -> AsyncIterator[Graph]:
    swift = Surroundings(clock=hours.clock, pause=hours.pause)
    async with open_graph(url=sandbox_url, surroundings=swift) as graph:
        yield graph
