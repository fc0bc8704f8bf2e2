"""The room's own time: starts where it is told, goes on from there, can be moved forward."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Aware UTC time; `ticks` gives the seconds that passed, and may stand still."""

    def __init__(self, start: datetime | None = None, ticks: Callable[[], float] = time.monotonic) -> None:
        self._start = (start or datetime.now(UTC)).astimezone(UTC)
        self._ticks = ticks
        self._since = ticks()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """The time by this clock."""
        return self._start + timedelta(seconds=self._ticks() - self._since)

    def forward(self, seconds: float) -> None:
        """Go on from a later time; whoever waits for a time that is past now, wakes."""
        self._start += timedelta(seconds=seconds)
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def until(self, moment: datetime) -> None:
        """Wait until it is this time."""
        while (left := (moment - self.now()).total_seconds()) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._moved.wait()
            except TimeoutError:
                continue
