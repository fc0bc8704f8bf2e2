"""Graph lies in every way it can, at every call; what the chat says is what is in Bookings, at every step."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest
import pytest_asyncio
from reliability_house import House, house, room
from reliability_lies import COLD, FAULTS, JOINING, MEETING, WARM, lie, truth
from reliability_person import WISH, Wanting, Word

from rehearsal import Room

SETTINGS = {"FRONTDESK_AVAILABILITY": "app"}
CLASS = {"Service": "Group breathing class", "Staff": "Lidia Holloway"}
STEPS = 25
SAMPLE = 2
"""Faults that a fresh copy of the bot is tried with for one seed."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def clinic(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder: Path = tmp_path_factory.mktemp("lying")
    async with house(f"sqlite:///{folder}/frontdesk.db", SETTINGS) as running:
        await running.starts()
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def talking(clinic: House) -> AsyncIterator[Room]:
    await clinic.bookings.anew()
    async with room(clinic) as (talking, _):
        await talking.as_("dana").says("/cancel")
        yield talking
        assert not talking.refusals


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_appointment_is_booked_when_it_is_said_and_never_else(
    talking: Room, clinic: House, fault: str
):
    await books(Wanting(talking.as_("dana"), clinic), fault, WARM)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_customer_is_in_the_class_when_it_is_said_and_never_else(
    talking: Room, clinic: House, fault: str
):
    await books(Wanting(talking.as_("dana"), clinic, WISH | CLASS), fault, ())
    another = Wanting(talking.as_("dana"), clinic, WISH | CLASS | {"Customer": "April Monday"})

    await books(another, fault, JOINING)

    (session,) = await truth(clinic.bookings)
    assert sorted(one["name"] for one in session["customers"]) == ["Adele Vance", "April Monday"]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_meeting_is_made_once_however_often_it_is_asked_for(talking: Room, clinic: House, fault: str):
    dana = talking.as_("dana")
    await lie(clinic.bookings, fault, MEETING)

    for _ in range(3):
        await dana.says("/meet Budget review tomorrow 3pm as budget-7")

    await dana.sees("Copy visitor link")
    links = {line for line in dana.visible.splitlines() if line.startswith("Visitor link")}
    assert len(links) == 1


async def test_whatever_is_read_for_the_first_time(seeds, tmp_path: Path):
    for seed in seeds:
        for fault in Random(seed).sample(FAULTS, SAMPLE):
            async with house(f"sqlite:///{tmp_path}/{seed}-{fault}.db", SETTINGS) as fresh:
                await fresh.starts()
                async with room(fresh) as (talking, _):
                    await books(Wanting(talking.as_("dana"), fresh), fault, (*COLD, *WARM))


async def books(one: Wanting, fault: str, calls: tuple[str, ...]) -> None:
    """Book as the cards ask for it; the fault strikes on the way there, and at Book once more."""
    bookings, is_asked = one.house.bookings, False
    await lie(bookings, fault, calls)
    await one.says("/book")
    for _ in range(STEPS):
        word = await one.settled()
        await agrees(one, word)
        if word is Word.BOOKED:
            return
        if "Book" in one.seat.card.buttons and not is_asked:
            await lie(bookings, fault, calls)
            is_asked = True
        await one.goes_on()
    message = f"Not booked after {STEPS} steps; there is:\n{one.seat.visible}"
    raise AssertionError(message)


async def agrees(one: Wanting, word: Word) -> None:
    """What is said is what is."""
    made = await truth(one.house.bookings)
    theirs = [
        who for appointment in made for who in appointment["customers"] if who["name"] == one.wish["Customer"]
    ]
    assert len(theirs) == (word is Word.BOOKED), f"{word}, and {len(theirs)} in Bookings:\n{one.seat.visible}"
