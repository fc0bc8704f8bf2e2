"""The sandbox's own time: starts where it is told, goes on from there, can be moved."""

from collections.abc import Callable
from datetime import datetime, timedelta


class Clock:
    """Aware UTC time; `ticks` gives the seconds that passed, and may stand still."""

    def __init__(self, start: datetime, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self.move(start)

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._ticks() - self._since)

    def move(self, now: datetime) -> None:
        self._start = now
        self._since = self._ticks()

    def forward(self, seconds: float) -> None:
        self.move(self.now() + timedelta(seconds=seconds))
