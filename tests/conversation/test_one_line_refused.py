"""A line whose time cannot be had: the rule, the nearest times, who else is free, and booking it anyway."""

from datetime import UTC, datetime

import pytest
from conversation_clinic import Bookings

from rehearsal.room import Room
from rehearsal.seat import Seat

TEN = datetime(2027, 3, 3, 10, 0, tzinfo=UTC)
LINE = "/book initial consult with Miriam for Adele wednesday 10:00"
ANYWAY, DOUBLE = "Book anyway, with Miriam Graham", "Double-book on purpose, with Miriam Graham"


def begins(seat: Seat, *words: str) -> list[str]:
    return [title for title in seat.card.buttons if title.startswith(words)]


def over(seat: Seat) -> list[str]:
    return begins(seat, "Book anyway", "Double-book")


async def test_who_else_is_free_takes_it_with_one_tap(dana: Seat, bookings: Bookings):
    await bookings.take("Miriam Graham", TEN)
    await dana.says(LINE)
    assert "Nobody of those you chose is free at that time." in dana.card.text()
    assert len(dana.card.input("Time").choices) == 3
    other = begins(dana, "Same time with")[0]

    await dana.taps(other)
    assert "One last look" in dana.card.text()
    assert "Still to choose" not in dana.card.text()
    await dana.taps("Book")

    await dana.sees("Reference")
    assert other.removeprefix("Same time with ") in dana.card.text()
    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith("2027-03-03T10:00")


async def test_what_was_chosen_besides_is_kept(dana: Seat, bookings: Bookings):
    await bookings.take("Miriam Graham", TEN)
    await dana.says("/book initial consult with Miriam wednesday 10:00")

    await dana.taps(begins(dana, "Same time with")[0], Customer="Adele Vance")

    assert "Adele Vance" in dana.card.text()
    assert "Still to choose" not in dana.card.text()


async def test_a_colleague_who_is_taken_meanwhile_is_not_booked(dana: Seat, bookings: Bookings):
    await bookings.take("Miriam Graham", TEN)
    await dana.says(LINE)
    other = begins(dana, "Same time with")[0]
    await bookings.take(other.removeprefix("Same time with "), TEN)

    await dana.taps(other)

    assert "Nobody of those you chose is free" in dana.card.text()
    assert other not in begins(dana, "Same time with")


async def test_an_administrator_books_over_the_rule_that_was_told(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Miriam for Adele sunday 10:00")
    assert "The business is closed at that time." in dana.card.text()
    assert over(dana) == [ANYWAY]

    await dana.taps(ANYWAY)
    assert "You book over a rule on purpose. It is recorded." in dana.card.text()
    await dana.taps("Book")

    await dana.sees("Reference")
    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith("2027-03-07T10:00")
    assert "Booked over a rule on purpose by Dana Swope: closed." in made["serviceNotes"]


async def test_for_anyone_it_is_said_who_will_take_it(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult for Adele sunday 10:00")
    (title,) = over(dana)

    await dana.taps(title)
    await dana.taps("Book")

    await dana.sees("Reference")
    assert title.removeprefix("Book anyway, with ") in dana.card.text()
    assert len(await bookings.made()) == 1


async def test_it_can_be_written_and_a_double_booking_has_a_word_of_its_own(dana: Seat, bookings: Bookings):
    await bookings.take("Miriam Graham", TEN)
    await dana.says(LINE)

    await dana.says("book anyway")
    assert over(dana) == [DOUBLE]
    await dana.says("double-book")

    assert over(dana) == []
    assert "this is a double booking" in dana.card.text()


async def test_the_word_counts_for_this_time_alone(dana: Seat):
    await dana.says("/book initial consult with Miriam for Adele sunday 10:00")
    await dana.taps(ANYWAY)

    await dana.says("wednesday 11:00")

    assert "You book over a rule" not in dana.card.text()
    assert "Still to choose" not in dana.card.text()


async def test_another_time_of_the_same_kind_is_refused_again(dana: Seat):
    await dana.says("/book initial consult with Miriam for Adele sunday 10:00")
    await dana.taps(ANYWAY)

    await dana.says("sunday 11:00")

    assert over(dana) == [ANYWAY]
    assert "Still to choose: time" in dana.card.text()


async def test_nobody_is_double_booked_by_chance(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Miriam for Adele sunday 10:00")
    await dana.taps(ANYWAY)
    await bookings.take("Miriam Graham", datetime(2027, 3, 7, 10, 0, tzinfo=UTC))

    await dana.taps("Book")

    assert "has just been taken" in dana.card.text()
    assert over(dana) == [DOUBLE]
    assert await bookings.made() == []


@pytest.mark.parametrize(("key", "who"), [("alex", "with Miriam "), ("priya", "")])
async def test_who_is_no_administrator_is_not_asked_and_not_heard(
    room: Room, bookings: Bookings, key: str, who: str
):
    seat = room.as_(key)
    await seat.says("/cancel")
    await seat.says(f"/book initial consult {who}for Adele sunday 10:00")
    assert "closed" in seat.card.text()
    assert over(seat) == []

    await seat.says("book anyway")

    assert "Only an administrator of the business can book over a rule." in seat.card.text()
    assert await bookings.made() == []


async def test_a_team_member_books_for_themselves(room: Room, bookings: Bookings):
    priya = room.as_("priya")
    await priya.says("/cancel")
    await priya.says("/book initial consult for Adele first free")
    assert "Priya Nair" in priya.card.text()

    await priya.taps("Book")

    await priya.sees("Reference")
    (made,) = await bookings.made()
    assert len(made["staffMemberIds"]) == 1


async def test_a_team_member_who_names_a_colleague_is_told_that_they_book_for_themselves(
    room: Room, bookings: Bookings
):
    priya = room.as_("priya")
    await priya.says("/cancel")
    await priya.says("/book initial consult with Miriam for Adele first free")

    assert "you book for yourself alone" in priya.card.text()
    assert [one.title for one in priya.card.input("Staff").choices] == ["Priya Nair"]
    await priya.taps("Book", Staff="Priya Nair")

    await priya.sees("Reference")
    (made,) = await bookings.made()
    assert len(made["staffMemberIds"]) == 1
    assert "Miriam Graham" not in priya.card.text()


async def test_a_team_member_is_told_that_a_service_is_not_theirs(room: Room):
    priya = room.as_("priya")
    await priya.says("/cancel")

    await priya.says("/book paediatric consult for Adele tomorrow 3pm")

    assert "this service is not one of yours" in priya.card.text()
    await priya.taps("Book", Service=priya.card.input("Service").choices[0].title)
    assert "this service is not one of yours" not in priya.card.text()


async def test_a_time_on_a_colleagues_card_is_kept_for_them_and_others_are_offered(
    room: Room, dana: Seat, bookings: Bookings
):
    alex = room.as_("alex")
    await alex.says("/cancel")
    line = "/book initial consult with Priya for Adele friday 11:00"
    await dana.says(line)
    assert "Still to choose" not in dana.card.text()

    await alex.says(line)
    assert "colleague is" in alex.card.text()
    assert "Dana" not in alex.card.text()
    assert "11:00" not in {choice.title for choice in alex.card.input("Time").choices}

    await dana.taps("Book")
    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_a_time_that_both_had_on_their_cards_is_booked_once(room: Room, dana: Seat, bookings: Bookings):
    alex = room.as_("alex")
    await alex.says("/cancel")
    await dana.says("/book initial consult with Miriam for Adele friday 14:00")
    await alex.says("/book initial consult with Miriam for Adele friday 15:00")

    await alex.says("friday 14:00")
    assert "colleague is" in alex.card.text()
    await dana.says("friday 16:00")
    await alex.says("friday 14:00")
    assert "Still to choose" not in alex.card.text()
    await alex.taps("Book")
    await alex.sees("Reference")
    await dana.says("friday 14:00")

    assert "Nobody of those you chose is free" in dana.card.text()
    assert len(await bookings.made()) == 1
