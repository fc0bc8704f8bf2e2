"""Graph lies in every way it can, at every call; what the chat says is what is in Bookings, at every step."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
import pytest_asyncio
from reliability_house import House, house, room
from reliability_lies import COLD, EXPECTED, FAULTS, JOINING, LOOKS, MEETING, WARM, lie, spared, truth
from reliability_person import WISH, Wanting, Word
from reliability_staff import all_mind_their_calendars

from rehearsal import Room
from rehearsal.history import Event

SETTINGS = {"FRONTDESK_AVAILABILITY": "app"}
CLASS = {"Service": "Group breathing class", "Staff": "Lidia Holloway"}
OTHERS = {"forbidden": "alex", "no-access-policy": "priya"}
"""Whose own calendar was refused once is not asked for it again in ten minutes: these are met by others."""
A_WHILE = 120
"""Seconds after which what nobody knew is known, or begun anew."""
STEPS = 25
SAMPLE = 2
"""Faults that a fresh copy of the bot is tried with for one seed."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def clinic(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder: Path = tmp_path_factory.mktemp("lying")
    async with house(f"sqlite:///{folder}/frontdesk.db", SETTINGS) as running:
        await all_mind_their_calendars(running)
        await running.starts()
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def talking(clinic: House) -> AsyncIterator[Room]:
    await clinic.bookings.clear()
    async with room(clinic) as (talking, _):
        await talking.as_("dana").says("/cancel")
        yield talking
        assert not talking.refusals


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_appointment_is_booked_when_it_is_said_and_never_else(
    talking: Room, clinic: House, fault: str
):
    one = Wanting(talking.as_(OTHERS.get(fault, "dana")), clinic)
    await one.seat.says("/cancel")
    course = Course(one)
    talking.history.listeners.append(course.hears)

    await books(one, fault, WARM, course)

    assert course.as_expected(EXPECTED[fault])


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_customer_is_in_the_class_when_it_is_said_and_never_else(
    talking: Room, clinic: House, fault: str
):
    await books(Wanting(talking.as_("dana"), clinic, WISH | CLASS), fault, ())
    newcomer = f"Robin {fault}"
    another = Wanting(
        talking.as_("dana"), clinic, CLASS | {"name": newcomer, "mail": f"{fault}@litware.example"}
    )

    await books(another, fault, JOINING)

    assert await spared(clinic.bookings, ("customers.create",)) == []
    (session,) = await truth(clinic.bookings)
    assert sorted(one["name"] for one in session["customers"]) == ["Adele Vance", newcomer]
    assert [one["displayName"] for one in await clinic.bookings.customers()].count(newcomer) == 1


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_meeting_is_made_once_however_often_it_is_asked_for(talking: Room, clinic: House, fault: str):
    dana = talking.as_("dana")
    await lie(clinic.bookings, fault, MEETING)

    for _ in range(3):
        await dana.says(f"/meet Budget review tomorrow 3pm as {fault}")

    await dana.sees("Copy visitor link")
    links = {line for line in dana.visible.splitlines() if line.startswith("Visitor link")}
    assert len(links) == 1


async def test_whatever_is_read_for_the_first_time(seeds, tmp_path: Path):
    for seed in seeds:
        for fault in Random(seed).sample(FAULTS, SAMPLE):
            async with house(f"sqlite:///{tmp_path}/{seed}-{fault}.db", SETTINGS) as fresh:
                await all_mind_their_calendars(fresh)
                await fresh.starts()
                async with room(fresh) as (talking, _):
                    await books(Wanting(talking.as_("dana"), fresh), fault, (*COLD, *WARM))


@dataclass(slots=True)
class Course:
    """What was said on the way from Book to the appointment."""

    one: Wanting
    is_asked: bool = False
    said: set[str] = field(default_factory=set)

    def hears(self, event: Event) -> None:
        """Something became visible."""
        if self.is_asked and event.post:
            shown = json.dumps([event.post.now, list(event.post.views.values())], ensure_ascii=False)
            self.said |= {words for words in ("Still checking", "Working on it") if words in shown}

    def settles(self, word: Word) -> None:
        """What the newest card says, when nothing comes by itself."""
        if self.is_asked and word is not Word.BOOKED:
            self.said.add("not booked")

    def as_expected(self, expected: str) -> bool:
        """Whether that is what the paper says; a busy machine works on others too."""
        said = {"not booked": "not booked", "Still checking": "looked for"}
        told = all((words in self.said) == (name in expected) for words, name in said.items())
        return told and ("Working on it" in self.said or "Working on it" not in expected)


async def books(one: Wanting, fault: str, calls: tuple[str, ...], course: Course | None = None) -> None:
    """Book as the cards ask for it; the fault strikes on the way there, and at Book once more."""
    bookings, course = one.house.bookings, course or Course(one)
    await lie(bookings, fault, calls)
    await one.says("/book")
    for _ in range(STEPS):
        word = await one.settled()
        await agrees(one, word)
        course.settles(word)
        if word is Word.BOOKED:
            return
        if "Book" in one.seat.card.buttons and not course.is_asked:
            assert await spared(bookings, set(calls) & set(LOOKS)) == []
            await lie(bookings, fault, calls)
            course.is_asked = True
        elif course.is_asked:
            await one.house.forward(A_WHILE)
        await one.goes_on()
    message = f"Not booked after {STEPS} steps; there is:\n{one.seat.visible}"
    raise AssertionError(message)


async def agrees(one: Wanting, word: Word) -> None:
    """What is said is what is."""
    made = await truth(one.house.bookings)
    theirs = [who for appointment in made for who in appointment["customers"] if who["name"] == one.customer]
    assert len(theirs) == (word is Word.BOOKED), f"{word}, and {len(theirs)} in Bookings:\n{one.seat.visible}"
