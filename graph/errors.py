"""From what came of a call to the errors of booking. Graph's messages are for no decision and no person."""

from datetime import timedelta

from booking.errors import (
    AppointmentGone,
    BookingError,
    NotPermitted,
    Rejected,
    SignInNeeded,
    Throttled,
    Unavailable,
    Unclear,
)
from graph.calls import Call, Effect, Reach, Trouble

# Codes that decide whatever the status: it is not told, or differs from report to report (issues I23, I38).
_NO_ACCESS = frozenset({"errorfoldernotfound", "erroraccessdenied", "accessdenied", "forbidden"})
_NOT_THERE = frozenset({"itemnotfound", "erroritemnotfound", "errorinvalididmalformed", "resourcenotfound"})
_UNAUTHENTICATED, _FORBIDDEN, _NOT_FOUND, _GONE, _TOO_MANY, _BUSY = 401, 403, 404, 410, 429, 503
_GATEWAYS = frozenset({502, 504})

SOON = 1.0
"""Seconds to wait where Graph asks to wait without saying how long."""


def failure(call: Call, trouble: Trouble) -> BookingError:
    """The error that this is for the caller, with Graph's request id as its reference."""
    error = _named(call, trouble)
    error.reference = trouble.request_id
    return error


def _named(call: Call, trouble: Trouble) -> BookingError:
    told = f"{call.name}: {trouble.status} {trouble.code}".strip()
    if trouble.reach is Reach.ANSWERED:
        return _answered(call, trouble, told)
    if trouble.reach is Reach.NOT_SENT:
        return Unavailable(f"{call.name}: Graph cannot be reached")
    told = f"{call.name}: no answer that can be read"
    return Unavailable(told) if call.effect is Effect.READ else Unclear(told)


def _answered(call: Call, trouble: Trouble, told: str) -> BookingError:  # noqa: PLR0911  # one for each kind
    if trouble.status == _UNAUTHENTICATED or trouble.claims:
        return SignInNeeded(told, claims=trouble.challenge)
    if trouble.status == _TOO_MANY or (is_busy(trouble) and call.effect is Effect.READ):
        return Throttled(timedelta(seconds=SOON if trouble.retry_after is None else trouble.retry_after))
    if trouble.status == _FORBIDDEN or trouble.code.casefold() in _NO_ACCESS:
        return NotPermitted(told)
    if is_missing(call, trouble):
        return AppointmentGone(told)
    if not trouble.is_doubtful:
        return Rejected(told)
    if call.effect is Effect.READ:
        return Unavailable(told)
    # A gateway's word says nothing of the service behind it, which may still be at it.
    return Unclear(told, answered=trouble.status not in _GATEWAYS, passing=trouble.status == _BUSY)


def is_busy(trouble: Trouble) -> bool:
    """Whether Graph says when to come again, without a word on what became of the call."""
    return trouble.status == _BUSY and trouble.retry_after is not None


def is_throttled(trouble: Trouble) -> bool:
    """Whether it was turned away at the door, before anything was done."""
    return trouble.status == _TOO_MANY


def is_missing(call: Call, trouble: Trouble) -> bool:
    """Whether the appointment that the call is about is not there."""
    missing = trouble.status in {_NOT_FOUND, _GONE} or trouble.code.casefold() in _NOT_THERE
    return call.of_appointment and missing and trouble.code.casefold() not in _NO_ACCESS
