"""Where others read: they see that somebody books, and nothing of the customer."""

from conversation_clinic import Bookings
from conversation_steps import to_last_look, to_times

from rehearsal.room import Room
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard

SECRETS = ("Adele", "Vance", "adelev@", "7946", "teams.microsoft.com", "visit.teams", "Left knee")


def no_secrets(seat: Seat) -> bool:
    return not any(secret in seat.visible for secret in SECRETS)


async def test_a_booking_in_a_channel_shows_the_customer_to_the_one_who_books_alone(
    room: Room, bookings: Bookings
):
    dana = room.as_("dana").in_("general")
    await to_times(dana)
    alex = room.as_("alex").in_("general").beside(dana)
    assert "Adele Vance" in dana.card.text()
    assert no_secrets(alex)

    await dana.taps("Take this time")
    await dana.taps("No notes")
    await dana.taps("Book")
    await room.settles()

    assert len(await bookings.made()) == 1
    await dana.sees("Join (staff)")
    await alex.sees("A. V.")
    assert no_secrets(alex)


async def test_only_the_one_who_began_can_go_on(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("channel")
    await to_last_look(dana)
    alex = room.as_("alex").in_("channel").beside(dana)

    heard = await alex.taps("Continue")

    assert "Only the person who" in " ".join(heard)
    await dana.taps("Book")
    assert len(await bookings.made()) == 1


async def test_the_result_comes_back_to_the_one_who_booked_after_a_reload(room: Room):
    dana = room.as_("dana").in_("general")
    await to_last_look(dana)
    await dana.taps("Book")

    (public,) = [
        SeenCard(dana.card.post, dana.person, one["content"])
        for one in dana.card.post.versions[-1]["attachments"]
    ]
    await dana.refreshes(public)

    await dana.sees("Copy customer link")


async def test_two_people_book_side_by_side_in_one_thread(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("general")
    await dana.says("/book initial consult")
    alex = room.as_("alex").in_("general").beside(dana)
    await alex.says("/book diabetes review")
    await room.settles()

    assert "Initial consult" in dana.visible
    assert "Diabetes review" in alex.visible


async def test_a_message_that_does_not_mention_the_bot_is_not_for_it(room: Room):
    dana = room.as_("dana").in_("group")

    assert await dana.says("/book", mention=False) == []


async def test_a_meeting_in_a_channel_shows_its_links_to_its_organiser_alone(room: Room):
    dana = room.as_("dana").in_("general")
    await dana.says("/meet Budget review tomorrow 3pm as EV-77")
    await room.settles()
    alex = room.as_("alex").in_("general").beside(dana)

    await dana.sees("Join (staff)")
    assert "EV-77" in alex.visible
    assert "https://" not in alex.visible
    assert "Budget review" not in alex.visible
