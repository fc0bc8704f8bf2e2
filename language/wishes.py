"""`first free thursday afternoon`: no time, but a wish that is granted from the times that are open."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from language.reading import Hours
from language.when import When


@dataclass(frozen=True, slots=True)
class Wish:
    """The first open time from `after` on that `fits`, and before `until`, where that is not None."""

    after: datetime
    until: datetime | None
    hours: Hours | None
    zone: ZoneInfo

    def fits(self, start: datetime) -> bool:
        """Whether this start lies within the wish, on the clocks of its zone."""
        if start < self.after or (self.until is not None and start >= self.until):
            return False
        local = start.astimezone(self.zone)
        return self.hours is None or self.hours[0] <= local.time() < self.hours[1]


def wish_of(when: When, *, zone: ZoneInfo, now: datetime) -> Wish | None:
    """What "first free" asks for; None where it was not said, or the day or time is doubtful.

    A day is one of `zone`; a time that was named begins the wish on its day.
    """
    if not when.first_free or when.doubts:
        return None
    if when.instant is not None:
        return Wish(max(now, when.instant), None, None, zone)
    if when.day is None:
        return None if when.time else Wish(now, None, when.hours, zone)
    first = datetime.combine(when.day, when.time or time.min, zone)
    last = (when.last_day or when.day) + timedelta(days=1)
    return Wish(
        max(now, first).astimezone(UTC),
        datetime.combine(last, time.min, zone).astimezone(UTC),
        when.hours,
        zone,
    )
