"""Refusals as the ledger keeps them, so that whoever asks again hears the same."""

from collections.abc import Mapping
from typing import Any

from booking.errors import AppointmentGone, Refused, Rejected, Rule, SlotTaken, TimeRefused


def as_outcome(why: Refused) -> dict[str, str]:
    """For the row of the intent."""
    if isinstance(why, TimeRefused):
        return {"why": str(why), "kind": TimeRefused.__name__, "rule": str(why.rule)}
    return {"why": str(why), "kind": type(why).__name__}


def of_outcome(outcome: Mapping[str, Any] | None) -> Refused:
    """What was refused, as it was told the first time."""
    match outcome:
        case {"kind": "TimeRefused", "rule": str(rule)} if rule in set(Rule):
            return TimeRefused(Rule(rule))
        case {"kind": "SlotTaken", "why": str(why)}:
            return SlotTaken(why)
        case {"kind": "AppointmentGone", "why": str(why)}:
            return AppointmentGone(why)
        case _:
            return Rejected("it was refused before")
