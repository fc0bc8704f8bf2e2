"""Every activity comes up to five times in any order, and the bot is killed between any two writes."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from math import ceil
from random import Random
from typing import Any

from reliability_front import Front
from reliability_house import house, room
from reliability_person import Wanting, Word, reference_on, word_on
from reliability_staff import NORTHWIND, crowd, in_chats

from rehearsal import Seat, SeenCard

ROUNDS = 3
"""Kills for one seed, evenly spread over the moments of a booking; in a soak it is each moment."""
PEOPLE, CHATS = 20, 10
"""Each booking is made by somebody else, or in another chat."""
SETTINGS = {"FRONTDESK_BUSINESS": NORTHWIND}


async def test_one_appointment_one_card_and_one_answer(seeds, is_soak, new_database: Callable[[], str]):
    for seed in seeds:
        chance = Random(seed)
        async with house(new_database(), SETTINGS) as copies:
            people = tuple(in_chats(await crowd(copies, PEOPLE), CHATS))
            await copies.starts()
            async with room(copies, storm=chance, people=people) as (talking, front):
                bookers = (Wanting(talking.as_(one.key), copies) for one in people)
                moments = await books_in_a_storm(next(bookers), front, chance)
                for moment in kills(moments, chance, all_of_them=is_soak):
                    print(f"killed at moment {moment} of {moments}", flush=True)  # noqa: T201  of a soak
                    await copies.bookings.clear()  # or a soak comes to hours that none knows as taken
                    await books_in_a_storm(next(bookers), front, chance, moment)


def kills(moments: int, chance: Random, *, all_of_them: bool) -> Iterable[int]:
    """At which moments from the tap on Book on the bot is killed, each in a booking of its own."""
    step = 1 if all_of_them else ceil(moments / ROUNDS)
    return range(chance.randint(1, step), moments + 1, step)


async def books_in_a_storm(one: Wanting, front: Front, chance: Random, kill: int | None = None) -> int:
    """One booking, whatever is killed on the way; how many moments it took from the tap on Book on."""
    copies = one.house
    before = await copies.bookings.made()
    front.delivered.clear()
    front.answered.clear()
    await one.to("Book")
    began = copies.moments
    copies.kills = frozenset({began + kill} if kill else ())

    assert await one.persists() is Word.BOOKED

    moments, copies.kills = copies.moments - began, frozenset()
    if not copies.urls():
        await copies.comes_again()
    made = await copies.bookings.made()
    (mine,) = [appointment for appointment in made if appointment not in before]
    await one.settled()  # a first word may have come late, and over it
    (card,) = booked_cards(one.seat)
    reference = reference_on(card)
    assert reference in mine["serviceNotes"]
    told = {nonce_of(tap) for tap, answer in front.answered if reference in answer.body.decode()}
    for activity, answer in await front.once_more(chance):
        assert answer.status == HTTPStatus.OK
        assert (reference in answer.body.decode()) or (nonce_of(activity) not in told)
    assert await copies.bookings.made() == made
    assert [again.text() for again in booked_cards(one.seat)] == [card.text()]
    return moments


def booked_cards(seat: Seat) -> list[SeenCard]:
    return [card for card in seat.cards if word_on(card) is Word.BOOKED]


def nonce_of(activity: dict[str, Any]) -> str:
    """Of the card that was tapped, where it was the tap that books."""
    data = ((activity.get("value") or {}).get("action") or {}).get("data", {})
    return data["frontdesk"] if data.get("move") == "book" else ""
