"""Two colleagues look at the same time; the first of them has it for three minutes."""

import re

from conversation_clinic import Bookings
from conversation_steps import to_last_look, to_times

from rehearsal.room import Room
from rehearsal.seat import Seat


def offered(seat: Seat) -> list[str]:
    return [choice.title for choice in seat.card.input("Time").choices]


async def test_a_time_on_a_colleagues_last_look_is_neither_offered_nor_booked(
    room: Room, dana: Seat, bookings: Bookings
):
    megan = room.as_("megan")
    await megan.says("/cancel")
    await to_times(megan, staff="Miriam Graham")
    time = offered(megan)[0]

    await to_times(dana, staff="Miriam Graham")
    await dana.taps("Take this time", Time=time)
    await dana.taps("No notes")
    assert re.search(rf", {time}–", dana.card.text())
    await megan.taps("Take this time")

    assert "colleague is" in megan.card.text()
    assert "Dana" not in megan.card.text()
    assert time not in offered(megan)

    await dana.taps("Book")
    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_a_time_that_was_changed_again_is_free_for_others(room: Room, dana: Seat):
    megan = room.as_("megan")
    await megan.says("/cancel")
    await to_last_look(dana, staff="Priya Nair")
    first = dana.card.text()
    await dana.says("change time")
    await dana.taps("Take this time", Time=offered(dana)[-1])
    await dana.sees("One last look")
    assert dana.card.text() != first

    await to_times(megan, staff="Priya Nair")

    assert re.search(rf", {offered(megan)[0]}–", first)
