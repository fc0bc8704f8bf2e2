"""The readers and bodies against the documented examples of Graph."""

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from booking.errors import NotPermitted, Rejected, Unavailable, Unclear
from booking.hours import Shift, Weekday
from booking.ids import StaffId
from booking.models import NewCustomer, Role
from booking.spans import Span
from graph import (
    appointments,
    availability,
    businesses,
    customers,
    meetings,
    questions,
    schedule,
    services,
    staff,
)
from graph.calls import Call, Effect, Trouble
from graph.errors import failure
from graph.fields import entities, link
from graph.wire import read_reply

SAMPLES = Path(__file__).parents[2] / "../shared/graph/samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of Graph are not here")


def sample(name):
    return json.loads((SAMPLES / f"{name}.json").read_text())


def answered(name):
    return sample(name)["response"]["body"]


def listed(name, read):
    return [read(item) for item in entities(answered(name), "value")]


def test_the_businesses_of_the_list_have_id_and_name():
    assert [one.name for one in listed("list-bookingbusinesses", businesses.read_name)] == [
        "Contoso lunch delivery",
        "Fabrikam",
    ]


def test_fabrikam_is_read_with_hours_and_policy_and_utc_where_no_zone_is_said():
    fabrikam = businesses.read(answered("get-bookingbusiness"))

    assert fabrikam is not None
    assert fabrikam.zone == ZoneInfo("UTC")
    assert fabrikam.language == "en"
    assert fabrikam.hours.on(Weekday.MONDAY) == (Shift(time(8), time(17)),)
    assert fabrikam.hours.on(Weekday.SUNDAY) == ()
    assert fabrikam.policy.interval == timedelta(minutes=30)
    assert fabrikam.policy.lead_time == timedelta(days=1)
    assert fabrikam.policy.advance == timedelta(days=365)
    assert fabrikam.policy.staff_selection is True


def test_dana_and_samantha_are_read_from_the_staff():
    dana, samantha, *_ = listed("list-staffmembers", staff.read)

    assert (dana.name, dana.role, dana.zone) == (
        "Dana Swope",
        Role.EXTERNAL_GUEST,
        ZoneInfo("America/Chicago"),
    )
    assert dana.own_hours is None
    assert samantha.minds_personal_calendar


def test_adele_stands_twice_among_the_customers():
    known = listed("list-customers", customers.read)

    assert [one.name for one in known] == ["Adele Vance", "Adele Vance", "Bob Kelly", "Jordan Miller"]
    assert known[1].phone == "206-555-0100"


def test_every_listed_service_question_and_appointment_is_read():
    assert all(listed("list-services", services.read))
    assert all(listed("list-customquestions", questions.read))
    assert all(listed("list-appointments", appointments.read))
    assert all(listed("list-calendarview", appointments.read))


def test_bento_is_read_with_buffers_and_its_own_policy():
    bento = services.read(answered("get-service"))

    assert bento is not None
    assert bento.duration == timedelta(minutes=30)
    assert (bento.pre_buffer, bento.post_buffer) == (timedelta(minutes=5), timedelta(minutes=10))
    assert bento.policy.interval == timedelta(hours=1)
    assert bento.price == 10.0


def test_a_question_is_read_although_its_page_wraps_it():
    asked = questions.read(answered("get-customquestion"))

    assert asked is not None
    assert asked.text == "What is your age?"
    assert asked.options == ()


@pytest.mark.parametrize("name", ["create-appointment", "create-appointment-startdatetime"])
def test_the_created_appointment_is_read_under_both_pairs_of_names(name):
    created = appointments.read(answered(name))

    assert created is not None
    assert created.span == Span(
        datetime(2018, 5, 1, 12, tzinfo=UTC), datetime(2018, 5, 1, 12, 30, tzinfo=UTC)
    )
    assert created.join_link is not None
    assert created.customer_link is None
    assert created.attendees[0].name == "Jordan Miller"
    assert created.attendees[0].answers[0].text == "25"


def test_an_appointment_read_by_id_holds_its_customer_and_notes():
    found = appointments.read(answered("get-appointment"))

    assert found is not None
    assert found.staff_ids == ()
    assert (found.seats, found.seats_filled) == (5, 1)
    assert found.attendees[0].zone == ZoneInfo("America/Chicago")
    assert found.service_notes == "Customer requires punctual service."


def test_a_meeting_and_its_visitor_link_are_read():
    meeting = meetings.read(answered("createorget-onlinemeeting"))

    assert meeting is not None
    assert meeting.start == datetime(2020, 9, 11, 6, 30, 18, 61598, tzinfo=UTC)
    assert meeting.join_link is None  # the page has "(redacted)" there
    address = link(answered("get-virtual-appointment-join-web-url"), "value")
    assert address is not None
    assert address.startswith("https://visit.teams.microsoft.com/")


def test_staff_availability_is_read_in_the_envelope_of_the_page_and_its_zone():
    times = availability.read_staff(answered("get-staff-availability"))

    assert times[1] == availability.StaffTime(
        StaffId("311a5454-08b2-4560-ba1c-f715e938cb79"),
        Span(datetime(2022, 1, 24, 23, tzinfo=UTC), datetime(2022, 1, 25, 0, tzinfo=UTC)),
        availability.StaffStatus.BUSY,
        "57da6774-a087-4d69-b0e6-6fb82c339976",
    )
    assert [time.status for time in times].count(availability.StaffStatus.AVAILABLE) == 4
    assert times[0].service_id is None


def test_schedules_are_read_as_what_is_taken():
    taken = schedule.read(answered("get-schedule"))

    assert taken["adelev@contoso.onmicrosoft.com"] == [
        Span(datetime(2019, 3, 15, 19, tzinfo=UTC), datetime(2019, 3, 15, 21, tzinfo=UTC))
    ]


def test_a_new_customer_is_sent_as_the_page_shows():
    shown = sample("create-customer")["request"]["body"]

    sent = customers.body(NewCustomer("Joni Sherman", "jonis@relecloud.com", "206-555-0100"))

    assert set(sent) <= set(shown)
    assert {name: sent[name] for name in ("@odata.type", "displayName", "emailAddress")} == {
        name: shown[name] for name in ("@odata.type", "displayName", "emailAddress")
    }


def test_throttling_as_documented_carries_its_seconds():
    told = sample("throttled")["response"]
    headers = {name.lower(): value for name, value in told["headers"].items()}

    outcome = read_reply(told["status"], headers, json.dumps(told["body"]).encode(), answers=True)

    assert isinstance(outcome, Trouble)
    assert outcome.retry_after == 10.0
    assert outcome.request_id == "94fb3b52-452a-4535-a601-69e0a90e3aa2"


@pytest.mark.parametrize(
    ("place", "status", "effect", "expected"),
    [
        (0, 400, Effect.READ, Rejected),
        (1, 404, Effect.READ, NotPermitted),
        (1, 500, Effect.READ, NotPermitted),
        (2, 400, Effect.READ, Rejected),
        (3, 500, Effect.READ, Unavailable),
        (5, 500, Effect.CREATE, Unclear),
        (6, 403, Effect.REPEATABLE, NotPermitted),
    ],
)
def test_the_errors_seen_in_practice_say_who_can_act(place, status, effect, expected):
    body = sample("errors-observed")["errors"][place]["body"]

    outcome = read_reply(status, {}, json.dumps(body).encode(), answers=True)

    assert isinstance(outcome, Trouble)
    error = failure(Call("call", "GET", "/", effect), outcome)
    assert type(error) is expected
    assert error.reference == body["error"]["innerError"]["request-id"]
