"""What /find takes for a match."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from booking.ids import AppointmentId, ServiceId
from booking.models import Appointment, Attendee
from dialogs.find import matches

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
CONSULT = Appointment(
    AppointmentId("a"),
    ServiceId("v"),
    "Initial consult",
    NOW,
    NOW + timedelta(minutes=30),
    attendees=(
        Attendee(None, "Mary-Anne O'Brien", "m.obrien@fabrikam.example"),
        Attendee(None, "Søren Kjær", "soren@litware.example"),
        Attendee(None, "王小明"),
    ),
    service_notes="Bring the X-ray.\n\nFrontdesk K7Q2 FD-K7Q2-AAAABBBB",
)


@pytest.mark.parametrize(
    "needle",
    [
        "mary",
        "anne o",
        "O'BRIEN",
        "o brien",
        "obrien",
        "m.obrien@fabrikam.example",
        "@litware",
        "soren",
        "SØREN kj",
        "王小明",
        "小明",
        "consult",
        "initial con",
        "k7q2",
        " K7Q2 ",
    ],
)
def test_it_fits(needle):
    assert matches(needle, CONSULT)


@pytest.mark.parametrize(
    "needle",
    [
        "ary",
        "fabrikam",
        "example",
        "am",
        "mary soren",
        "mary consult",
        "K7Q3",
        "FD-K7Q2",
        "X-ray",
        "李",
        "%",
        "_",
        "' OR 1=1 --",
        "*",
        "",
        "(.*)",
    ],
)
def test_it_does_not_fit(needle):
    assert not matches(needle, CONSULT)


def test_what_was_booked_elsewhere_has_no_reference():
    assert not matches("K7Q2", replace(CONSULT, service_notes="Frontdesk called about K7Q2"))
