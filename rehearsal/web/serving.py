"""Opens the room with its page: the stand-in for Teams, the feed, the actions and the panel on one port."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from rehearsal.clock import Clock
from rehearsal.connector import BODY_BYTES
from rehearsal.manifest import Manifest
from rehearsal.people import Person
from rehearsal.processes import Server, Servers
from rehearsal.room import SERVICE, Room
from rehearsal.web.actions import Actions
from rehearsal.web.asking import Declined
from rehearsal.web.company import COMPANY
from rehearsal.web.desk import Desk, Health
from rehearsal.web.feed import Feed
from rehearsal.web.guard import guarded
from rehearsal.web.packages import Packages
from rehearsal.web.panel import Forward, Panel, bots_clock
from rehearsal.web.site import PAGE, Site
from rehearsal.web.tenant import open_tenant

LOOKS_EVERY = 0.3
"""Seconds between looks at the sandbox's log."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the room is opened among; the rest is as it is on this machine."""

    bot_url: str
    graph_url: str
    health: Health
    people: Sequence[Person] = COMPANY
    clock: Clock | None = None
    manifest: Manifest | None = None
    packages: Packages | None = None
    page: Path = PAGE
    port: int = 0


@dataclass(frozen=True, slots=True)
class House:
    """The open room, and where its page is."""

    room: Room
    desk: Desk
    url: str


@asynccontextmanager
async def open_house(around: Surroundings) -> AsyncGenerator[House]:
    """Serve the room and its page on loopback. Raises OSError where the port is taken."""
    site = web.Application(middlewares=[guarded], client_max_size=BODY_BYTES)
    messages = f"{around.bot_url}/api/messages"
    room = Room(messages, port=around.port, people=around.people, clock=around.clock, site=site)
    async with AsyncExitStack() as stack:
        tenant = await stack.enter_async_context(open_tenant(around.graph_url))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        manifest = around.manifest or Manifest.read()
        desk = Desk(room, tenant, around.health, manifest, around.bot_url, around.graph_url)
        _serve(desk, around, bots_clock(around.bot_url, http), site)
        with suppress(Declined):
            await tenant.roles()  # now, so that no action's trace has it
        await stack.enter_async_context(room)
        looking = asyncio.create_task(_look(desk))
        stack.push_async_callback(_end, looking)
        yield House(room, desk, room.service_url.removesuffix(f"{SERVICE}/"))


def _serve(desk: Desk, around: Surroundings, forward: Forward, app: web.Application) -> None:
    packages = around.packages or Packages.find()
    for part in (Site(desk, packages, around.page), Feed(desk), Actions(desk), Panel(desk, forward)):
        part.add_to(app)


def health_of(servers: Servers) -> Health:
    """Whether bot and sandbox run."""

    def health() -> dict[str, str]:
        return {"bot": _ended("bot", servers.bot), "sandbox": _ended("Graph sandbox", servers.sandbox)}

    return health


def _ended(name: str, server: Server) -> str:
    status = server.process.returncode
    return "" if status is None else f"The {name} has ended by itself with status {status}."


async def _look(desk: Desk) -> None:
    """Take the sandbox's log into the trace, and look after the servers, for as long as the room is open."""
    last = 0
    while True:
        with suppress(Declined):
            for entry in await desk.tenant.log(last):
                last = entry["n"]
                desk.trace.graph(entry, await desk.tenant.started(entry))
        desk.look_after()
        await asyncio.sleep(LOOKS_EVERY)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
