"""/use: which business is meant where none is named, for a person and for a channel."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest_asyncio
from conversation_clinic import NOW, PATIENT

from rehearsal.people import CAST, Person
from rehearsal.processes import Server
from rehearsal.room import Room
from rehearsal.seat import Seat

BANK = "WoodgroveBankHighStreet@woodgrove.example"
# Grady works at the clinic; here he is made one of the bank's schedulers too.
GRADY = Person("grady", "Grady Archie", "gradya@northwind.example")


class Both:
    """A sandbox, and a bot on it that can be started again."""

    def __init__(self, sandbox: Server, file: Path) -> None:
        self.sandbox, self.file = sandbox, file
        self.bot: Server | None = None

    async def opens(self) -> str:
        if self.bot:
            await self.bot.stop()
        environ = {
            "FRONTDESK_LOCAL": "1",
            "FRONTDESK_PORT": "0",
            "FRONTDESK_GRAPH_URL": f"{self.sandbox.url}/v1.0",
            "FRONTDESK_DATABASE_URL": f"sqlite:///{self.file}",
            "FRONTDESK_NOW": NOW.isoformat(),
        }
        self.bot = await Server.start("bot", greeting="Frontdesk on", environ=environ)
        return f"{self.bot.url}/api/messages"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def both(tmp_path_factory) -> AsyncIterator[Both]:
    sandbox = await Server.start(
        "sandbox", "--port", "0", "--now", NOW.isoformat(), greeting="Graph sandbox on"
    )
    both = Both(sandbox, tmp_path_factory.mktemp("use") / "frontdesk.db")
    try:
        async with httpx.AsyncClient() as http:
            member = {"displayName": GRADY.name, "emailAddress": GRADY.mail, "role": "scheduler"}
            answer = await http.post(
                f"{sandbox.url}/v1.0/solutions/bookingBusinesses/{BANK}/staffMembers",
                json={"@odata.type": "#microsoft.graph.bookingStaffMember", **member},
                headers={"Authorization": "Bearer app"},
            )
            assert answer.status_code == 201, answer.text
        yield both
    finally:
        if both.bot:
            await both.bot.stop()
        await sandbox.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def grady(both: Both) -> AsyncIterator[Seat]:
    """Grady, in his own chat, with nothing chosen and nothing open."""
    url = await both.opens() if both.bot is None else f"{both.bot.url}/api/messages"
    async with Room(url, people=(*CAST, GRADY), now=lambda: NOW, habits=PATIENT) as room:
        seat = room.as_("grady")
        for place in (seat, seat.in_("general"), seat.in_("group")):
            await place.says("/cancel")
            await place.says("/use nothing")
        yield seat
        assert not room.refusals


async def test_without_a_choice_it_is_asked_each_time(grady: Seat):
    await grady.says("/free fraud")
    await grady.sees("Which business?")

    await grady.taps("Next", **{"Which business?": "Woodgrove Bank, High Street"})

    await grady.sees("Fraud help line")
    assert "Woodgrove Bank, High Street · times in London" in grady.card.text()


async def test_a_person_chooses_for_themselves(grady: Seat):
    await grady.says("/use woodgrove")
    await grady.sees("For you  Woodgrove Bank, High Street")

    await grady.says("/free fraud")
    assert "Woodgrove Bank, High Street · times in London" in grady.card.text()
    await grady.says("/agenda")
    assert "Woodgrove Bank, High Street" in grady.card.text()
    await grady.says("/find fraud")
    assert "Woodgrove Bank, High Street" in grady.card.text()
    await grady.says("/book")
    await grady.sees("Fraud help line · 20 min")


async def test_a_channel_has_a_choice_of_its_own_for_all_its_threads(grady: Seat):
    await grady.says("/use woodgrove")
    channel = grady.in_("general")
    await channel.says("/use northwind")
    await channel.sees("Here  Northwind Clinic")
    await channel.sees("For you  Woodgrove Bank, High Street")

    await channel.says("/free follow-up", new_thread=True)
    await channel.sees("Follow-up consult · 15 min · online · Northwind Clinic")
    elsewhere = grady.in_("channel")
    await elsewhere.says("/free fraud")
    await elsewhere.sees("Woodgrove Bank, High Street · times in London")


async def test_nothing_clears_it(grady: Seat):
    await grady.says("/use northwind")
    await grady.says("/use NOTHING")
    await grady.sees("Chosen  nothing: I ask each time")

    await grady.says("/agenda")

    await grady.sees("Which business?")


async def test_what_was_chosen_outlives_the_bot(grady: Seat, both: Both):
    await grady.says("/use woodgrove")
    url = await both.opens()

    async with Room(url, people=(*CAST, GRADY), now=lambda: NOW, habits=PATIENT) as room:
        again = room.as_("grady")
        await again.says("/use")
        await again.sees("For you  Woodgrove Bank, High Street")


async def test_a_business_that_nobody_knows_is_named(grady: Seat):
    await grady.says("/use contosso lunch")
    await grady.sees("I know no business called “contosso lunch”.")

    await grady.says("/use <b>x</b>")
    await grady.sees("I know no business called “<b>x</b>”.")
    assert "For you" not in grady.card.text()


async def test_a_channels_choice_is_undone_by_those_who_may_open_it(grady: Seat, both: Both):
    channel = grady.in_("group")
    await channel.says("/use woodgrove")
    assert both.bot
    async with Room(
        f"{both.bot.url}/api/messages", people=(*CAST, GRADY), now=lambda: NOW, habits=PATIENT
    ) as room:
        dana = room.as_("dana").in_("group")
        await dana.says("/use nothing")
        await dana.sees("What this channel uses was chosen by somebody who may open that business")
        assert "Woodgrove" not in dana.visible
        await dana.says("/free follow-up")
        await dana.sees("Follow-up consult · 15 min · online · Northwind Clinic")

    await channel.says("/use")
    await channel.sees("Here  Woodgrove Bank, High Street")


async def test_in_a_channel_others_do_not_read_what_one_may_open(grady: Seat):
    channel = grady.in_("general")
    await channel.says("/use")
    await channel.sees("You may open")

    public = channel.card.post.versions[-1]["attachments"][0]["content"]

    assert "Northwind" not in str(public)
