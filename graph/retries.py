"""When to send again, and how long to wait: only what surely had no effect, or has none twice."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from graph.calls import Call, Effect, Reach, Trouble
from graph.errors import is_busy, is_throttled

LONGEST_ASKED = 300.0
"""Seconds; a Retry-After beyond it is not believed."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How much is borne for one call; seconds. Waiting for a free place counts as waiting."""

    deadline: float = 20.0
    repeats: int = 2
    first_wait: float = 0.5
    longest_wait: float = 8.0


def may_repeat(call: Call, trouble: Trouble, *, done: int, patience: Patience) -> bool:
    """Whether the call may be sent again after `done` repeats; how long that may go on is the deadline's."""
    if not call.insists:
        return False
    if is_throttled(trouble) or (is_busy(trouble) and call.effect is Effect.READ):
        return True
    harmless = trouble.reach is Reach.NOT_SENT or (
        trouble.is_doubtful and trouble.reach is not Reach.GARBLED and call.effect is not Effect.CREATE
    )
    return harmless and done < patience.repeats


def waiting(trouble: Trouble, *, done: int, chance: float, patience: Patience) -> float:
    """Seconds before the next try; `chance` in [0, 1) keeps those who failed together apart."""
    if trouble.retry_after is not None:
        return trouble.retry_after + chance * patience.first_wait
    return min(patience.longest_wait, patience.first_wait * 2**done) * (0.5 + chance / 2)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, given as such or as a date; a date counts from the one of the answer."""
    asked = headers.get("retry-after", "").strip()
    try:
        seconds = float(asked)
    except ValueError:
        seconds = _seconds_between(headers.get("date", ""), asked)
    return min(max(seconds, 0.0), LONGEST_ASKED) if math.isfinite(seconds) else None


def _seconds_between(now: str, then: str) -> float:
    try:
        return (parsedate_to_datetime(then) - parsedate_to_datetime(now)).total_seconds()
    except (ValueError, TypeError):
        return math.nan
