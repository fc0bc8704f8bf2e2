"""The card of a line is typed to, changed, tapped twice and forged: nothing is lost or booked twice."""

import pytest
from conversation_attack import forges
from conversation_clinic import NOW, PATIENT, Bookings

from rehearsal.people import Person
from rehearsal.processes import Servers
from rehearsal.room import Room
from rehearsal.seat import Seat

LINE = "/book initial consult with Dana for Adele tomorrow 3pm"


async def test_the_card_is_corrected_by_typing(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Dana for Adele tomorrow 3pm")
    await dana.says("with anyone")
    assert "Anyone who is free" in dana.card.text()
    assert "15:00–15:30" in dana.card.text()
    await dana.says("4pm")
    assert "2 March 2027, 16:00" in dana.card.text()
    await dana.says("for akim@litware.example")
    await dana.says("purple")
    assert "purple" in dana.card.text()
    await dana.says("book")

    await dana.sees("Reference")
    (made,) = await bookings.made()
    assert made["customers"][0]["emailAddress"] == "akim@litware.example"
    assert made["startDateTime"]["dateTime"].startswith("2027-03-02T16:00")


async def test_a_bare_name_answers_what_is_open(dana: Seat):
    await dana.says("/book physiotherapy assessment first free thursday")

    await dana.says("Zebulon Quixote")
    assert dana.card.input("Name of the new customer").value == "Zebulon Quixote"
    await dana.says("for Adele Vance")
    await dana.says("left knee")

    assert "left knee" in dana.card.text()
    assert dana.card.inputs == {}


async def test_a_part_is_changed_and_the_others_stay(dana: Seat, bookings: Bookings):
    await dana.says(LINE)

    await dana.taps("Change customer")
    await dana.taps("Next", Customer="Siobhán O'Brien")
    assert "One last look" in dana.card.text()
    await dana.says("change time")
    await dana.says("back")
    assert "15:00–15:30" in dana.card.text()
    await dana.taps("Change service")
    await dana.taps("Next", Service="Paediatric consult")
    assert "Dana Swope" in dana.card.text()
    assert "15:00–15:30" in dana.card.text()
    await dana.taps("Book")

    await dana.sees("Reference")
    assert len(dana.cards) == 3  # the summaries of what was typed to, and the appointment


async def test_back_out_of_a_change_leaves_open_what_was_open(dana: Seat):
    await dana.says("/book initial consult with Dana for Adele tomorrow 3pm")
    await dana.taps("Change service")
    await dana.taps("Next", Service="Physiotherapy assessment")
    assert "Still to choose: answers." in dana.card.text()

    await dana.taps("Change customer")
    await dana.taps("Back")

    assert "Still to choose: answers." in dana.card.text()


@pytest.mark.parametrize("move", ["book", "change", "new-customer", "answer", "first-free", "skip"])
async def test_fields_that_no_card_offers_book_nothing(dana: Seat, bookings: Bookings, move: str):
    await dana.says("/book initial consult")

    nonsense = {"service": "x", "staff": "nobody", "customer": "", "slot": "2027-03-02", "part": "nothing"}
    await forges(dana, move, **nonsense)

    assert await bookings.made() == []
    assert "Initial consult" in dana.card.text()


@pytest.mark.parametrize(
    "when",
    [
        "31.12.9999",
        "31.12.9999 10:00",
        "1.1.1900",
        "1.1.1900 10:00",
        "first free 31.12.9999",
        "yesterday 3pm",
        "2050-01-01 10:00",
        "31 feb",
        "tomorrow 25:00",
    ],
)
async def test_a_time_that_cannot_be_is_asked_for_again(dana: Seat, bookings: Bookings, when: str):
    await dana.says(f"/book initial consult for Adele {when}")

    assert "Adele Vance" in dana.card.text()
    assert dana.card.input("Time")
    await dana.taps("Book")
    assert await bookings.made() == []


@pytest.mark.parametrize(
    "slot", ["1970-01-01T00:00:00+00:00", "2999-12-31T23:59:00+00:00", "x", "2027-03-02"]
)
async def test_a_time_that_no_card_offers_is_not_booked(dana: Seat, bookings: Bookings, slot: str):
    await dana.says("/book initial consult for Adele")

    await forges(dana, "book", slot=slot)

    assert await bookings.made() == []
    assert dana.card.input("Time")


async def test_the_same_tap_twice_books_once(dana: Seat, bookings: Bookings):
    await dana.says(LINE)
    card = dana.card
    await dana.taps("Book", on=card)

    await dana.redelivers()
    await dana.taps("Book", on=card)

    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_two_devices_tapping_at_the_same_time_book_once(dana: Seat, bookings: Bookings):
    await dana.says(LINE)
    card = dana.card

    await dana.taps("Book", on=card)
    await dana.redelivers(2, fresh_id=True)

    assert len(await bookings.made()) == 1


async def test_bookings_that_cannot_be_reached_loses_nothing(dana: Seat, bookings: Bookings):
    await bookings.fault("calendarView.list", "drop-before", times=None)
    await dana.says(LINE)
    assert "That did not work" in dana.card.text()
    await bookings.mend()

    await dana.taps("Try again")

    assert "Adele Vance" in dana.card.text()
    assert "15:00–15:30" in dana.card.text()


async def test_a_tap_while_bookings_cannot_be_reached_keeps_what_was_filled_in(
    dana: Seat, bookings: Bookings
):
    await dana.says("/book initial consult with Dana tomorrow 3pm")
    await bookings.fault("calendarView.list", "drop-before", times=None)
    await dana.taps("Book", Customer="Adele Vance")
    await bookings.mend()

    if "Try again" in dana.buttons:
        await dana.taps("Try again")
    assert "Adele Vance" in dana.card.text()
    await dana.taps("Book")

    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_a_line_that_is_too_long_is_read_as_far_as_it_goes(dana: Seat):
    await dana.says(f"{LINE} note {'x' * 5_000}")

    assert "longer than I can use" in dana.card.text()
    assert "Adele Vance" in dana.card.text()


async def test_a_line_in_german_is_understood(running: Servers, bookings: Bookings):
    await bookings.anew()
    hanna = Person("hanna", "Dana Swope", "danas@northwind.example", zone="Europe/Berlin", locale="de-DE")
    async with Room(running.bot_url, people=(hanna,), now=lambda: NOW, habits=PATIENT) as office:
        seat = office.as_("hanna")
        await seat.says("/book initial consult mit Dana für Adele morgen 16 Uhr")

        assert "16:00" in seat.card.text()
        assert seat.card.inputs == {}
        await seat.taps("Book")
        await seat.sees("Reference")
