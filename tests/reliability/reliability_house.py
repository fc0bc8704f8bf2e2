"""A sandbox and copies of the bot on one database, each a process that may be killed at any moment."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import httpx
from conversation_clinic import NOW, Bookings
from reliability_front import Front, front
from reliability_wire import http_wire, postgresql_wire

from rehearsal import CAST, Habits, Person, Post, Room
from rehearsal.processes import Server
from rehearsal.room import onlookers

LEASE_IS_OVER = timedelta(minutes=5)
SETTINGS = {"FRONTDESK_LOCAL": "1", "FRONTDESK_PORT": "0", "FRONTDESK_PAUSES": "0.05,0.1,0.2,0.4"}
SETTINGS |= {"FRONTDESK_LOG": "json", "FRONTDESK_PERSON_TURNS": "0", "FRONTDESK_PERSON_AT_ONCE": "0"}


@dataclass(slots=True)
class House:
    """`moments` counts what is seen of the bots from outside; at those of `kills` all copies are killed."""

    sandbox: Server
    bookings: Bookings
    settings: Mapping[str, str]
    running: list[Server] = field(default_factory=list)
    now: datetime = NOW
    moments: int = 0
    kills: frozenset[int] = frozenset()
    are_killed: bool = False

    async def starts(self, copies: int = 1) -> None:
        """So many more copies, with their clocks at `now`."""
        environ = SETTINGS | dict(self.settings) | {"FRONTDESK_NOW": self.now.isoformat()}
        for _ in range(copies):
            self.running.append(await Server.start("bot", greeting="Frontdesk on", environ=environ))

    def passes(self) -> None:
        """A piece of bytes on its way to or from Graph or the database, or a message that Teams took."""
        self.moments += 1
        if self.moments in self.kills:
            self.are_killed = True
            for copy in self.running:
                copy.process.kill()

    def taken(self, _post: Post) -> None:
        """Teams took a message, and has not said so yet."""
        self.passes()

    def urls(self) -> Sequence[str]:
        """Of the copies that live."""
        return [] if self.are_killed else [copy.url for copy in self.running]

    async def forward(self, seconds: float) -> None:
        """All copies' clocks, so far."""
        for url in self.urls():
            answer = await self.bookings.http.post(f"{url}/local/clock", json={"forward": seconds})
            answer.raise_for_status()

    async def comes_again(self, after: timedelta = LEASE_IS_OVER) -> None:
        """As many copies as were running, so much later."""
        copies = len(self.running)
        await self.stops()
        self.now, self.are_killed = self.now + after, False
        await self.starts(copies)

    async def stops(self) -> None:
        """All copies, politely where they live."""
        while self.running:
            await self.running.pop().stop()


@asynccontextmanager
async def house(
    database_url: str,
    settings: Mapping[str, str] | None = None,
    *,
    seeded: datetime = NOW,
    watched: bool = True,
) -> AsyncIterator[House]:
    """With no copy of the bot yet. Where it is `watched`, Graph and PostgreSQL are reached by wires of ours.

    `seeded` is the day around which the calendars are full.
    """
    async with AsyncExitStack() as opened:
        day = seeded.isoformat()
        graph = await Server.start("sandbox", "--port", "0", "--now", day, greeting="Graph sandbox on")
        opened.push_async_callback(graph.stop)
        bookings = Bookings(graph.url, await opened.enter_async_context(httpx.AsyncClient()))
        await bookings.anew()
        await bookings.http.post(f"{graph.url}/_sandbox/clock", json={"now": NOW.isoformat()})
        made = House(graph, bookings, {})
        graph_url = f"{graph.url}/v1.0"
        if watched:
            graph_url = await opened.enter_async_context(http_wire(graph_url, made.passes))
        if watched and database_url.startswith("postgresql"):
            database_url = await opened.enter_async_context(postgresql_wire(database_url, made.passes))
        made.settings = {
            "FRONTDESK_GRAPH_URL": graph_url,
            "FRONTDESK_DATABASE_URL": database_url,
            **(settings or {}),
        }
        opened.push_async_callback(made.stops)
        onlookers.append(made.taken)
        opened.callback(onlookers.remove, made.taken)
        yield made


@asynccontextmanager
async def room(
    house: House,
    *,
    storm: Random | None = None,
    people: Sequence[Person] = CAST,
    habits: Habits | None = None,
) -> AsyncIterator[tuple[Room, Front]]:
    """Where people talk to all copies in turn."""
    async with (
        front(house.urls, storm) as (url, gate),
        Room(url, people=people, habits=habits, now=lambda: NOW) as talking,
    ):
        yield talking, gate
