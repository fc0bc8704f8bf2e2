"""What can go wrong, said by who can act.

BookingError
├── Refused                 the request cannot be carried out as it stands; asking again changes nothing
│   ├── TimeRefused         a rule speaks against the time
│   ├── SlotTaken           somebody was quicker
│   ├── AppointmentGone     it is not there any more
│   └── Rejected            Bookings says no and does not say why
├── Unavailable             asking again later may help
│   ├── Throttled           Bookings asks us to come back later
│   ├── SignInNeeded        the person's token has run out
│   └── NotPermitted        the person's rights do not reach so far
└── Unclear                 it may or may not have happened: read before repeating
"""

from datetime import timedelta
from enum import StrEnum


class BookingError(Exception):
    """The root; `reference` is the request id of Graph, where there was one."""

    reference: str | None = None


class Refused(BookingError):
    """The request cannot be carried out as it stands."""


class Rule(StrEnum):
    """A rule of booking, by the name under which a person is told of it."""

    PAST = "past"
    LEAD_TIME = "lead-time"
    TOO_FAR = "too-far"
    NOT_OFFERED = "not-offered"
    CLOSED = "closed"
    OUTSIDE_STAFF_HOURS = "outside-staff-hours"
    STAFF_BUSY = "staff-busy"
    BUSY_ELSEWHERE = "busy-elsewhere"
    HELD = "held"
    OWN_TRY = "own-try"
    NOT_OF_SERVICE = "not-of-service"
    GROUP_FULL = "group-full"
    OFF_GRID = "off-grid"


class TimeRefused(Refused):
    """A rule of booking speaks against the time."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(f"the time is refused: {rule}")
        self.rule = rule


class SlotTaken(Refused):
    """Somebody was quicker."""


class AppointmentGone(Refused):
    """The appointment is not there any more."""


class Rejected(Refused):
    """Bookings says no and does not say why."""


class Unavailable(BookingError):
    """Bookings cannot be reached, or not now."""


class Throttled(Unavailable):
    """Bookings asks us to come back later."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"asked to wait {retry_after.total_seconds():.0f} s")
        self.retry_after = retry_after


class SignInNeeded(Unavailable):
    """The person's token is missing, has run out, or does not do.

    `claims` is what the next sign-in has to prove, as Graph put it: for the sign-in, never for a log.
    """

    def __init__(self, message: str = "", *, claims: str = "") -> None:
        super().__init__(message)
        self.claims = claims


class NotPermitted(Unavailable):
    """The person's rights do not reach so far."""


class Unclear(BookingError):
    """A change was sent and no trustworthy answer came: it may or may not have happened.

    `answered` tells whether Graph did answer (a 5xx): then all that it was going to do is done. `passing`
    tells that it said it was busy, so that asking again later may help.
    """

    def __init__(self, message: str, *, answered: bool = False, passing: bool = False) -> None:
        super().__init__(message)
        self.answered = answered
        self.passing = passing
