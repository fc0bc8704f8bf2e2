"""Graph misbehaves at one call or another: the card says so, keeps the draft, and goes on afterwards."""

import pytest
from conversation_clinic import Bookings
from conversation_steps import to_customer, to_last_look, to_staff

from rehearsal.people import Person
from rehearsal.room import Room
from rehearsal.seat import Seat

REFUSING = ("throttled", "error-before", "drop-before", "forbidden")
SHAPES = ("docs-names", "small-pages", "full-lists", "links-null")


@pytest.mark.parametrize("fault", REFUSING)
async def test_times_that_cannot_be_read_keep_the_draft(dana: Seat, bookings: Bookings, fault: str):
    await to_customer(dana)
    await bookings.fault("calendarView.list", fault, times=None, retryAfter=60)
    await dana.taps("Next", Customer="Adele Vance")

    await dana.sees("That did not work")
    assert "Adele Vance" in dana.card.text()
    assert "went wrong" not in dana.visible

    await bookings.mend()
    await dana.taps("Try again")
    assert "When?" in dana.card.text()
    assert dana.card.input("Time").choices


@pytest.mark.parametrize("fault", SHAPES)
async def test_odd_answers_of_graph_do_not_keep_a_booking_from_being_made(
    dana: Seat, bookings: Bookings, fault: str
):
    await bookings.fault("*", fault, times=None, reads=1, size=7)
    await to_last_look(dana)
    await dana.taps("Book")

    await dana.sees("Reference")
    await bookings.mend()
    assert len(await bookings.made()) == 1
    await dana.sees("Copy customer link")


async def test_a_slow_graph_is_waited_for(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    await bookings.fault("appointments.create", "slow", seconds=1)

    await dana.taps("Book")

    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_an_appointment_made_too_late_to_be_told_of_is_found(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    await bookings.fault("appointments.create", "slow-after", seconds=1)

    await dana.taps("Book")

    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_a_reader_in_kolkata_books_in_new_york_and_reads_both_clocks(room: Room):
    patti = room.as_("patti")
    here = Seat(patti.stage, _moved(patti.person, "Asia/Kolkata", "en-IN"), patti.place)
    await to_staff(here, "Mortgage advice")
    await here.taps("Next", Staff="Anyone who is free")
    await here.says("Zebulon Quixote zeb@litware.example")
    await here.taps("Next")
    assert "times in Kolkata" in here.card.text()

    await here.taps("Take this time")
    await here.taps("No notes")

    assert "(New York)" in here.card.text()
    await here.taps("Book")
    await here.sees("Reference")
    assert "(New York)" in here.card.text()
    assert "(America/New_York)" in here.card.input("Invitation").value


async def test_a_college_in_berlin_is_booked_in_its_own_words(room: Room):
    juergen = room.as_("juergen")
    await to_staff(juergen, "Studienberatung")
    await juergen.taps("Next", Staff="Anyone who is free")
    await juergen.says("Zebulon Quixote zeb@litware.example")
    await juergen.taps("Next")
    await juergen.says("morgen 10:30")

    assert "Dienstag, 2. März 2027, 10:30" in juergen.card.text()


async def test_a_stranger_is_told_who_can_help(room: Room):
    robin = room.as_("robin")

    await robin.says("/book")

    assert "An administrator of the business can give you a role" in robin.card.text()


async def test_a_full_session_is_not_offered_and_cannot_be_forced(dana: Seat, bookings: Bookings):
    await to_staff(dana, "Group breathing class")
    await dana.taps("Next", Customer="Adele Vance")
    (first, *_) = dana.card.input("Time").choices
    await dana.taps("Take this time")
    await dana.taps("No notes")
    await dana.taps("Book")
    await dana.sees("Reference")
    (made,) = await bookings.made()

    await to_staff(dana, "Group breathing class")
    await dana.taps("Next", Customer="Zoë Müller")

    seats = {choice.value: choice.title for choice in dana.card.input("Time").choices}
    assert seats[first.value].endswith(f"{made['maximumAttendeesCount'] - 1} seats left")


def _moved(person: Person, zone: str, locale: str) -> Person:
    return Person(person.key, person.name, person.mail, zone, locale, person.tenant)
