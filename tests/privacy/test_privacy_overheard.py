"""A booking among colleagues: it is overheard from end to end, and gives nothing away."""

import json

import pytest
from conversation_clinic import NOW, PATIENT
from overheard import Overheard

from rehearsal.processes import servers
from rehearsal.room import Room


async def test_a_booking_in_a_channel_gives_nothing_away(overheard: Overheard):
    before = len(overheard.lines), len(overheard.shared)
    async with (
        servers(now=NOW, settings={"FRONTDESK_LOG": "json"}) as running,
        Room(running.bot_url, now=lambda: NOW, habits=PATIENT) as room,
    ):
        dana = room.as_("dana").in_("channel")
        await dana.says("/book initial consult for Adele")
        await dana.sees("One last look")
        await dana.says("/book")
        await dana.sees("Which service?")
        await dana.taps("Next", Service="Initial consult")
        await dana.taps("Next", Staff="Anyone who is free")
        await dana.taps("Next", Customer="Adele Vance")
        for title in ("Take this time", "No notes", "Book"):
            await dana.taps(title)
        await dana.sees("Join (staff)")
        await room.settles()
        seen = dana.card.text()
    mine = Overheard(overheard.lines[before[0] :], overheard.shared[before[1] :])

    assert "Adele Vance" in seen
    assert any(line["event"] == "graph answered" for line in map(json.loads, mine.lines[1:]))
    assert any("AdaptiveCard" in message for message in mine.shared)
    assert mine.leaks() == []


LOOKS = (
    "/find Adele",
    "/find adelev@proseware.example",
    "/agenda",
    "/tomorrow",
    "/free initial consult",
    "/use",
)


@pytest.mark.parametrize("place", ["channel", "group"])
async def test_what_is_asked_for_among_others_gives_nothing_away(overheard: Overheard, place: str):
    before = len(overheard.lines), len(overheard.shared)
    async with (
        servers(now=NOW, settings={"FRONTDESK_LOG": "json"}) as running,
        Room(running.bot_url, now=lambda: NOW, habits=PATIENT) as room,
    ):
        dana = room.as_("dana").in_(place)
        await dana.says("/book initial consult with Dana for Adele tomorrow 3pm")
        await room.settles()
        await dana.taps("Book")
        await room.settles()
        seen: list[str] = []
        for said in LOOKS:
            await dana.says(said)
            await room.settles()
            seen.append(dana.card.text())
        await dana.says("/bok initial consult for Adele Vance, adelev@proseware.example")
        await dana.says("/help boook Adele Vance")
    mine = Overheard(overheard.lines[before[0] :], overheard.shared[before[1] :])

    assert "Adele Vance" in seen[0]
    assert any("AdaptiveCard" in message for message in mine.shared)
    assert mine.leaks() == []
