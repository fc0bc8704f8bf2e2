"""The client against a server of our own that answers as it is told."""

import pytest
from graph_clinic import APPOINTMENT, BOOKED, CLINIC, HOUR
from graph_stand import Badge, Stand, blurts, hangs_up, says
from structlog.testing import capture_logs

from booking.errors import (
    Rejected,
    SignInNeeded,
    Unavailable,
)
from booking.ids import AppointmentId, MeetingId, StaffId
from graph import open_graph


async def test_a_request_carries_token_id_and_preferences(graph, stand: Stand, dana):
    stand.will(says({"value": []}))

    await graph.bookings("dana", dana).calendar(CLINIC, HOUR)

    (asked,) = stand.asked
    assert asked.headers["Authorization"] == "Bearer dana"
    assert asked.headers["client-request-id"] == "client-1"
    assert "include-unknown-enum-members" in asked.headers["Prefer"]
    assert asked.path == f"/v1.0/solutions/bookingBusinesses/{CLINIC}/calendarView"
    assert asked.query == {"start": "2027-05-20T09:00:00Z", "end": "2027-05-20T10:00:00Z"}


async def test_an_appointment_id_with_slash_and_plus_reaches_graph_whole(graph, stand: Stand, dana):
    stand.will(says(BOOKED))

    found = await graph.bookings("dana", dana).appointment(CLINIC, APPOINTMENT)

    assert found.id == APPOINTMENT
    assert stand.asked[0].raw_path.endswith("/appointments/AAMk%2F1%2B2%3D")


async def test_pages_are_followed_and_broken_items_left_out_with_their_id_alone(graph, stand: Stand, dana):
    broken = {"id": "a2", "startDateTime": "yesterday", "customerName": "Adele Vance"}
    stand.will(
        says({"value": [BOOKED, broken], "@odata.nextLink": f"{stand.url}/next?$skiptoken=a%2Bb"}),
        says({"value": [BOOKED | {"id": "a0"}]}),
    )

    with capture_logs() as logs:
        found = await graph.bookings("dana", dana).calendar(CLINIC, HOUR)

    assert [one.id for one in found] == [APPOINTMENT, "a0"]
    assert stand.asked[1].raw_path == "/v1.0/next?$skiptoken=a%2Bb"
    assert {"id": "a2", "call": "listCalendarView"}.items() <= next(
        entry for entry in logs if entry["log_level"] == "warning"
    ).items()
    assert "Adele" not in str(logs)
    assert "dana" not in str(logs)


@pytest.mark.parametrize(
    "following",
    [
        "http://evil.example/next",
        "https://127.0.0.1/next",
        "http://127.0.0.1:1/",
        "http://[",
        "http://h:x/",
        "next",
    ],
)
async def test_a_next_page_on_a_foreign_server_never_sees_the_token(graph, stand: Stand, dana, following):
    stand.will(says({"value": [], "@odata.nextLink": following}))

    with pytest.raises(Unavailable, match="foreign"):
        await graph.bookings("dana", dana).calendar(CLINIC, HOUR)

    assert len(stand.asked) == 1


async def test_pages_without_end_are_given_up(graph, stand: Stand, dana):
    stand.will(says({"value": [], "@odata.nextLink": f"{stand.url}/next"}))

    with pytest.raises(Unavailable, match="pages"):
        await graph.bookings("dana", dana).calendar(CLINIC, HOUR)

    assert len(stand.asked) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"value": {}}',
        b"{}",
        b"[" * 90_000,
        b'{"value": []' + b" " * 100_000 + b"}",
        b"\xff",
    ],
    ids=["empty", "html", "list", "null", "no list", "no value", "deep", "huge", "no text"],
)
async def test_an_answer_that_cannot_be_read_is_no_answer(graph, stand: Stand, dana, content):
    stand.will(blurts(content))

    with pytest.raises(Unavailable) as caught:
        await graph.bookings("dana", dana).calendar(CLINIC, HOUR)

    assert caught.value.reference == "graph-1"
    assert len(stand.asked) == 1


async def test_an_expired_token_is_the_persons_to_mend(graph, stand: Stand):
    stand.will(says({"value": []}))

    with pytest.raises(SignInNeeded):
        await graph.bookings("dana", Badge("dana", expired=True)).calendar(CLINIC, HOUR)
    with pytest.raises(SignInNeeded):
        await graph.bookings("dana", Badge("d\u00e1na")).calendar(CLINIC, HOUR)

    assert stand.asked == []


async def test_an_id_that_leads_elsewhere_is_never_sent(graph, stand: Stand, dana):
    stand.will(says(BOOKED))

    with pytest.raises(Rejected):
        await graph.bookings("dana", dana).appointment(CLINIC, AppointmentId(".."))

    assert stand.asked == []


@pytest.mark.parametrize("user", [None, "8b1d0c2e"])
async def test_a_meeting_is_made_or_found_under_the_event_id(graph, stand: Stand, dana, user):
    made = {
        "id": "MSo1",
        "startDateTime": "2027-05-20T09:00:00Z",
        "endDateTime": "2027-05-20T10:00:00Z",
        "joinWebUrl": "https://teams.microsoft.com/l/meetup-join/19",
    }
    stand.will(hangs_up, says(made, 201), says({"value": "https://visit.teams.microsoft.com/1"}))
    meetings = graph.meetings(dana, user)

    meeting = await meetings.create_or_get("ev-1", "Review", HOUR)
    visitor = await meetings.visitor_link(meeting.id)

    assert (meeting.id, meeting.subject, visitor) == ("MSo1", "", "https://visit.teams.microsoft.com/1")
    mailbox = "/v1.0/me" if user is None else "/v1.0/users/8b1d0c2e"
    assert [request.path for request in stand.asked[1:]] == [
        f"{mailbox}/onlineMeetings/createOrGet",
        f"{mailbox}/onlineMeetings/MSo1/getVirtualAppointmentJoinWebUrl",
    ]
    assert "teams" not in repr(meeting)


async def test_a_visitor_link_that_is_none_is_not_handed_out(graph, stand: Stand, dana):
    stand.will(says({"value": "(redacted)"}))

    with pytest.raises(Unavailable):
        await graph.meetings(dana).visitor_link(MeetingId("MSo1"))


async def test_tokens_go_over_https_only_beyond_this_machine():
    with pytest.raises(ValueError, match="https"):
        async with open_graph(url="http://graph.microsoft.com/v1.0"):
            pass


async def test_staff_time_and_personal_calendars_are_asked_for(graph, stand: Stand, dana):
    stand.will(says({"value": []}))

    assert await graph.availability(dana).staff(CLINIC, [StaffId("dana")], HOUR) == []
    assert await graph.schedule(dana).taken(["danas@contoso.com"], HOUR) == {}

    assert [request.path for request in stand.asked] == [
        f"/v1.0/solutions/bookingBusinesses/{CLINIC}/getStaffAvailability",
        "/v1.0/me/calendar/getSchedule",
    ]


async def test_cookies_of_one_person_are_not_sent_for_another(graph, stand: Stand, dana):
    stand.will(says({"value": []}, Set_Cookie="who=dana; Path=/"))

    await graph.bookings("dana", dana).calendar(CLINIC, HOUR)
    await graph.bookings("alex", Badge("alex")).calendar(CLINIC, HOUR)

    assert "Cookie" not in stand.asked[1].headers
