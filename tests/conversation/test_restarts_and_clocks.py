"""The bot is started again in the middle of a flow, at once or a day later; the nights the clocks change."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from conversation_clinic import NOW, PATIENT, Bookings
from conversation_steps import to_last_look, to_times

from rehearsal.processes import Server
from rehearsal.room import Room
from rehearsal.seat import Seat

LATER = NOW + timedelta(days=1)
SPRING = datetime(2027, 3, 27, 9, 0, tzinfo=UTC)
AUTUMN = datetime(2027, 10, 30, 9, 0, tzinfo=UTC)


@dataclass(slots=True)
class Clinic:
    """A sandbox and a bot of their own; the bot can be ended and started again on its port and its file."""

    sandbox: Server
    bookings: Bookings
    file: Path
    bot: Server | None = None
    now: datetime | None = None
    is_changed: bool = False
    """Whether a test gave Dana another business; the next begins with a bot that has not heard of it."""

    async def opens(self, now: datetime) -> str:
        """Run the bot with the clock at `now`, unless it does; its address stays the same."""
        if self.bot is None or self.now != now:
            port = urlsplit(self.bot.url).port if self.bot else 0
            await self.closes()
            self.bot = await Server.start("bot", greeting="Frontdesk on", environ=self._environ(now, port))
            self.now = now
        return f"{self.bot.url}/api/messages"

    async def restarts(self, now: datetime) -> None:
        """End it and start it again."""
        self.now = None
        await self.opens(now)

    async def closes(self) -> None:
        if self.bot:
            await self.bot.stop()

    def _environ(self, now: datetime, port: int | None) -> dict[str, str]:
        return {
            "FRONTDESK_LOCAL": "1",
            "FRONTDESK_PORT": str(port),
            "FRONTDESK_GRAPH_URL": f"{self.sandbox.url}/v1.0",
            "FRONTDESK_DATABASE_URL": f"sqlite:///{self.file}",
            "FRONTDESK_NOW": now.isoformat(),
            "FRONTDESK_PAUSES": "0.02,0.05,0.1",
        }


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def clinic(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Clinic]:
    async with AsyncExitStack() as opened:
        graph = await Server.start(
            "sandbox", "--port", "0", "--now", NOW.isoformat(), greeting="Graph sandbox on"
        )
        opened.push_async_callback(graph.stop)
        http = await opened.enter_async_context(httpx.AsyncClient())
        bookings = Bookings(graph.url, http)
        await bookings.anew()
        clinic = Clinic(graph, bookings, tmp_path_factory.mktemp("restarts") / "frontdesk.db")
        opened.push_async_callback(clinic.closes)
        yield clinic


@pytest_asyncio.fixture(loop_scope="session")
async def dana(clinic: Clinic) -> AsyncIterator[Seat]:
    """Dana at nine on the Monday."""
    async with seated(clinic, NOW) as seat:
        yield seat


@asynccontextmanager
async def seated(clinic: Clinic, now: datetime) -> AsyncGenerator[Seat]:
    """Dana in a room of her own, with the clocks of bot and Graph at `now`."""
    reset = f"{clinic.sandbox.url}/_sandbox/reset"
    await clinic.bookings.http.post(reset, json={"now": now.isoformat()})
    async with Room(await clinic.opens(now), now=lambda: now, habits=PATIENT) as room:
        seat = room.as_("dana")
        await seat.says("/cancel")
        try:
            yield seat
        finally:
            if clinic.is_changed:
                clinic.is_changed, clinic.now = False, None


async def test_a_restarted_bot_goes_on_where_it_was(clinic: Clinic, dana: Seat):
    await to_times(dana)
    old = dana.card
    await clinic.restarts(NOW)

    await dana.taps("Take this time")
    told = dana.card.text()
    assert await dana.taps("Take this time", on=old) == []
    assert dana.card.text() == told
    await clinic.restarts(NOW)
    assert "no longer open" in " ".join(await dana.taps("Day after", on=old))
    await dana.taps("No notes")
    await dana.taps("Book")

    await dana.sees("Reference")
    assert "Adele Vance" in dana.card.text()


async def test_a_booking_that_was_cut_off_is_not_made_again_after_a_failure(clinic: Clinic, dana: Seat):
    """Anyone would do, so that the appointment that is there already does not stand in the way of another."""
    await dies_over_book(clinic, dana)
    await clinic.restarts(NOW)
    await clinic.bookings.fault("businesses.get", "unavailable", times=None)
    await dana.taps("Book")
    assert "cannot be reached" in dana.card.text()
    await clinic.bookings.mend()

    for title in ("Try again", "Book"):
        if title in dana.card.buttons:
            await dana.taps(title)

    await dana.sees("Reference")
    assert len(await clinic.bookings.made()) == 1


@pytest.mark.parametrize("words", ["change time", "cancel"])
async def test_what_was_booked_is_told_whatever_is_asked_of_its_card(clinic: Clinic, dana: Seat, words: str):
    await dies_over_book(clinic, dana)
    await clinic.restarts(NOW)

    await dana.says(words)

    await dana.sees("Still checking")
    assert "Book" not in dana.card.buttons
    assert len(await clinic.bookings.made()) == 1


async def dies_over_book(clinic: Clinic, dana: Seat) -> None:
    """The bot is killed after Book, when the appointment is there and the answer is not."""
    await to_last_look(dana)
    await clinic.bookings.fault("appointments.create", "slow-after", seconds=30)
    tapping = asyncio.create_task(dana.taps("Book"))
    async with asyncio.timeout(20):
        while (await clinic.bookings.http.get(f"{clinic.bookings.url}/_sandbox/faults")).json()["value"]:
            pass
    assert clinic.bot
    clinic.bot.process.kill()
    await asyncio.gather(tapping, return_exceptions=True)
    await clinic.bookings.mend()


async def test_a_time_that_has_passed_on_the_last_look_is_not_booked(clinic: Clinic, dana: Seat):
    await to_last_look(dana)
    await clinic.restarts(LATER)

    await dana.taps("Book")

    assert "That time is in the past." in dana.card.text()
    assert "When?" in dana.card.text()
    assert "Adele Vance" in dana.card.text()
    await dana.taps("Take this time")
    await dana.taps("Book")
    await dana.sees("Reference")


async def test_the_hour_that_is_skipped_in_spring_is_named(clinic: Clinic):
    async with seated(clinic, SPRING) as dana:
        await to_times(dana, staff="Miriam Graham")
        await dana.says("tomorrow 01:30")
        assert "01:30 is skipped" in dana.card.text()

        await dana.says("monday 10:30")
        await dana.taps("No notes")
        await dana.taps("Book")
        await dana.sees("Reference")

        assert "Monday, 29 March 2027, 10:30–11:00" in dana.card.text()


async def test_the_hour_that_comes_twice_in_autumn_is_asked_about(clinic: Clinic):
    async with seated(clinic, AUTUMN) as dana:
        await to_times(dana, staff="Miriam Graham")

        await dana.says("tomorrow 01:30")
        assert "comes twice: 01:30 (BST) or 01:30 (GMT)?" in dana.card.text()
        await dana.says("tomorrow")
        assert "Sunday, 31 October 2027" in dana.card.text()
        assert "No time is free on this day." in dana.card.text()
        await dana.taps("Day after")

        assert "09:00" in [choice.title for choice in dana.card.input("Time").choices]


async def test_the_only_business_that_knows_the_names_of_a_line_is_meant(clinic: Clinic):
    async with seated(clinic, NOW) as dana:
        await _joins_woodgrove(clinic)
        await clinic.restarts(NOW)

        await dana.says("/book mortgage advice with Patti tomorrow 3pm")

        assert "Woodgrove Bank" in dana.card.text()
        assert "Patti Fernandez" in dana.card.text()


async def test_where_no_name_tells_the_business_it_is_chosen_on_the_card(clinic: Clinic):
    async with seated(clinic, NOW) as dana:
        await _joins_woodgrove(clinic)
        await clinic.restarts(NOW)
        await dana.says("/book for Zebulon Quixote tomorrow 3pm")
        assert "Still to choose: business." in dana.card.text()

        await dana.taps("Book", Business="Northwind Clinic")
        assert "Not booked yet. Still to choose: service and customer." in dana.card.text()
        assert dana.card.input("Name of the new customer").value == "Zebulon Quixote"
        await dana.taps("Book", Service="Initial consult", mail="zeb@litware.example")

        await dana.sees("Reference")
        assert "15:00–15:30" in dana.card.text()


async def test_a_line_goes_on_after_a_restart(clinic: Clinic, dana: Seat):
    await dana.says("/book initial consult with Dnaa for Adele tomorrow 3pm")
    old = dana.card
    await clinic.restarts(NOW)

    await dana.taps("Book", Staff="Dana Swope")

    await dana.sees("Copy customer link")
    assert "no longer open" in " ".join(await dana.taps("Book", on=old))


async def test_a_line_in_the_hour_that_comes_twice_is_asked_about(clinic: Clinic):
    async with seated(clinic, AUTUMN) as dana:
        await dana.says("/book initial consult with Miriam for Adele tomorrow 01:30")

        assert "comes twice: 01:30 (BST) or 01:30 (GMT)?" in dana.card.text()
        titles = [choice.title for choice in dana.card.input("Time").choices]
        assert titles == ["01:30 (BST) · not free", "01:30 (GMT) · not free"]
        await dana.taps("Book", Time="01:30 (GMT)")
        assert "The business is closed at that time." in dana.card.text()


async def test_a_line_in_the_hour_that_is_skipped_is_asked_about(clinic: Clinic):
    async with seated(clinic, SPRING) as dana:
        await dana.says("/book initial consult with Miriam for Adele tomorrow 01:30")

        assert "that time does not exist" in dana.card.text()
        titles = [choice.title for choice in dana.card.input("Time").choices]
        assert titles == ["00:30 · not free", "02:30 · not free"]


async def _joins_woodgrove(clinic: Clinic) -> None:
    """Dana may book at the bank as well."""
    clinic.is_changed = True
    bank = "WoodgroveBankHighStreet@woodgrove.example"
    answer = await clinic.bookings.http.post(
        f"{clinic.sandbox.url}/v1.0/solutions/bookingBusinesses/{bank}/staffMembers",
        json={
            "@odata.type": "#microsoft.graph.bookingStaffMember",
            "displayName": "Dana Swope",
            "emailAddress": "danas@northwind.example",
            "role": "scheduler",
        },
        headers={"Authorization": "Bearer app"},
    )
    assert answer.status_code == 201, answer.text
