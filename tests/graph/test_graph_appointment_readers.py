from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.ids import QuestionId, StaffId
from booking.models import Answer, Attendee
from booking.spans import Span
from graph import appointments, availability, questions, schedule

NINE = datetime(2027, 5, 20, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
AT_NINE = {"dateTime": "2027-05-20T09:00:00.0000000Z", "timeZone": "UTC"}
AT_TEN = {"dateTime": "2027-05-20T10:00:00.0000000Z", "timeZone": "UTC"}
LINK = "https://teams.microsoft.com/l/meetup-join/19"


def test_an_answer_is_the_option_or_the_text_or_nothing():
    assert questions.read_answer({"questionId": "q1", "selectedOptions": ["Weeks"]}) == Answer(
        QuestionId("q1"), "Weeks"
    )
    assert questions.read_answer({"questionId": "q1", "answer": "25"}) == Answer(QuestionId("q1"), "25")
    assert questions.read_answer({"questionId": "q1", "answer": ""}) is None


def test_a_thin_appointment_is_read_with_what_it_has():
    thin = appointments.read({"id": "a1", "start": AT_NINE, "end": AT_TEN, "maximumAttendeesCount": "NaN"})

    assert thin is not None
    assert thin.span == Span(NINE, TEN)
    assert (thin.seats, thin.seats_filled, thin.staff_ids, thin.attendees) == (1, 0, (), ())


def test_an_appointment_without_readable_times_is_nothing():
    assert appointments.read({"id": "a1", "start": AT_NINE, "end": {"dateTime": "", "timeZone": ""}}) is None


def test_the_single_customer_form_stands_in_for_an_empty_list():
    item = {
        "id": "a1",
        "start": AT_NINE,
        "end": AT_TEN,
        "customers": [],
        "customerName": "Adele Vance",
        "customerEmailAddress": "adelev@proseware.com",
        "customerPhone": "020 7946 0018",
        "customerTimeZone": "GMT Standard Time",
    }

    found = appointments.read(item)

    assert found is not None
    london = ZoneInfo("Europe/London")
    assert found.attendees == (
        Attendee(None, "Adele Vance", "adelev@proseware.com", "020 7946 0018", london),
    )


def test_neither_links_nor_customers_are_in_what_is_printed_of_an_appointment():
    item = {
        "id": "a1",
        "start": AT_NINE,
        "end": AT_TEN,
        "joinWebUrl": LINK,
        "anonymousJoinWebUrl": "https://visit.teams.microsoft.com/webrtc-svc/1",
        "customers": [{"customerId": "c1", "name": "Adele Vance", "emailAddress": "adelev@proseware.com"}],
    }

    found = appointments.read(item)

    assert found is not None
    assert (found.join_link, found.attendees[0].customer_id) == (LINK, "c1")
    assert not any(secret in repr(found) for secret in ("https", "Adele", "proseware"))


@pytest.mark.parametrize("envelope", ["value", "staffAvailabilityItem"])
def test_both_envelopes_of_staff_availability_are_read_and_an_unknown_status_is_busy(envelope):
    item = {"startDateTime": AT_NINE, "endDateTime": AT_TEN}
    answer = {
        envelope: [
            {
                "staffId": "dana",
                "availabilityItems": [
                    item | {"status": "OutOfOffice", "serviceId": ""},
                    item | {"status": "slotsAvailable", "serviceId": "s1"},
                    item | {"status": "dreaming"},
                    {"status": "available"},
                ],
            },
            {"availabilityItems": [item]},
        ]
    }

    times = availability.read_staff(answer)

    assert [(time.staff_id, str(time.status), time.service_id) for time in times] == [
        (StaffId("dana"), "outofoffice", None),
        (StaffId("dana"), "slotsavailable", "s1"),
        (StaffId("dana"), "busy", None),
    ]


def test_a_personal_calendar_that_cannot_be_read_is_not_called_free():
    answer = {
        "value": [
            {"scheduleId": "DanaS@contoso.com", "scheduleItems": []},
            {"scheduleId": "megan@contoso.com", "error": {"message": "not found"}},
            {
                "scheduleId": "alex@contoso.com",
                "scheduleItems": [
                    {"status": "tentative", "start": AT_NINE, "end": AT_TEN},
                    {"status": "workingElsewhere", "start": AT_NINE, "end": AT_TEN},
                    {"status": "busy", "start": AT_NINE},
                ],
            },
        ]
    }

    assert schedule.read(answer) == {
        "danas@contoso.com": [],
        "alex@contoso.com": [Span(NINE, TEN)],
    }
