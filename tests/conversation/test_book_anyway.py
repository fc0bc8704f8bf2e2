"""An administrator books over a rule on purpose; nobody else does, and nobody by chance."""

import json
from datetime import UTC, datetime

import pytest
from conversation_clinic import Bookings
from conversation_steps import to_staff, to_times

from rehearsal.processes import Servers
from rehearsal.room import Room
from rehearsal.seat import Seat

TEN = datetime(2027, 3, 3, 10, 0, tzinfo=UTC)
ANYWAY, DOUBLE = "Book anyway, with Miriam Graham", "Double-book on purpose, with Miriam Graham"


def over(seat: Seat) -> list[str]:
    return [title for title in seat.card.buttons if title.startswith(("Book anyway", "Double-book"))]


async def to_book(seat: Seat, title: str) -> None:
    await seat.taps(title)
    await seat.taps("No notes")
    await seat.sees("One last look")
    assert "You book over a rule on purpose. It is recorded." in seat.card.text()


@pytest.mark.parametrize(
    ("said", "told", "start"),
    [
        ("sunday 10:00", "The business is closed", "2027-03-07T10:00"),
        ("today 10:00", "too soon", "2027-03-01T10:00"),
        ("wednesday 10:07", "does not start at that minute", "2027-03-03T10:07"),
        ("2027-06-23 10:00", "too far ahead", "2027-06-23T09:00"),
    ],
)
async def test_an_administrator_books_over_the_rule_that_was_told(
    dana: Seat, bookings: Bookings, said: str, told: str, start: str
):
    await to_times(dana, staff="Miriam Graham")
    await dana.says(said)
    assert told in dana.card.text()
    assert "It is recorded." in dana.card.text()

    await to_book(dana, ANYWAY)
    assert told in dana.card.text()
    await dana.taps("Book")
    await dana.sees("Reference")

    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith(start)
    assert "Booked over a rule on purpose by Dana Swope: " in made["serviceNotes"]


async def test_the_log_tells_it_by_ids_alone(dana: Seat, running: Servers):
    await to_times(dana, staff="Miriam Graham")
    await dana.says("sunday 10:00")
    await to_book(dana, ANYWAY)
    await dana.taps("Book")
    await dana.sees("Reference")

    booked = dana.card.text()
    await dana.says("/help")  # by then the log has come through its pipe

    line = next(line for line in reversed(running.bot.tail.splitlines()) if "booked-over-a-rule" in line)
    logged = json.loads(line)
    assert logged["reason"] == "closed"
    assert logged["person"] == dana.person.aad_object_id
    assert f"{logged['id']}" in booked
    assert not any(name in line for name in ("Dana", "Swope", "Adele", "Miriam", "adelev"))


async def test_for_anyone_it_is_said_who_will_take_it(dana: Seat, bookings: Bookings):
    await to_times(dana)
    await dana.says("sunday 10:00")
    (title,) = over(dana)

    await to_book(dana, title)
    await dana.taps("Book")
    await dana.sees("Reference")

    assert title.removeprefix("Book anyway, with ") in dana.card.text()
    assert len(await bookings.made()) == 1


async def test_a_double_booking_is_named_and_the_truth_is_told_when_bookings_refuses_it(
    dana: Seat, bookings: Bookings
):
    await bookings.take("Miriam Graham", TEN)
    await to_times(dana, staff="Miriam Graham")
    await dana.says("wednesday 10:00")
    assert "this is a double booking" in dana.card.text()

    await to_book(dana, DOUBLE)
    await dana.taps("Book")

    assert "nothing was booked" in dana.card.text()
    assert await bookings.made() == []


async def test_it_can_be_written_and_a_double_booking_has_a_word_of_its_own(dana: Seat, bookings: Bookings):
    await bookings.take("Miriam Graham", TEN)
    await to_times(dana, staff="Miriam Graham")
    await dana.says("wednesday 10:00")

    await dana.says("book anyway")
    assert over(dana) == [DOUBLE]
    await dana.says("double-book")
    assert "Anything to note?" in dana.card.text()

    await dana.says("back")
    await dana.says("sunday 10:00")
    await dana.says("double-book")
    assert over(dana) == [ANYWAY]
    await dana.says("book anyway")
    assert "Anything to note?" in dana.card.text()


async def test_nobody_is_double_booked_by_chance(dana: Seat, bookings: Bookings):
    await to_times(dana, staff="Miriam Graham")
    await dana.says("sunday 10:00")
    await to_book(dana, ANYWAY)
    await bookings.take("Miriam Graham", datetime(2027, 3, 7, 10, 0, tzinfo=UTC))

    await dana.taps("Book")

    assert "has just been taken" in dana.card.text()
    assert over(dana) == [DOUBLE]
    assert await bookings.made() == []


async def test_the_past_is_booked_by_nobody(dana: Seat):
    await to_times(dana, staff="Miriam Graham")

    await dana.says("yesterday 10:00")

    assert "in the past" in dana.card.text()
    assert over(dana) == []


async def test_the_word_counts_for_this_time_alone(dana: Seat):
    await to_times(dana, staff="Miriam Graham")
    await dana.says("sunday 10:00")
    await to_book(dana, ANYWAY)

    await dana.says("change time")
    await dana.says("wednesday 11:00")

    assert "You book over a rule" not in dana.card.text()


@pytest.mark.parametrize("key", ["alex", "priya"])
async def test_who_is_no_administrator_is_not_asked_and_not_heard(room: Room, bookings: Bookings, key: str):
    seat = room.as_(key)
    await seat.says("/cancel")
    await to_staff(seat)
    await seat.sees("With whom?" if key == "alex" else "For which customer?")
    if key == "alex":
        await seat.taps("Next", Staff="Miriam Graham")
    await seat.taps("Next", Customer="Adele Vance")
    await seat.says("sunday 10:00")
    assert "closed" in seat.card.text()
    assert over(seat) == []
    nonce = seat.card.button("Cancel").action["data"]["frontdesk"]

    forged = {"frontdesk": nonce, "move": "book-anyway"}
    await seat.sends({"type": "message", "value": forged, "replyToId": seat.card.post.id})

    assert "Only an administrator of the business can book over a rule." in seat.card.text()
    assert "One last look" not in seat.card.text()
    assert await bookings.made() == []


async def test_without_a_refused_time_there_is_nothing_to_book_over(dana: Seat, bookings: Bookings):
    await to_times(dana, staff="Miriam Graham")
    nonce = dana.card.button("Cancel").action["data"]["frontdesk"]

    forged = {"frontdesk": nonce, "move": "book-anyway", "slot": "2027-03-07T10:00:00+00:00"}
    await dana.sends({"type": "message", "value": forged, "replyToId": dana.card.post.id})

    assert "Please choose a time." in dana.card.text()
    assert await bookings.made() == []


async def test_a_team_member_is_asked_for_nobody_and_books_for_themselves(room: Room, bookings: Bookings):
    priya = room.as_("priya")
    await priya.says("/cancel")
    await to_staff(priya)
    assert "With whom?" not in priya.card.text()

    await priya.taps("Next", Customer="Adele Vance")
    await priya.taps("Take this time")
    await priya.taps("No notes")
    await priya.taps("Book")
    await priya.sees("Reference")

    (made,) = await bookings.made()
    assert len(made["staffMemberIds"]) == 1
    assert "Priya Nair" in priya.card.text()


async def test_a_team_member_is_told_that_a_service_is_not_theirs(room: Room):
    priya = room.as_("priya")
    await priya.says("/cancel")

    await to_staff(priya, "Paediatric consult")

    assert "this service is not one of yours" in priya.card.text()
    await priya.taps("Back")
    assert "Which service?" in priya.card.text()
