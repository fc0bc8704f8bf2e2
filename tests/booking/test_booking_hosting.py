"""Meetings for an outside system."""

from datetime import timedelta

import pytest
from scheduling_fakes import ALEX, DANA, NOW, TEN, FakeIntents, FakeLinks, FakeMeetings, references

from booking.errors import NotPermitted, Unavailable, Unclear
from booking.hosting import HeldByAnother, Hosting
from booking.ports import Person
from booking.spans import Span

FLOW = "a:dana/1795346562873"
HOUR = Span(TEN, TEN + timedelta(minutes=30))


@pytest.fixture
def world() -> tuple[FakeMeetings, FakeLinks, FakeIntents]:
    return FakeMeetings(), FakeLinks(), FakeIntents()


def hosting(world: tuple[FakeMeetings, FakeLinks, FakeIntents], person: Person = DANA) -> Hosting:
    meetings, links, intents = world
    return Hosting(meetings, links, intents, person, lambda: NOW, references())


async def test_a_meeting_keeps_both_links_under_its_event_id(world):
    made = await hosting(world).host("Knee check", HOUR, "EHR-1", flow=FLOW)

    assert (made.join_url, made.visitor_url) == ("https://join", "https://visit/meeting-EHR-1")
    assert await hosting(world).find("EHR-1") == made
    assert [row.state for row in world[2].rows.values()] == ["done"]


async def test_asked_again_it_is_the_same_meeting(world):
    first = await hosting(world).host("Knee check", HOUR, "EHR-1", flow=FLOW)

    assert await hosting(world).host("Another word", HOUR, "EHR-1", flow="another") == first
    assert len(world[0].made) == 1


async def test_without_an_event_id_the_reference_becomes_one(world):
    made = await hosting(world).host("Knee check", HOUR, None, flow=FLOW)

    assert made.event_id == "FD-R000"


async def test_a_visitor_link_that_is_not_there_yet_is_fetched_when_it_is_looked_for(world):
    world[0].links = [Unavailable("not yet")]
    made = await hosting(world).host("Knee check", HOUR, "EHR-1", flow=FLOW)
    assert made.visitor_url is None

    found = await hosting(world).find("EHR-1")

    assert found is not None
    assert found.visitor_url == "https://visit/meeting-EHR-1"
    assert await world[1].find("northwind", "EHR-1") == found


async def test_the_links_of_another_are_neither_shown_nor_replaced(world):
    await hosting(world).host("Private", HOUR, "EHR-1", flow=FLOW)

    with pytest.raises(HeldByAnother):
        await hosting(world, ALEX).find("EHR-1")
    with pytest.raises(HeldByAnother):
        await hosting(world, ALEX).host("Mine", HOUR, "EHR-1", flow="another")


async def test_an_unknown_event_id_has_no_links(world):
    assert await hosting(world).find("EHR-404") is None


async def test_a_reference_that_is_taken_is_drawn_anew(world):
    world[2].taken = {"R000"}

    assert (await hosting(world).host("Knee check", HOUR, None, flow=FLOW)).event_id == "FD-R001"


async def test_a_command_that_is_delivered_twice_makes_one_meeting(world):
    first = await hosting(world).host("Knee check", HOUR, None, flow=FLOW)

    assert await hosting(world).host("Knee check", HOUR, None, flow=FLOW) == first
    assert len(world[0].made) == 1


async def test_a_meeting_that_may_have_been_made_stays_open_for_who_settles_it(world):
    world[0].making = [Unclear("no answer")]
    with pytest.raises(Unclear):
        await hosting(world).host("Knee check", HOUR, None, flow=FLOW)
    (intent,) = world[2].rows.values()
    assert intent.state == "open"

    made = await hosting(world).resume(intent, "Knee check", HOUR)

    assert made.event_id == intent.marker
    assert len(world[0].made) == 1
    assert [row.state for row in world[2].rows.values()] == ["done"]


async def test_a_meeting_that_was_refused_is_not_left_open(world):
    world[0].making = [NotPermitted("no")]

    with pytest.raises(NotPermitted):
        await hosting(world).host("Knee check", HOUR, None, flow=FLOW)

    assert [row.state for row in world[2].rows.values()] == ["refused"]
