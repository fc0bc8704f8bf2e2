"""The stretch of time that a line is about: a day, a week, a part of the day, or from now on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.spans import Span
from language.line import Line

ONE_DAY = timedelta(days=1)
YEARS = range(1970, 3000)
"""At the ends of the calendar not every zone has a midnight."""


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to `end` (None: open), on clocks of `zone` from `since` up to, not including, `till`."""

    start: datetime
    end: datetime | None
    zone: ZoneInfo
    since: time | None = None
    till: time | None = None

    def holds(self, moment: datetime) -> bool:
        """Whether a clock of the zone shows a time of the window then; its days are the caller's."""
        local = moment.astimezone(self.zone).time()
        return (self.since is None or self.since <= local) and (self.till is None or local < self.till)


def window_of(line: Line, *, now: datetime) -> Window:
    """Not before now."""
    since, till = line.when.time, None
    if line.when.hours is not None:
        since, till = line.when.hours
    if line.when.day is None or line.when.day.year not in YEARS:
        return Window(now, None, line.zone, since, till)
    days = whole_days(line.when.day, line.when.last_day or line.when.day, line.zone)
    return Window(max(days.start, now), days.end, line.zone, since, till)


def whole_days(first: date, last: date, zone: ZoneInfo) -> Span:
    """From midnight to midnight of the zone: 23 or 25 hours for a day on which the clocks change."""
    begin, end = (datetime.combine(day, time(), zone) for day in (first, last + ONE_DAY))
    return Span(begin, end)
