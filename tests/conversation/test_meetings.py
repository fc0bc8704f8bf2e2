"""Meetings for an outside system: made once, kept under its event id, found by their organiser."""

import pytest
from conversation_clinic import Bookings

from rehearsal.room import Room
from rehearsal.seat import Seat


async def test_a_meeting_is_made_with_both_links_and_found_again(dana: Seat):
    await dana.says("/meet Knee check tomorrow 3pm as EHR-4711")
    await dana.sees("Knee check")
    join, visit = dana.card.button("Join (staff)").action["url"], dana.card.input("Visitor link").value
    assert join.startswith("https://teams.microsoft.com/l/meetup-join/")
    assert visit.startswith("https://visit.teams.microsoft.com/")
    assert "Tuesday, 2 March 2027, 15:00" in dana.card.text()

    await dana.says("/link EHR-4711")

    assert dana.card.button("Join (staff)").action["url"] == join
    assert dana.card.input("Visitor link").value == visit


async def test_asking_twice_makes_one_meeting(dana: Seat):
    await dana.says("/meet Knee check tomorrow 3pm as EHR-2")
    first = dana.card.button("Join (staff)").action["url"]
    await dana.says("/meet Knee check tomorrow 4pm as EHR-2")

    assert dana.card.button("Join (staff)").action["url"] == first
    assert "was made before" in dana.card.text()


async def test_without_an_event_id_one_is_made_up(dana: Seat):
    await dana.says('/meet "Review on Monday" friday 10:00')

    assert "Review on Monday" in dana.card.text()
    assert "FD-" in dana.card.text()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("/meet", "/meet SUBJECT WHEN"),
        ("/meet tomorrow 3pm", "/meet SUBJECT WHEN"),
        ("/meet Knee check", "/meet SUBJECT WHEN"),
        ("/meet Knee check yesterday 3pm", "in the past"),
        ("/meet Knee check tomorrow at 3", "Which time"),
        ("/link", "/link EVENT-ID"),
        ("/link NOBODY-KNOWS", "I keep no meeting under"),
        ("/lnik EHR-1", "/link"),
    ],
)
async def test_what_is_missing_is_said(dana: Seat, said: str, says: str):
    heard = await dana.says(said)

    assert says in " ".join(heard)


async def test_the_links_of_another_person_stay_theirs(dana: Seat, room: Room):
    await dana.says("/meet Private matter tomorrow 3pm as EHR-9")
    alex = room.as_("alex")

    assert "somebody else" in " ".join(await alex.says("/link EHR-9"))
    assert "somebody else" in " ".join(await alex.says("/meet Mine tomorrow 3pm as EHR-9"))


async def test_a_visitor_link_that_comes_late_is_fetched_by_link(dana: Seat, bookings: Bookings):
    await bookings.fault("onlineMeetings.getVirtualAppointmentJoinWebUrl", "forbidden")
    await dana.says("/meet Knee check tomorrow 3pm as EHR-5")
    assert "not made the visitor link yet" in dana.card.text()

    await dana.says("/link EHR-5")

    assert dana.card.input("Visitor link").value.startswith("https://visit.teams.microsoft.com/")
