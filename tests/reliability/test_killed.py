"""Every activity comes up to five times in any order, and the bot is killed between any two writes."""

from collections.abc import Callable
from http import HTTPStatus
from random import Random
from typing import Any

from reliability_house import House, house, room
from reliability_person import Wanting, Word, reference_on, word_on

from rehearsal import Seat, SeenCard

ROUNDS = 3
"""Kills for one seed."""
AFTER_BOOK = 30
"""Moments from the tap on Book on among which the bot is killed; a booking takes about as many."""


async def test_one_appointment_one_card_and_one_answer(seeds, new_database: Callable[[], str]):
    for seed in seeds:
        chance = Random(seed)
        for _ in range(ROUNDS):
            async with house(new_database()) as copies:
                await copies.starts()
                await books_in_a_storm(copies, chance)


async def books_in_a_storm(copies: House, chance: Random) -> None:
    async with room(copies, storm=chance) as (talking, front):
        dana = Wanting(talking.as_("dana"), copies)
        await dana.to("Book")
        copies.kills = frozenset({copies.moments + chance.randint(1, AFTER_BOOK)})

        assert await dana.persists() is Word.BOOKED

        copies.kills = frozenset()
        if not copies.urls():
            await copies.comes_again()
        (made,) = await copies.bookings.made()
        await dana.settled()  # a first word may have come late, and over it
        (card,) = booked_cards(dana.seat)
        reference = reference_on(card)
        assert reference in made["serviceNotes"]
        told = {nonce_of(one) for one, answer in front.answered if reference in answer.body.decode()}
        for activity, answer in await front.once_more(chance):
            assert answer.status == HTTPStatus.OK
            assert (reference in answer.body.decode()) or (nonce_of(activity) not in told)
        assert await copies.bookings.made() == [made]
        assert [one.text() for one in booked_cards(dana.seat)] == [card.text()]


def booked_cards(seat: Seat) -> list[SeenCard]:
    return [card for card in seat.cards if word_on(card) is Word.BOOKED]


def nonce_of(activity: dict[str, Any]) -> str:
    """Of the card that was tapped, where it was the tap that books."""
    data = ((activity.get("value") or {}).get("action") or {}).get("data", {})
    return data["frontdesk"] if data.get("move") == "book" else ""
