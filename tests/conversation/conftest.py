"""A member of staff at a Teams client, the bot and Graph: three processes' worth of real HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from conversation_clinic import NOW, PATIENT, Bookings

from rehearsal.processes import Servers, servers
from rehearsal.room import Room
from rehearsal.seat import Seat

PAUSES = "0.02,0.05,0.1,0.2,0.4"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for all: the processes outlive a test."""
    for item in items:
        if "conversation" in item.path.parts:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def running() -> AsyncIterator[Servers]:
    settings = {"FRONTDESK_PAUSES": PAUSES, "FRONTDESK_LOG": "json"}
    settings |= {"FRONTDESK_METRICS": "1", "FRONTDESK_PERSON_TURNS": "0"}
    async with servers(now=NOW, settings=settings) as both:
        yield both


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def bookings(running: Servers) -> AsyncIterator[Bookings]:
    async with httpx.AsyncClient() as http:
        yield Bookings(running.sandbox.url, http)


@pytest_asyncio.fixture(loop_scope="session")
async def room(running: Servers, bookings: Bookings) -> AsyncIterator[Room]:
    await bookings.anew()
    async with Room(running.bot_url, now=lambda: NOW, habits=PATIENT) as room:
        yield room
        print(running.bot.tail)  # noqa: T201  # pytest shows it with a failure
        assert not room.refusals
    running.bot.check()


@pytest_asyncio.fixture(loop_scope="session")
async def dana(room: Room) -> Seat:
    """Dana Swope, administrator of the clinic, in her own chat with nothing open."""
    seat = room.as_("dana")
    await seat.says("/cancel")
    return seat
