"""The bot of a few lines, running, and the room around it."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, web
from fake_bot import FakeBot
from room_stand import SEARCHES, Page

from rehearsal import Clock, Room
from rehearsal.manifest import Manifest
from rehearsal.web.packages import Packages
from rehearsal.web.serving import House, Surroundings, open_house
from sandbox.clock import Clock as SandboxClock
from sandbox.seed import fill, seed_file
from sandbox.server import serving
from sandbox.store import Store
from sandbox.world import World, make_world

NOW = datetime(2030, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
async def bot() -> AsyncIterator[FakeBot]:
    async with ClientSession() as session:
        fake = FakeBot(session)
        app = web.Application()
        app.router.add_post("/api/messages", fake.messages)
        app.router.add_post("/local/clock", fake.moves_clock)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        fake.stop = runner.cleanup
        yield fake
        await asyncio.wait_for(runner.cleanup(), 30)


@pytest.fixture
async def room(bot: FakeBot) -> AsyncIterator[Room]:
    async with Room(bot.url) as opened:
        yield opened


@pytest.fixture(scope="session")
def one_world() -> World:
    """Filled once: starting anew costs next to nothing."""
    clock = SandboxClock(NOW, time.monotonic)
    return make_world(Store(), clock, tenant_id=seed_file()["tenant"]["id"], fill=fill, seed=1)


@pytest.fixture
async def graph(one_world: World) -> AsyncIterator[str]:
    """Where the sandbox's v1.0 begins."""
    one_world.reset(seed=1, now=NOW)
    async with serving(one_world, host="127.0.0.1", port=0) as port:
        yield f"http://127.0.0.1:{port}/v1.0"


@pytest.fixture
def servers() -> dict[str, str]:
    """What is told of servers that have ended."""
    return {"bot": "", "sandbox": ""}


@pytest.fixture
async def house(bot: FakeBot, graph: str, servers: dict[str, str], tmp_path) -> AsyncIterator[House]:
    """The room with its page, in front of the bot of a few lines and a sandbox."""
    (tmp_path / "style").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Room</title>", "utf-8")
    (tmp_path / "style" / "chat.css").write_text("body { margin: 0 }", "utf-8")
    (tmp_path / "secret.txt").write_text("not a page's file", "utf-8")
    manifest = Manifest(Manifest.read().json | SEARCHES)
    around = Surroundings(
        bot.url.removesuffix("/api/messages"),
        graph,
        lambda: servers,
        clock=Clock(NOW),
        manifest=manifest,
        packages=Packages({}, {}),
        page=tmp_path,
    )
    async with open_house(around) as opened:
        yield opened


@pytest.fixture
async def page(house: House) -> AsyncIterator[Page]:
    """A page of the room, for whoever sits at it."""
    async with ClientSession() as http:
        yield Page(http, house)
