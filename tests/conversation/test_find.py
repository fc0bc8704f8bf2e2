"""/find: by customer, service, mail address or reference, and what can be done with what is found."""

from datetime import UTC, datetime, timedelta

import pytest
from conversation_clinic import NOW, Bookings
from conversation_lists import made, ways
from conversation_steps import to_last_look

from rehearsal.room import Room
from rehearsal.seat import Seat

APRIL = datetime(2027, 4, 3, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("said", ["zephyrine", "ZEPHYRINE quill", "quill zeph", "zephyrine@x.example"])
async def test_a_customer_is_found_by_name_or_mail(dana: Seat, bookings: Bookings, said: str):
    await made(bookings, "Initial consult", APRIL, customer="Zephyrine Quill")

    await dana.says(f"/find {said}")

    await dana.sees("Sat, 3 Apr, 10:00–10:30")
    await dana.sees("Zephyrine Quill")
    await dana.sees("Dana Swope")


async def test_the_middle_of_a_name_finds_nobody(dana: Seat, bookings: Bookings):
    await made(bookings, "Initial consult", APRIL, customer="Zoe Zephyrine")

    await dana.says("/find ephyrine")

    await dana.sees("I found nothing for “ephyrine”.")


async def test_accents_and_the_past_do_not_matter(dana: Seat, bookings: Bookings):
    await made(bookings, "Initial consult", NOW - timedelta(days=10), customer="Zéphyrine Quill")

    await dana.says("/find zephyrine")

    await dana.sees("Fri, 19 Feb, 09:00–09:30")


async def test_what_was_booked_here_is_found_by_its_reference(dana: Seat):
    await to_last_look(dana)
    await dana.taps("Book")
    await dana.sees("Reference")
    lines = dana.card.text().splitlines()
    reference = next(line for line in lines if line.startswith("Reference")).split()[-1]

    await dana.says(f"/find {reference.lower()}")

    await dana.sees("Adele Vance")
    (details,) = ways(dana, "Details")
    await dana.taps(details)
    assert f"Reference  {reference}" in dana.card.text()


async def test_a_service_is_found_the_nearest_first_and_turned_over(dana: Seat):
    await dana.says("/find follow-up")
    first = dana.card.text()
    (more,) = [title for title in dana.buttons if title.endswith(" more")]

    await dana.taps(more)

    assert dana.card.text() != first
    await dana.taps("Earlier ones")
    assert dana.card.text() == first


@pytest.mark.parametrize(
    "odd", ["' OR 1=1 --", "<script>alert(1)</script>", "**bold** [x](http://x.example)", "%_%", "x" * 999]
)
async def test_odd_text_finds_nothing_and_stays_text(dana: Seat, odd: str):
    await dana.says(f"/find {odd}")

    await dana.sees("I found nothing for “")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/find", "Write **/find TEXT**"),
        ("/find a", "Please write at least two letters"),
        (f"/find {'x' * 1001}", "longer than I can use"),
    ],
)
async def test_too_little_and_too_much_is_said_so(dana: Seat, said: str, answer: str):
    (heard,) = await dana.says(said)

    assert heard.startswith(answer) or answer in heard


async def test_one_sign_of_a_script_without_an_alphabet_is_enough(dana: Seat, bookings: Bookings):
    await made(bookings, "Initial consult", APRIL, customer="王小明")

    await dana.says("/find 王")

    await dana.sees("王小明")


async def test_in_a_channel_what_is_found_is_for_the_one_who_asked(room: Room, bookings: Bookings):
    await made(bookings, "Initial consult", APRIL, customer="Zephyrine Quill")
    dana = room.as_("dana").in_("channel")
    await dana.says("/find zephyrine")
    await room.settles()
    alex = room.as_("alex").in_("channel").beside(dana)

    await dana.sees("Zephyrine Quill")
    assert "Quill" not in alex.visible
    assert "https://" not in alex.visible


async def test_when_graph_fails_in_the_middle_nothing_is_shown_half(dana: Seat, bookings: Bookings):
    await bookings.fault("appointments.get", "unavailable", times=None)
    await dana.says("/find zephyrine")

    await dana.sees("cannot be reached right now")
    await bookings.mend()
    await dana.taps("Try again")

    await dana.sees("I found nothing for “zephyrine”.")
