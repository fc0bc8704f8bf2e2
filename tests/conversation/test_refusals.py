"""A refused time: which rule it was, the three nearest times, and who else is free then."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest_asyncio
from conversation_clinic import NOW, PATIENT, Bookings
from conversation_steps import to_last_look, to_staff, to_times

from rehearsal import Person
from rehearsal.processes import Servers
from rehearsal.room import Room
from rehearsal.seat import Seat

MIRIAM = Person("miriam", "Miriam Graham", "miriamg@northwind.example")

TEN = datetime(2027, 3, 3, 10, 0, tzinfo=UTC)
"""Wednesday in London, when the clinic is open and Miriam Graham works."""


def times_offered(seat: Seat) -> list[str]:
    """The buttons that are a time, such as 10:30 or Tue, 2 Mar, 10:30."""
    return [title for title in seat.card.buttons if re.fullmatch(r"(\w+, \d+ \w+, )?\d+:\d+", title)]


def others_offered(seat: Seat) -> list[str]:
    return [title for title in seat.card.buttons if title.startswith("Same time with")]


async def finish(seat: Seat) -> None:
    await seat.taps("No notes")
    await seat.sees("One last look")
    await seat.taps("Book")
    await seat.sees("Reference")


async def test_one_of_the_three_nearest_times_is_a_tap_away(dana: Seat, bookings: Bookings):
    await to_times(dana, staff="Miriam Graham")

    await dana.says("wednesday 10:07")
    offered = times_offered(dana)
    await dana.taps(offered[0])
    await finish(dana)

    assert "does not start at that minute" not in dana.card.text()
    assert len(offered) == 3
    (made,) = await bookings.made()
    assert f"T{offered[0]}" in made["startDateTime"]["dateTime"]


async def test_where_the_day_is_closed_the_nearest_times_say_their_day(dana: Seat):
    await to_times(dana, staff="Miriam Graham")

    await dana.says("sunday 10:00")

    assert "The business is closed at that time." in dana.card.text()
    assert len(times_offered(dana)) == 3
    assert all(re.match(r"(Fri|Sat|Mon|Tue), ", title) for title in times_offered(dana))


async def test_far_ahead_the_last_times_that_can_be_had_are_offered(dana: Seat):
    await to_times(dana, staff="Miriam Graham")

    await dana.says("2027-12-24 10:00")

    assert "too far ahead" in dana.card.text()
    assert len(times_offered(dana)) == 3


async def test_who_else_is_free_then_takes_it_with_one_tap(dana: Seat, bookings: Bookings):
    await bookings.take("Miriam Graham", TEN)
    await to_times(dana, staff="Miriam Graham")

    await dana.says("wednesday 10:00")
    assert "Nobody of those you chose is free" in dana.card.text()
    others = others_offered(dana)
    assert others
    await dana.taps(others[0])
    await finish(dana)

    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith("2027-03-03T10:00")
    assert others[0].removeprefix("Same time with ") in dana.card.text()


async def test_a_colleague_who_is_taken_meanwhile_is_not_booked(dana: Seat, bookings: Bookings):
    await bookings.take("Miriam Graham", TEN)
    await to_times(dana, staff="Miriam Graham")
    await dana.says("wednesday 10:00")
    other = others_offered(dana)[0]
    await bookings.take(other.removeprefix("Same time with "), TEN)

    await dana.taps(other)

    assert "Nobody of those you chose is free" in dana.card.text()
    assert other not in others_offered(dana)
    assert await bookings.made() == []


async def test_a_time_that_is_lost_at_book_leads_to_the_nearest_and_to_the_others(
    dana: Seat, bookings: Bookings
):
    await to_times(dana, staff="Miriam Graham")
    await dana.says("wednesday 10:00")
    await dana.taps("No notes")
    await dana.sees("One last look")
    await bookings.take("Miriam Graham", TEN)

    await dana.taps("Book")

    assert "has just been taken" in dana.card.text()
    assert len(times_offered(dana)) == 3
    assert others_offered(dana)
    assert await bookings.made() == []


async def test_anyone_is_offered_nobody_else(dana: Seat):
    await to_times(dana)

    await dana.says("wednesday 10:07")

    assert len(times_offered(dana)) == 3
    assert others_offered(dana) == []


@pytest_asyncio.fixture(loop_scope="session")
async def miriam(running: Servers, bookings: Bookings) -> AsyncIterator[Seat]:
    """Miriam Graham, team member, with a peer review in her own calendar on Thursdays, 14:00 to 15:00."""
    await bookings.anew()
    async with Room(running.bot_url, now=lambda: NOW, habits=PATIENT, people=(MIRIAM,)) as room:
        seat = room.as_(MIRIAM.key)
        await seat.says("/cancel")
        await to_staff(seat)
        await seat.taps("Next", Customer="Adele Vance")
        await seat.sees("When?")
        yield seat


async def test_ones_own_calendar_counts(miriam: Seat, bookings: Bookings):
    await miriam.says("thursday 14:30")

    assert "Another calendar says that nobody" in miriam.card.text()
    assert "Peer review" not in miriam.card.text()
    asked = [one for one in await bookings.log() if one["operation"] == "getSchedule"]
    assert {one["who"] for one in asked} == {f"user:{MIRIAM.mail}"}


async def test_nobody_looks_into_the_own_calendar_of_another(dana: Seat, bookings: Bookings):
    await to_last_look(dana, staff="Miriam Graham")

    assert [one for one in await bookings.log() if one["operation"] == "getSchedule"] == []


async def test_where_the_own_calendar_cannot_be_read_the_times_are_shown_all_the_same(
    miriam: Seat, bookings: Bookings
):
    await bookings.fault("getSchedule", "error-before", times=None)

    await miriam.says("thursday 14:30")

    await miriam.sees("Anything to note?")


async def test_a_same_time_with_somebody_who_was_never_offered_is_refused(dana: Seat, bookings: Bookings):
    await to_times(dana, staff="Miriam Graham")
    await dana.says("sunday 10:00")
    nonce = dana.card.button("Cancel").action["data"]["frontdesk"]

    await dana.sends(
        {
            "type": "message",
            "value": {"frontdesk": nonce, "move": "same-time-with", "staff": "somebody"},
            "replyToId": dana.card.post.id,
        }
    )

    assert "Please choose a time." in dana.card.text()
    assert await bookings.made() == []
