"""One line where others read: it is booked in two messages, and the customer stays between the two."""

import asyncio
from collections.abc import Sequence

import pytest
from conversation_clinic import Bookings

from cards.booked import SHARE
from rehearsal.activities import TO_THE_BOT_ALONE
from rehearsal.room import Room
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard

LINE = "/book initial consult with Dana for Adele tomorrow 3pm"
SECRETS = ("Adele", "Vance", "adelev@", "7946", "teams.microsoft.com", "visit.teams")
# Nobody whom the clinic knows: whose name is shared here may stand before all.
NEW = "/book initial consult with Dana for Zebulon Quixote tomorrow 3pm"
ZEBULON = ("Zebulon", "Quixote", "zeb@", "7946", "teams.microsoft.com", "visit.teams")
PLACES = ("general", "channel", "group")


def secrets_in(seat: Seat, secrets: Sequence[str] = SECRETS) -> list[str]:
    """What is in sight of the customer and of the links."""
    return [secret for secret in secrets if secret in seat.visible]


def seen_by(other: Seat, card: SeenCard) -> SeenCard:
    """The card of somebody else, as if it had been shown to this person."""
    return SeenCard(card.post, other.person, card.json)


@pytest.mark.parametrize("place", PLACES)
async def test_one_line_in_a_channel_and_one_tap_lead_to_both_links(
    room: Room, bookings: Bookings, place: str
):
    dana = room.as_("dana").in_(place)
    await dana.says(LINE)
    await room.settles()
    alex = room.as_("alex").in_(place).beside(dana)
    assert "Adele Vance" in dana.card.text()
    assert secrets_in(alex) == []

    await dana.taps("Book")
    await room.settles()

    await dana.sees("Join (staff)")
    await dana.sees("Copy customer link")
    assert [post.author and post.author.key for post in dana.posts] == ["dana", None]
    await alex.sees("A. V.")
    assert secrets_in(alex) == []
    assert len(await bookings.made()) == 1


async def test_a_second_person_can_press_nothing(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("general")
    await dana.says(LINE)
    await room.settles()
    alex = room.as_("alex").in_("general").beside(dana)

    refused = await alex.taps("Continue")
    stolen = await alex.taps("Book", on=seen_by(alex, dana.card))

    assert "Only the person who started this" in " ".join(refused)
    assert "no longer open" in " ".join(stolen)
    assert await bookings.made() == []
    await dana.taps("Book")
    assert len(await bookings.made()) == 1


async def test_what_is_open_is_asked_on_the_card_of_the_one_who_wrote(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("general")
    await dana.says("/book initial consult with Dnaa for Alex Kim tomorrow 3pm")
    await room.settles()
    alex = room.as_("alex").in_("general").beside(dana)

    await dana.taps("Book", Staff="Dana Swope", Customer="Alex Kim · akim")

    assert len(await bookings.made()) == 1
    await alex.sees("A. K.")
    assert "akim" not in alex.visible


async def test_corrections_are_typed_in_the_channel(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("general")
    await dana.says(LINE)
    await dana.says("with anyone")
    await dana.says("4pm")
    await dana.says("book")
    await room.settles()

    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith("2027-03-02T16:00")
    alex = room.as_("alex").in_("general").beside(dana)
    assert secrets_in(alex) == []


async def test_the_details_are_shared_by_whoever_booked_alone(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("general")
    await dana.says(NEW)
    await room.settles()
    await dana.taps("Book", mail="zeb@litware.example", phone="+44 20 7946 0999")
    await room.settles()
    alex = room.as_("alex").in_("general").beside(dana)
    card = dana.card
    stolen = await alex.taps(SHARE, on=seen_by(alex, card))
    assert "Only the person who started this" in " ".join(stolen)
    assert secrets_in(alex, ZEBULON) == []

    await dana.taps(SHARE, on=card)
    await room.settles()

    await alex.sees("Zebulon Quixote")
    assert secrets_in(alex, ZEBULON) == ["Zebulon", "Quixote"]
    await dana.sees("Join (staff)")
    assert SHARE not in dana.buttons


async def test_an_old_client_shares_the_details_too(room: Room):
    dana = room.as_("dana").in_("general")
    await dana.says(NEW)
    await room.settles()
    await dana.taps("Book", mail="zeb@litware.example")
    await room.settles()

    await dana.taps(SHARE, as_submit=True)

    alex = room.as_("alex").in_("general").beside(dana)
    await alex.sees("Zebulon Quixote")
    assert secrets_in(alex, ZEBULON) == ["Zebulon", "Quixote"]


async def test_nothing_is_shared_before_it_is_booked(room: Room):
    dana = room.as_("dana").in_("general")

    await dana.says(LINE)
    await room.settles()

    assert SHARE not in dana.buttons


async def test_in_a_chat_of_two_there_is_nothing_to_share(dana: Seat):
    await dana.says(LINE)
    await dana.taps("Book")

    assert SHARE not in dana.buttons


@pytest.mark.parametrize("place", PLACES)
async def test_a_line_to_the_bot_alone_is_answered_to_that_person_alone(
    room: Room, bookings: Bookings, place: str
):
    dana = room.as_("dana").in_(place)
    await dana.says(LINE, alone=True)
    alex = room.as_("alex").in_(place).beside(dana)
    assert "Adele Vance" in dana.card.text()
    assert alex.posts == []

    await dana.taps("Book")
    await room.settles()

    await alex.sees("A. V.")
    assert secrets_in(alex) == []
    assert len(alex.posts) == 1
    assert len(await bookings.made()) == 1
    targeted = [post for post in dana.posts if post.author is None and post.only_for]
    assert len(targeted) == 1


async def test_what_is_no_command_is_answered_among_two(room: Room):
    dana = room.as_("dana").in_("general")
    heard = await dana.says("/bokk", alone=True)
    alex = room.as_("alex").in_("general").beside(dana)
    await dana.sends({"type": "message", "value": {"foreign": "card"}, **TO_THE_BOT_ALONE})

    assert "/book" in " ".join(heard)
    assert len(dana.posts) == 3
    assert alex.posts == []


async def test_a_flow_among_two_stays_among_two_when_it_goes_on_in_the_open(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("general")
    await dana.says("/book initial consult with Dana tomorrow 3pm", alone=True)
    alex = room.as_("alex").in_("general").beside(dana)

    await dana.says("for Adele Vance")
    await dana.says("help")
    await dana.taps("Book")
    await room.settles()

    await dana.sees("Copy customer link")
    await alex.sees("A. V.")
    shown = [post for post in alex.posts if post.author is None]
    assert len(shown) == 1
    assert secrets_in(alex) == []


async def test_a_flow_among_two_is_given_up_among_two(room: Room):
    dana = room.as_("dana").in_("general")
    await dana.says(LINE, alone=True)
    alex = room.as_("alex").in_("general").beside(dana)

    await dana.taps("Cancel")
    await room.settles()

    await dana.sees("Nothing was booked.")
    assert alex.posts == []


async def test_details_are_shared_beside_a_targeted_card(room: Room):
    dana = room.as_("dana").in_("general")
    await dana.says(NEW, alone=True)
    await dana.taps("Book", mail="zeb@litware.example")
    await room.settles()
    alex = room.as_("alex").in_("general").beside(dana)
    assert secrets_in(alex, ZEBULON) == []
    (card,) = [card for card in dana.cards if card.post.only_for]

    await dana.taps(SHARE, on=card)
    await room.settles()

    await alex.sees("Zebulon Quixote")
    assert secrets_in(alex, ZEBULON) == ["Zebulon", "Quixote"]


async def test_what_becomes_known_later_reaches_the_targeted_card_and_the_channel(
    room: Room, bookings: Bookings
):
    dana = room.as_("dana").in_("general")
    await dana.says(LINE, alone=True)
    await bookings.fault("appointments.create", "drop-after")
    await bookings.fault("calendarView.list", "drop-before", times=4, skip=1)

    await dana.taps("Book")
    await dana.sees("Still checking")
    await bookings.mend()

    alex = room.as_("alex").in_("general").beside(dana)
    await dana.sees("Reference", within=20)
    await alex.sees("A. V.", within=20)
    assert secrets_in(alex) == []
    assert len(await bookings.made()) == 1


async def test_two_people_write_their_lines_at_the_same_time(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("general")
    await dana.says("/help")
    alex = room.as_("alex").in_("general").beside(dana)
    await asyncio.gather(
        dana.says(LINE), alex.says("/book medication review with Dana for Alex Kim thursday 10:00")
    )
    await room.settles()

    assert "Initial consult" in dana.visible
    assert "Medication review" in alex.visible
    assert "Adele" not in alex.visible
    assert "Kim" not in dana.visible
