"""/agenda, /today, /tomorrow: whose day it is, in whose zone, and how to join."""

from datetime import UTC, datetime

import pytest
from conversation_clinic import Bookings
from conversation_lists import made, ways

from rehearsal.room import Room
from rehearsal.seat import Seat

SATURDAY = datetime(2027, 4, 3, 9, 0, tzinfo=UTC)


async def test_a_day_with_nothing_says_so(dana: Seat):
    await dana.says("/agenda 3 april")

    await dana.sees("Saturday, 3 April 2027 · Northwind Clinic · times in London")
    await dana.sees("No appointments.")


async def test_an_appointment_stands_there_with_its_link(dana: Seat, bookings: Bookings):
    await made(bookings, "Initial consult", SATURDAY)

    await dana.says("/agenda 3 april")

    # In April London is an hour ahead.
    await dana.sees("10:00–10:30")
    await dana.sees("Ida Nordahl")
    (join,) = ways(dana, "Join")
    assert join.action["url"].startswith("https://teams.microsoft.com/")


async def test_the_details_hold_both_links_and_lead_back(dana: Seat, bookings: Bookings):
    await made(bookings, "Initial consult", SATURDAY)
    await dana.says("/agenda 3 april")

    await dana.taps(ways(dana, "Details")[0])
    await dana.sees("Ida Nordahl · Ida@x.example")
    assert {"Join (staff)", "Copy customer link", "Book again"} <= set(dana.buttons)
    await dana.taps("Back to the list")

    await dana.sees("10:00–10:30")


async def test_a_new_booking_begins_from_an_old_one(dana: Seat, bookings: Bookings):
    await made(bookings, "Initial consult", SATURDAY)
    await dana.says("/agenda 3 april")
    await dana.taps(ways(dana, "Details")[0])

    await dana.taps("Book again")

    await dana.sees("Book an appointment")
    assert "Initial consult" in dana.card.text()
    assert "Dana Swope" in dana.card.text()
    # Whether Ida is known already depends on when the customers were read last.
    assert "Still to choose: " in dana.card.text()


async def test_what_runs_over_midnight_says_so(room: Room, bookings: Bookings):
    await made(bookings, "Initial consult", datetime(2027, 4, 3, 18, 15, tzinfo=UTC), staff="Priya Nair")
    priya = room.as_("priya")

    await priya.says("/agenda 3 april")
    await priya.sees("Sat, 3 Apr, 11:45 pm–Sun, 4 Apr, 12:15 am")
    await priya.says("/agenda 4 april")
    await priya.sees("Sunday, 4 April, 2027")
    assert "Sat, 3 Apr, 11:45 pm–Sun, 4 Apr, 12:15 am" in priya.card.text()


async def test_more_than_fits_is_turned_over(dana: Seat, bookings: Bookings):
    for hour in range(8, 16):
        at = SATURDAY.replace(hour=hour)
        await made(bookings, "Follow-up consult", at, 15, customer=f"Number {hour}")
    await dana.says("/agenda 3 april")
    assert len(ways(dana, "Details")) == 6
    assert "Number 14" not in dana.card.text()

    await dana.taps("2 more")
    assert "Number 14" in dana.card.text()
    assert "Number 15" in dana.card.text()
    await dana.taps("Earlier ones")

    assert "Number 8" in dana.card.text()


async def test_the_days_can_be_leafed_through(dana: Seat):
    await dana.says("/today")
    await dana.sees("Monday, 1 March 2027")
    await dana.taps("Day after")
    await dana.sees("Tuesday, 2 March 2027")
    await dana.taps("Day before")
    await dana.taps("Day before")

    await dana.sees("Sunday, 28 February 2027")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/today", "Monday, 1 March 2027"),
        ("/Tomorrow", "Tuesday, 2 March 2027"),
        ("tomorrow", "Tuesday, 2 March 2027"),
        ("/agenda", "Monday, 1 March 2027"),
        ("AGENDA friday", "Friday, 5 March 2027"),
        ("/agenda next week", "Mon, 8 Mar – Sun, 14 Mar"),
        ("/today with Priya", "Priya Nair · Monday, 1 March 2027"),
        ("/agenda with me tomorrow", "Tuesday, 2 March 2027"),
    ],
)
async def test_the_day_is_the_one_that_was_asked_for(dana: Seat, said: str, shown: str):
    await dana.says(said)

    await dana.sees(f"{shown} · Northwind Clinic")


async def test_a_german_day_is_read_in_german(room: Room):
    juergen = room.as_("juergen")
    await juergen.says("/agenda übermorgen")

    await juergen.sees("Mittwoch, 3. März 2027 · Bellows College · times in Berlin")


async def test_a_misspelt_name_is_asked_about(dana: Seat):
    await dana.says("/agenda with Pryia tomorrow")
    await dana.sees("I know no staff member called Pryia. Did you mean Priya Nair?")

    await dana.taps("Next", **{"Whose?": "Priya Nair"})

    await dana.sees("Priya Nair · Tuesday, 2 March 2027")


async def test_a_name_that_nobody_bears_is_nobodys_day(dana: Seat):
    await dana.says("/agenda with Zorro tomorrow")

    await dana.sees("I know no staff member called Zorro.")
    assert "Tuesday" not in dana.card.text()


async def test_in_a_channel_the_day_is_for_the_one_who_asked(room: Room, bookings: Bookings):
    await made(bookings, "Initial consult", SATURDAY)
    dana = room.as_("dana").in_("general")
    await dana.says("/agenda 3 april")
    await room.settles()
    alex = room.as_("alex").in_("general").beside(dana)

    await dana.sees("Ida Nordahl")
    assert "Dana Swope asked. Only they see the answer." in alex.visible
    assert not any(
        secret in alex.visible
        for secret in ("Ida", "Nordahl", "Initial", "https://", "Saturday", "Northwind")
    )


async def test_when_an_appointment_vanishes_meanwhile_the_details_say_so(dana: Seat, bookings: Bookings):
    await made(bookings, "Initial consult", SATURDAY)
    await dana.says("/agenda 3 april")
    await bookings.anew()

    await dana.taps(ways(dana, "Details")[0])

    await dana.sees("That appointment is not there any more.")


async def test_when_graph_fails_there_is_a_sentence_with_the_reference(dana: Seat, bookings: Bookings):
    await bookings.fault("calendarView.list", "unavailable", times=None)
    await dana.says("/agenda")

    await dana.sees("cannot be reached right now")
    await dana.sees("(reference ")
    assert dana.buttons == ["Try again"]
    await bookings.mend()


async def test_whoever_asks_alone_in_a_channel_is_answered_alone(room: Room, bookings: Bookings):
    await made(bookings, "Initial consult", SATURDAY)
    dana = room.as_("dana").in_("general")
    await dana.says("hello", mention=False)
    await dana.says("/agenda 3 april", alone=True)
    await dana.sees("Ida Nordahl")
    await dana.taps("Day after")
    await dana.sees("Sunday, 4 April 2027")
    await room.settles()

    alex = room.as_("alex").in_("general").beside(dana)

    assert alex.visible == ""


async def test_the_day_of_anyone_is_asked_about(dana: Seat):
    await dana.says("/agenda with anyone")
    await dana.sees("Whose?")
    assert "You are not one of the staff" not in dana.card.text()
