"""What time it is."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from booking.ports import Clock


def system_clock() -> datetime:
    """Now, by the machine."""
    return datetime.now(UTC)


def started_at(now: datetime, monotonic: Callable[[], float] = time.monotonic) -> Clock:
    """A clock that showed `now` when it was made, and goes on from there."""
    first = monotonic()
    return lambda: now.astimezone(UTC) + timedelta(seconds=monotonic() - first)
