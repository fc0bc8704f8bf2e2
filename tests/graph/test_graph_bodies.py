from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.ids import BusinessId, CustomerId, QuestionId, ServiceId, StaffId
from booking.models import Answer, Business, Customer, NewCustomer, Question, QuestionAsked, Service
from booking.ports import AppointmentRequest
from booking.spans import Span
from graph import appointments, availability, customers, meetings

NINE = datetime(2027, 5, 20, 9, tzinfo=UTC)
CLINIC = Business(
    BusinessId("NorthwindClinic@northwind.example"), "Northwind Clinic", ZoneInfo("Europe/London")
)
CONSULT = Service(
    ServiceId("s1"),
    "Initial consult",
    timedelta(minutes=30),
    online=True,
    questions=(
        QuestionAsked(QuestionId("q1"), required=True),
        QuestionAsked(QuestionId("q2"), required=False),
    ),
)
ADELE = Customer(CustomerId("c1"), "Adele Vance", "adelev@proseware.com")
REQUEST = AppointmentRequest(
    business=CLINIC, service=CONSULT, start=NINE, customer=ADELE, staff_ids=(StaffId("dana"),)
)


def test_the_smallest_request_is_all_that_graph_needs():
    assert appointments.body(REQUEST) == {
        "@odata.type": "#microsoft.graph.bookingAppointment",
        "serviceId": "s1",
        "serviceName": "Initial consult",
        "isLocationOnline": True,
        "staffMemberIds": ["dana"],
        "startDateTime": {
            "@odata.type": "#microsoft.graph.dateTimeTimeZone",
            "dateTime": "2027-05-20T09:00:00.0000000+00:00",
            "timeZone": "UTC",
        },
        "endDateTime": {
            "@odata.type": "#microsoft.graph.dateTimeTimeZone",
            "dateTime": "2027-05-20T09:30:00.0000000+00:00",
            "timeZone": "UTC",
        },
        "maximumAttendeesCount": 1,
        "customers": [
            {
                "@odata.type": "#microsoft.graph.bookingCustomerInformation",
                "customerId": "c1",
                "name": "Adele Vance",
                "emailAddress": "adelev@proseware.com",
            }
        ],
    }


def test_unassigned_is_an_empty_list_of_staff():
    assert appointments.body(replace(REQUEST, staff_ids=()))["staffMemberIds"] == []


def test_notes_answers_and_the_zone_of_the_customer_are_sent():
    age, since = (
        Question(QuestionId("q1"), "Age?"),
        Question(QuestionId("q2"), "Since when?", ("Days", "Weeks")),
    )
    request = replace(
        REQUEST,
        answers=((age, Answer(age.id, "25")), (since, Answer(since.id, "Weeks"))),
        notes="Prefers mornings",
        service_notes="fd:K7Q2",
        customer_zone="Europe/Zurich",
    )

    body = appointments.body(request)

    assert body["serviceNotes"] == "fd:K7Q2"
    (sent,) = body["customers"]
    assert (sent["notes"], sent["timeZone"]) == ("Prefers mornings", "W. Europe Standard Time")
    assert sent["customQuestionAnswers"] == [
        {
            "@odata.type": "#microsoft.graph.bookingQuestionAnswer",
            "questionId": "q1",
            "question": "Age?",
            "answerInputType": "text",
            "answerOptions": [],
            "isRequired": True,
            "answer": "25",
            "selectedOptions": [],
        },
        {
            "@odata.type": "#microsoft.graph.bookingQuestionAnswer",
            "questionId": "q2",
            "question": "Since when?",
            "answerInputType": "radioButton",
            "answerOptions": ["Days", "Weeks"],
            "isRequired": False,
            "answer": "",
            "selectedOptions": ["Weeks"],
        },
    ]


def test_a_new_customer_goes_without_an_id_and_without_what_is_not_known():
    (sent,) = appointments.body(replace(REQUEST, customer=NewCustomer("Joni Sherman")))["customers"]

    assert sent == {"@odata.type": "#microsoft.graph.bookingCustomerInformation", "name": "Joni Sherman"}


def test_a_group_takes_only_customers_who_exist():
    group = replace(CONSULT, seats=8)

    assert appointments.body(replace(REQUEST, service=group))["maximumAttendeesCount"] == 8
    with pytest.raises(ValueError, match="made first"):
        appointments.body(replace(REQUEST, service=group, customer=NewCustomer("Joni Sherman")))


def test_a_customer_is_sent_with_what_is_known_and_no_nulls():
    assert customers.body(NewCustomer("Joni Sherman")) == {
        "@odata.type": "#microsoft.graph.bookingCustomer",
        "displayName": "Joni Sherman",
    }
    assert customers.body(NewCustomer("Joni", "jonis@relecloud.com", "206-555-0100")) == {
        "@odata.type": "#microsoft.graph.bookingCustomer",
        "displayName": "Joni",
        "emailAddress": "jonis@relecloud.com",
        "phones": [{"number": "206-555-0100", "type": "other"}],
    }


def test_a_meeting_is_asked_for_in_plain_times():
    assert meetings.body("ev-1", "Review", Span(NINE, NINE + timedelta(hours=1))) == {
        "externalId": "ev-1",
        "subject": "Review",
        "startDateTime": "2027-05-20T09:00:00Z",
        "endDateTime": "2027-05-20T10:00:00Z",
    }


def test_availability_is_asked_for_in_utc():
    asked = availability.staff_body([StaffId("b"), StaffId("a")], Span(NINE, NINE + timedelta(hours=1)))

    assert asked["staffIds"] == ["a", "b"]
    assert asked["startDateTime"]["timeZone"] == "UTC"
