from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from booking.ids import MeetingId
from booking.meetings import LONGEST_EVENT_ID, MeetingLinks

NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)

CHECKUP = MeetingLinks(
    tenant_id="northwind",
    event_id="EHR-4711",
    organizer_id="dana",
    meeting_id=MeetingId("MSpk"),
    subject="Check-up for Adélè \N{FACE WITH MEDICAL MASK}",
    start=NOON,
    end=NOON + timedelta(minutes=30),
    join_url="https://teams.example/join/1",
    created_at=NOON - timedelta(days=1),
    updated_at=NOON - timedelta(days=1),
)


async def test_links_are_found_under_the_event_id_of_their_tenant(copies):
    here, there = (copy.links for copy in copies)
    await here.save(CHECKUP)

    assert await there.find("northwind", "EHR-4711") == CHECKUP
    assert await there.find("northwind", "EHR-4712") is None
    assert await there.find("contoso", "EHR-4711") is None


async def test_a_later_save_replaces_all_but_when_it_was_created(database):
    later = replace(CHECKUP, start=NOON + timedelta(hours=1), end=NOON + timedelta(hours=2), updated_at=NOON)
    with_visitor = replace(later, visitor_url="https://visit.example/1", subject="Moved")
    await database.links.save(CHECKUP)

    await database.links.save(replace(with_visitor, created_at=NOON))

    assert await database.links.find("northwind", "EHR-4711") == with_visitor


@pytest.mark.parametrize("event_id", ["", "x" * (LONGEST_EVENT_ID + 1)])
def test_an_event_id_that_no_index_could_hold_is_refused(event_id):
    with pytest.raises(ValueError, match="an event id has 1 to 400 characters"):
        replace(CHECKUP, event_id=event_id)


async def test_the_longest_event_id_is_kept(database):
    longest = replace(CHECKUP, event_id="".join(chr(0x1F000 + place) for place in range(LONGEST_EVENT_ID)))

    await database.links.save(longest)

    assert await database.links.find("northwind", longest.event_id) == longest


async def test_a_time_without_a_zone_is_refused(database):
    with pytest.raises(ValueError, match="a stored time needs a zone"):
        await database.links.save(replace(CHECKUP, start=NOON.replace(tzinfo=None)))


def test_neither_links_nor_subject_are_printed():
    printed = repr(replace(CHECKUP, visitor_url="https://visit.example/1"))

    assert "EHR-4711" in printed
    assert "https" not in printed
    assert "Check-up" not in printed
