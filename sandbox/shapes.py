"""Checks of values that have parts: hours, policies, reminders, phones."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from sandbox import edm
from sandbox.edm import Check, nullable
from sandbox.exchange import Json
from sandbox.hours import DAYS

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,7})?)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_POLICY = timedelta(days=3660)
_LONGEST_BUFFER = timedelta(days=1)


def buffer(value: object) -> bool:
    """Time kept free around an appointment, a day at most."""
    return _between(value, _LONGEST_BUFFER)


def _policy_length(value: object) -> bool:
    return _between(value, _LONGEST_POLICY)


def _between(value: object, longest: timedelta) -> bool:
    length = edm.duration(value)
    return length is not None and timedelta() <= length <= longest


def _time(value: object) -> bool:
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def _date(value: object) -> bool:
    return isinstance(value, str) and _DATE.fullmatch(value) is not None


def shaped(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """A complex value with these properties and no others."""
    every = {**required, **(optional or {})}

    def check(value: object) -> bool:
        if not isinstance(value, dict):
            return False
        fields = edm.without_annotations(cast("Json", value))
        known = all(name in every and every[name](one) for name, one in fields.items())
        return known and set(required) <= set(fields)

    return check


def collection_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, cast("list[object]", value)))


work_hours = collection_of(
    shaped(
        {
            "day": edm.one_of(*DAYS),
            "timeSlots": collection_of(shaped({"startTime": _time, "endTime": _time})),
        }
    )
)
_availability = {
    "availabilityType": edm.one_of("bookWhenStaffAreFree", "notBookable", "customWeeklyHours"),
}
_weekly = {"businessHours": nullable(work_hours)}
scheduling_policy = shaped(
    {},
    {
        "timeSlotInterval": _policy_length,
        "minimumLeadTime": _policy_length,
        "maximumAdvance": _policy_length,
        "allowStaffSelection": edm.BOOLEAN,
        "sendConfirmationsToOwner": edm.BOOLEAN,
        "isMeetingInviteToCustomersEnabled": nullable(edm.BOOLEAN),
        "generalAvailability": nullable(shaped(_availability, _weekly)),
        "customAvailabilities": collection_of(
            shaped({**_availability, "startDate": _date, "endDate": _date}, _weekly)
        ),
    },
)
reminders = collection_of(
    shaped(
        {
            "message": edm.STRING,
            "offset": edm.DURATION,
            "recipients": edm.one_of("allAttendees", "staff", "customer"),
        }
    )
)
phones = collection_of(
    shaped(
        {"number": nullable(edm.STRING)},
        {name: nullable(edm.STRING) for name in ("type", "language", "region")},
    )
)
assigned_questions = collection_of(shaped({"questionId": edm.STRING, "isRequired": edm.BOOLEAN}))
objects = collection_of(edm.COMPLEX)
