"""Twenty people want the same hour at the same moment, ten times each: one of them gets it, once."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from random import Random
from urllib.parse import urlsplit

import pytest
from conversation_clinic import NOW
from reliability_house import house, room
from reliability_person import HEADINGS, Wanting, Word, word_to
from reliability_staff import NORTHWIND, crowd, in_chats

from rehearsal import Habits, Seat, SeenCard

PEOPLE, ATTEMPTS = 20, 10
ON_THE_WAY = 20
"""Attempts that are at their first questions at once; from the question for a time on it is all of them."""
HOURS = {"sqlite": ("11:30", "14:00"), "postgresql": ("11:30",)}
"""The last of them is raced for at two copies of the bot on one database, another one at one copy."""
LONG_AGO = timedelta(days=60)
"""Calendars without anything in them: what is measured is the race, and not how long they take to read."""
SETTINGS = {"FRONTDESK_BUSINESS": NORTHWIND, "FRONTDESK_PAUSES": "0.5,1,2,4,8,15,30"}
"""It is looked for as long as anywhere: on a machine that stands still for a moment Graph does too."""
PATIENCE = 90.0
REFUSALS = (
    "A colleague is",
    "Another try of your own",
    "That time has just been taken",
    "Nobody of those you chose is free",
)
INSTEAD = ("The nearest free times:", "The nearest that are free:")
QUESTIONS = ("/book", "initial consult", "miriam graham", "adele vance")
LINE = "/book initial consult with miriam graham for adele vance today {hour}"
BY_LINE = {"postgresql"}
"""There all is said in one line, else an answer at a time; both lead to the same last look."""


async def test_one_of_two_hundred_attempts_gets_the_hour(seeds, new_database: Callable[[], str]):
    for seed in seeds:
        database_url = new_database()
        async with house(database_url, SETTINGS, seeded=NOW - LONG_AGO, watched=False) as several:
            people = tuple(in_chats(await crowd(several, PEOPLE), ATTEMPTS))
            await several.starts()
            async with room(several, people=people, habits=Habits(patience=PATIENCE)) as (talking, _):
                attempts = [Wanting(talking.as_(one.key), several) for one in people]
                Random(seed).shuffle(attempts)
                scheme = urlsplit(database_url).scheme
                if scheme not in BY_LINE:
                    await few_at_a_time(attempts)
                hours = HOURS[scheme]
                for hour in hours:
                    if hour is hours[-1]:
                        await several.starts()
                    await one_gets(LINE.format(hour=hour) if scheme in BY_LINE else hour, attempts)

                made = await several.bookings.made()
                assert sorted(one["startDateTime"]["dateTime"][11:16] for one in made) == sorted(hours)


async def few_at_a_time(attempts: list[Wanting]) -> None:
    """Everybody comes as far as the question for a time."""
    gate = asyncio.Semaphore(ON_THE_WAY)

    async def to_times(one: Wanting) -> None:
        async with gate:
            for words in QUESTIONS:
                await one.says(words, PATIENCE)

    await asyncio.gather(*map(to_times, attempts))


async def one_gets(words: str, attempts: list[Wanting]) -> None:
    """All want this hour, and nobody waits for anybody; those who do not get it are told what is left."""
    before = [one for one in attempts if word_to(one.seat) is Word.BOOKED]
    for one in before:
        await few_at_a_time([one])

    await asyncio.gather(*(wants(words, one) for one in attempts))

    booked = [one for one in attempts if word_to(one.seat) is Word.BOOKED]
    neither = [one.seat.card.text() for one in attempts if one not in booked and not is_refused(one.seat)]
    if (len(booked), neither) != (1, []):
        made = [one["startDateTime"]["dateTime"] for one in await attempts[0].house.bookings.made()]
        ways = "\n".join(f"{one.seat.person.key}: {way(one.seat)}" for one in attempts)
        pytest.fail(f"{len(booked)} booked, {len(neither)} neither; there is {made}\n{ways}", pytrace=False)


def way(seat: Seat) -> str:
    """What all could read in this chat, in the order in which it came: who kept the time from whom."""
    cards = (
        SeenCard(post, seat.person, attachment["content"])
        for post in seat.posts
        for version in post.versions
        for attachment in version.get("attachments", ())
        if "body" in attachment.get("content", ())
    )
    known = (*HEADINGS, *REFUSALS, "One last look", "Anything to note?", "That did not work")
    said = [next((words for words in known if words in card.text()), "-") for card in cards]
    return " > ".join(words for words, after in pairwise([*said, ""]) if words != after)


async def wants(words: str, one: Wanting, steps: int = 60) -> None:
    """On from these words, which say when, until it is booked or refused."""
    await one.says(words, PATIENCE)
    for _ in range(steps):
        if await one.settled(PATIENCE) is Word.BOOKED or is_refused(one.seat):
            return
        if "Take this time" in one.seat.card.buttons:
            await one.says(words, PATIENCE)
        else:
            await one.goes_on()


def is_refused(seat: Seat) -> bool:
    """Whether it was said that the time is gone, and others were offered."""
    shown = seat.card.text()
    return any(words in shown for words in REFUSALS) and any(words in shown for words in INSTEAD)
