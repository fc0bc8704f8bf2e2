"""Work hours of a week, as Bookings writes them: local times of a day, without a zone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import IntEnum
from types import MappingProxyType


class Weekday(IntEnum):
    """Numbered as `date.weekday()` numbers them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Shift:
    """Open from `start` to `end`; an end at or before the start lies on the next day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The shifts of each day; a day that is not named is closed."""

    shifts: Mapping[Weekday, tuple[Shift, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, day: Weekday) -> tuple[Shift, ...]:
        """The shifts that begin on this day of the week."""
        return self.shifts.get(day, ())

    def __iter__(self) -> Iterator[tuple[Weekday, Shift]]:
        return ((day, shift) for day in Weekday for shift in self.on(day))
