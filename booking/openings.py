"""Weekly hours and availabilities, which are local times of a day, as stretches of real time.

On the night of a clock change a shift begins and ends when the clock *first* shows its time, or a later one.
So a time that the clock skips counts as the moment of the change, and of a doubled hour the first one counts:
01:00 to 03:00 lasts three hours when the clock goes back from 02:00, and one when it goes forward from 01:00.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from booking.hours import Shift, Weekday, WeeklyHours
from booking.policy import Availability, Offering, SchedulingPolicy
from booking.ticks import DAY, SECOND, Stretch, common, joined, moment, ticks

ONE_DAY = timedelta(days=1)
TWO_DAYS = timedelta(days=2)


def openings(hours: WeeklyHours, zone: ZoneInfo, around: Stretch) -> list[Stretch]:
    """The shifts that begin on a day of `around` or on the day before it, each by itself, earliest first."""
    week = [[_on_a_plain_day(shift) for shift in hours.on(day)] for day in Weekday]
    shifts: list[Stretch] = []
    for day in _days(around, zone, since=ONE_DAY):
        begin = midnight(day, zone)
        if midnight(day + TWO_DAYS, zone) - begin == 2 * DAY:
            shifts += [(begin + start, begin + end) for start, end in week[day.weekday()]]
        else:
            shifts += [_stretch(day, shift, zone) for shift in hours.on(Weekday(day.weekday()))]
    return sorted((start, end) for start, end in shifts if start < end)


def offered(policy: SchedulingPolicy, zone: ZoneInfo, around: Stretch) -> list[Stretch]:
    """When a service is offered on the days of `around`, joined; `zone` is that of the business.

    A day is governed by the first window that covers it, else by the general availability.
    It governs the day from midnight to midnight, also where a shift of the evening before runs into it.
    """
    return joined(
        stretch
        for day in _days(around, zone, since=timedelta())
        for stretch in _offered_on(day, _availability(policy, day), zone)
    )


def midnights(around: Stretch, zone: ZoneInfo) -> list[int]:
    """Where the days of `around` begin, and where the last of them ends."""
    days = list(_days(around, zone, since=timedelta()))
    return [midnight(day, zone) for day in (*days, days[-1] + ONE_DAY)]


def _availability(policy: SchedulingPolicy, day: date) -> Availability:
    covering = (w.availability for w in policy.windows or () if w.first <= day <= w.last)
    return next(covering, policy.general or Availability())


def _offered_on(day: date, availability: Availability, zone: ZoneInfo) -> list[Stretch]:
    whole = (midnight(day, zone), midnight(day + ONE_DAY, zone))
    if availability.offering is Offering.NOT_BOOKABLE:
        return []
    if availability.offering is Offering.WEEKLY_HOURS:
        return common(joined(openings(availability.hours or WeeklyHours(), zone, whole)), [whole])
    return [whole]


def _days(around: Stretch, zone: ZoneInfo, *, since: timedelta) -> Iterator[date]:
    day, last = _clock(around[0], zone).date() - since, _clock(around[1], zone).date()
    while day <= last:
        yield day
        day += ONE_DAY


def _on_a_plain_day(shift: Shift) -> Stretch:
    start, end = (
        ((at.hour * 60 + at.minute) * 60 + at.second) * SECOND + at.microsecond
        for at in (shift.start, shift.end)
    )
    return start, end if start < end else end + DAY


def _stretch(day: date, shift: Shift, zone: ZoneInfo) -> Stretch:
    closing_day = day if shift.start < shift.end else day + ONE_DAY
    opens, closes = datetime.combine(day, shift.start), datetime.combine(closing_day, shift.end)
    return _first_shown(opens, zone), _first_shown(closes, zone)


@lru_cache(maxsize=16_384)
def midnight(day: date, zone: ZoneInfo) -> int:
    """The tick at which this day begins."""
    return _first_shown(datetime.combine(day, time.min), zone)


def _first_shown(local: datetime, zone: ZoneInfo) -> int:
    before_change = ticks(local.replace(tzinfo=zone, fold=0))
    after_change = ticks(local.replace(tzinfo=zone, fold=1))
    if before_change <= after_change:
        return before_change
    # Skipped by the clock (PEP 495): the change lies between the two readings, on a full second.
    seconds = range(after_change - after_change % SECOND, before_change + SECOND, SECOND)
    return seconds[bisect_left(seconds, local, key=lambda second: _clock(second, zone))]


def _clock(tick: int, zone: ZoneInfo) -> datetime:
    return moment(tick).astimezone(zone).replace(tzinfo=None)
