"""The bot is killed in the middle, or runs in copies: what it left open is settled, and told by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest_asyncio
from conversation_clinic import NOW, Bookings
from conversation_steps import to_last_look

from rehearsal.processes import Server
from rehearsal.room import Room
from rehearsal.seat import Seat

LATER = NOW + timedelta(minutes=5)
WITHIN = 30.0


@dataclass(slots=True)
class Copies:
    """A sandbox, and copies of the bot on one database."""

    sandbox: Server
    bookings: Bookings
    file: Path
    running: list[Server] = field(default_factory=list[Server])

    async def starts(self, now: datetime = NOW, port: int = 0) -> Server:
        """One more copy, with its clock at `now`."""
        environ = {
            "FRONTDESK_LOCAL": "1",
            "FRONTDESK_PORT": str(port),
            "FRONTDESK_GRAPH_URL": f"{self.sandbox.url}/v1.0",
            "FRONTDESK_DATABASE_URL": f"sqlite:///{self.file}",
            "FRONTDESK_NOW": now.isoformat(),
            "FRONTDESK_PAUSES": "0.05,0.1",
            "FRONTDESK_LOG": "json",
        }
        self.running.append(await Server.start("bot", greeting="Frontdesk on", environ=environ))
        return self.running[-1]

    async def dies(self, copy: Server) -> None:
        """kill -9: nothing is finished and nothing is said."""
        copy.process.kill()
        await copy.process.wait()

    async def comes_again(self, copy: Server) -> None:
        """The same copy, some minutes after it died."""
        await self.starts(LATER, urlsplit(copy.url).port or 0)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def graph() -> AsyncIterator[tuple[Server, Bookings]]:
    """One sandbox for all; each test begins with it as the seed has it."""
    async with AsyncExitStack() as opened:
        graph = await Server.start(
            "sandbox", "--port", "0", "--now", NOW.isoformat(), greeting="Graph sandbox on"
        )
        opened.push_async_callback(graph.stop)
        yield graph, Bookings(graph.url, await opened.enter_async_context(httpx.AsyncClient()))


@pytest_asyncio.fixture(loop_scope="session")
async def copies(graph: tuple[Server, Bookings], tmp_path: Path) -> AsyncIterator[Copies]:
    sandbox, bookings = graph
    await bookings.anew()
    copies = Copies(sandbox, bookings, tmp_path / "frontdesk.db")
    yield copies
    for copy in copies.running:
        await copy.stop()


def room_at(copy: Server) -> Room:
    return Room(f"{copy.url}/api/messages", now=lambda: NOW)


async def books_at_a_slow_one(copies: Copies, dana: Seat, operation: str, fault: str) -> None:
    """Tap Book, and wait until the bot waits for Graph."""
    await to_last_look(dana)
    await copies.bookings.fault(operation, fault, seconds=4)
    await dana.taps("Book")
    await dana.sees("Working on it")


async def test_a_bot_that_is_killed_while_graph_books_tells_what_came_of_it(copies: Copies):
    first = await copies.starts()
    async with room_at(first) as room:
        dana = room.as_("dana")
        await books_at_a_slow_one(copies, dana, "appointments.create", "slow-after")
        await copies.dies(first)

        await copies.comes_again(first)

        await dana.sees("Join (staff)", within=WITHIN)
        assert len(await copies.bookings.made()) == 1


async def test_a_bot_that_is_killed_before_graph_is_asked_books_nothing_and_says_so(copies: Copies):
    first = await copies.starts()
    async with room_at(first) as room:
        dana = room.as_("dana")
        await books_at_a_slow_one(copies, dana, "calendarView.list", "slow")
        await copies.dies(first)

        await copies.comes_again(first)

        await dana.sees("Not booked", within=WITHIN)
        assert await copies.bookings.made() == []


async def test_another_copy_settles_what_a_dead_one_left(copies: Copies):
    first = await copies.starts()
    async with room_at(first) as room:
        dana = room.as_("dana")
        await books_at_a_slow_one(copies, dana, "appointments.create", "slow-after")
        await copies.dies(first)

        await asyncio.gather(copies.starts(LATER), copies.starts(LATER))

        await dana.sees("Reference", within=WITHIN)
        await dana.sees("Join (staff)", within=WITHIN)
        assert len(await copies.bookings.made()) == 1


async def test_after_a_crash_nobody_is_told_that_nothing_was_booked_when_it_was(copies: Copies):
    first = await copies.starts()
    async with room_at(first) as room:
        dana = room.as_("dana")
        await books_at_a_slow_one(copies, dana, "appointments.create", "slow-after")
        await copies.dies(first)
        await copies.comes_again(first)
        await dana.sees("Reference", within=WITHIN)

        heard = " ".join(await dana.says("cancel"))

        assert "Nothing was booked" not in heard
        assert len(await copies.bookings.made()) == 1


async def test_a_tap_that_comes_again_at_another_copy_gets_the_same_answer(copies: Copies):
    first, second = await copies.starts(), await copies.starts()
    async with room_at(first) as room:
        dana = room.as_("dana")
        await to_last_look(dana)
        await dana.taps("Book")
        await dana.sees("Reference")
        told = dana.card.text()
        assert dana.last is not None

        async with httpx.AsyncClient() as http:
            again = dana.last.activity | {"id": "another-invoke"}
            answer = (await http.post(f"{second.url}/api/messages", json=again)).json()

        assert answer["type"] == "application/vnd.microsoft.card.adaptive"
        reference = told.split("Reference")[1].split()[0]
        assert reference in str(answer["value"])
        assert len(await copies.bookings.made()) == 1


async def test_a_stop_in_the_middle_of_a_booking_finishes_it(copies: Copies):
    first = await copies.starts()
    async with room_at(first) as room:
        dana = room.as_("dana")
        await books_at_a_slow_one(copies, dana, "appointments.create", "slow-after")
        first.process.terminate()

        await dana.sees("Join (staff)", within=WITHIN)
        assert await asyncio.wait_for(first.process.wait(), WITHIN) == 0
        assert len(await copies.bookings.made()) == 1
