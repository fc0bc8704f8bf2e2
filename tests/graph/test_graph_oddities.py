from collections.abc import Iterator
from typing import Any

import pytest

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

ODD: list[Any] = [
    None, "", "NaN", "\ud83d", "P99999999999999D", "9999-12-31T23:59:59-14:00", True, -1, 10**400, 1e308,
    [], [None], [[]], [{}], {}, {"value": None}, {"value": {"id": "1"}},
]  # fmt: skip
WHOLE: dict[str, Any] = {
    "id": "1",
    "displayName": "Initial consult",
    "emailAddress": "danas@contoso.com",
    "defaultDuration": "PT30M",
    "maximumAttendeesCount": 1,
    "filledAttendeesCount": 1,
    "defaultPrice": 10.5,
    "startDateTime": {"dateTime": "2027-05-20T09:00:00.0000000Z", "timeZone": "UTC"},
    "endDateTime": {"dateTime": "2027-05-20T10:00:00.0000000Z", "timeZone": "UTC"},
    "joinWebUrl": "https://teams.microsoft.com/l/meetup-join/19",
    "bookingPageSettings": {"businessTimeZone": "Europe/London"},
    "businessHours": [{"day": "monday", "timeSlots": [{"startTime": "08:00:00", "endTime": "17:00:00"}]}],
    "useBusinessHours": False,
    "workingHours": [{"day": "monday", "timeSlots": [{"startTime": "08:00:00", "endTime": "17:00:00"}]}],
    "schedulingPolicy": {
        "timeSlotInterval": "PT30M",
        "generalAvailability": {"availabilityType": "bookWhenStaffAreFree"},
        "customAvailabilities": [
            {"availabilityType": "x", "startDate": "2027-05-01", "endDate": "2027-05-31"}
        ],
    },
    "staffMemberIds": ["dana"],
    "customQuestions": [{"questionId": "q1", "isRequired": True}],
    "answerInputType": "radioButton",
    "answerOptions": ["Days", "Weeks"],
    "phones": [{"number": "020 7946 0018"}],
    "customers": [
        {
            "customerId": "c1",
            "name": "Adele",
            "timeZone": "UTC",
            "customQuestionAnswers": [{"questionId": "q1"}],
        }
    ],
    "value": [
        {
            "staffId": "dana",
            "availabilityItems": [{"status": "busy", "startDateTime": {}, "endDateTime": {}}],
            "scheduleId": "danas@contoso.com",
            "scheduleItems": [{"status": "busy", "start": {}, "end": {}}],
        }
    ],
}
READERS = [
    businesses.read,
    businesses.read_name,
    services.read,
    staff.read,
    customers.read,
    questions.read,
    questions.read_answer,
    appointments.read,
    meetings.read,
    availability.read_staff,
    schedule.read,
]


def bent(whole: Any) -> Iterator[Any]:
    """The same with one value in it replaced, at every place and by everything odd."""
    yield from ODD
    match whole:
        case dict():
            yield from ({**whole, name: odd} for name, inner in whole.items() for odd in bent(inner))
        case list():
            yield from ([odd, *whole[1:]] for odd in bent(whole[0]))
        case _:
            pass


@pytest.mark.parametrize("read", READERS, ids=lambda read: f"{read.__module__}.{read.__name__}")
def test_no_json_breaks_a_reader(read):
    for item in bent(WHOLE):
        if isinstance(item, dict):
            read(item)
