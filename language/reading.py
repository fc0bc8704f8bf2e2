"""From facts found in a text to one day and one time, or to what has to be asked about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Final

from language.clock import readings
from language.days import DateOrder, Days, find_days
from language.doubts import DayOrTime, Doubt, NoSuchDay, NoSuchTime, WhichDay, WhichTime
from language.facts import (
    After,
    CalendarDate,
    ClockTime,
    DateOrTime,
    DayAndPart,
    DayFact,
    DayOfMonth,
    DayPart,
    Exactly,
    Fact,
    Limit,
    Stretch,
    Weekday,
    Which,
)
from language.lexemes import Lexeme

# More are no appointment, and only cost time.
_MOST_FACTS: Final = 20
_DAY: Final = timedelta(days=1)

_Times = tuple[tuple[ClockTime, str], ...]
_Days = tuple[tuple[DayFact, str], ...]
Hours = tuple[time, time]
"""From the first up to, not including, the second."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is said, in the speaker's zone, and the order of day and month there."""

    now: datetime
    order: DateOrder


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a text by their sort, each with its words."""

    times: _Times
    days: _Days
    either: tuple[tuple[DateOrTime, str], ...]
    part: DayPart | None
    instant: datetime | None


@dataclass(frozen=True, slots=True)
class TimeRead:
    """The time that was named, every time that may be, and what to ask."""

    at: time | None = None
    may_be: tuple[time, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class DayRead:
    """The day that was named, the last one of a stretch, and what to ask."""

    day: date | None = None
    last: date | None = None
    doubts: tuple[Doubt, ...] = ()


def find_facts(row: Iterable[Lexeme], text: str, moment: Moment, *, day_first: bool) -> Facts:
    """Sort the facts; `3.10` is a date where `day_first` or beside a time, and a time beside a day."""
    understood = ((each.fact, text[each.start : each.end]) for each in row if each.fact is not None)
    said = [
        (part, " ".join(words.replace("|", " ").split()).strip(" ,;"))
        for fact, words in islice(understood, _MOST_FACTS)
        for part in _parts(fact, moment)
    ]
    times = tuple((fact, words) for fact, words in said if isinstance(fact, ClockTime))
    days = tuple((fact, words) for fact, words in said if isinstance(fact, DayFact))
    either = tuple((fact, words) for fact, words in said if isinstance(fact, DateOrTime))
    if days and not (times and any(each.until for each, _ in either)):
        clocks = ((clock, words) for each, words in either for clock in (each.clock, each.until) if clock)
        times, either = (*times, *clocks), ()
    elif times or day_first:
        days, either = (*days, *((each.date, words) for each, words in either)), ()
    times, days = _day_beside_time(said, times, days, moment)
    parts = {fact for fact, _ in said if isinstance(fact, DayPart)}
    instant = next((_instant(fact, moment) for fact, _ in said if isinstance(fact, After | Exactly)), None)
    return Facts(times, days, either, parts.pop() if len(parts) == 1 else None, instant)


def _day_beside_time(
    said: Sequence[tuple[Fact, str]], times: _Times, days: _Days, moment: Moment
) -> tuple[_Times, _Days]:
    """`lundi 23 à 10h`: the number behind the weekday is its day where there is a time besides."""
    for (weekday, first), (hour, number) in pairwise(said):
        match weekday, hour:
            case Weekday(name, Which.BARE, None, 0), ClockTime(bare=True, minutes=int(minutes)) if (
                len(times) > 1 and len(days) == 1
            ):
                day = DayOfMonth(minutes // 60, name)
                rest = tuple(each for each in times if each[0] is not hour)
                is_apart = not any(clock.bound or words.startswith("-") for clock, words in rest)
                if is_apart and len(_days(day, moment).may_be) == 1:
                    return rest, ((day, f"{first} {number}"),)
            case _:
                continue
    return times, days


def day_or_time(facts: Facts, moment: Moment) -> tuple[Doubt, ...]:
    """What may be either a day or a time, so that neither is known."""
    if facts.either:
        return tuple(_day_or_time(each, said, moment) for each, said in facts.either)
    doubt = _weekday_and_number(facts, moment)
    return (doubt,) if doubt else ()


def _parts(fact: Fact, moment: Moment) -> Iterable[Fact]:
    """A fact with the day, time and part of the day it comes to."""
    yield fact
    match fact:
        case DayAndPart(day, part):
            yield from (day, part)
        case After() | Exactly():
            local = _instant(fact, moment).astimezone(moment.now.tzinfo)
            yield CalendarDate(local.year, local.month, local.day)
            yield ClockTime(local.hour * 60 + local.minute)
        case _:
            pass


def _instant(fact: After | Exactly, moment: Moment) -> datetime:
    match fact:
        case After(wait):
            return (moment.now.astimezone(UTC) + wait).replace(second=0, microsecond=0)
        case Exactly(instant):
            return instant


def read_time(facts: Facts) -> TimeRead:
    """One time, or a doubt about it."""
    if not facts.times:
        return TimeRead()
    said = " ".join(filter(None, dict.fromkeys(words for _, words in facts.times))).replace("- ", "-")
    each = [readings(clock, facts.part) for clock, _ in facts.times]
    if not all(each):
        return TimeRead(doubts=(NoSuchTime(said),))
    if len(each) == 2 and len(each[1]) == 1 < len(each[0]):  # noqa: PLR2004
        # "10-11am" and "3 or 4pm": the second says which half of the day the first is of.
        each[0] = tuple(at for at in each[0] if at < each[1][0])[-1:] or each[0]
    may_be = tuple(sorted({reading for some in each for reading in some}))
    if len(may_be) == 1 and not any(clock.bound for clock, _ in facts.times):
        return TimeRead(may_be[0], may_be)
    return TimeRead(None, may_be, (WhichTime(said, may_be),))


def limits(facts: Facts) -> Hours | None:
    """The hours that "after 3pm" or "between 2pm and 4pm" leaves; None where they are doubtful."""
    earliest, latest, open_behind = time.min, time.max, False
    for clock, _ in facts.times:
        may_be = readings(clock, facts.part)
        if len(may_be) != 1 or not (clock.bound or open_behind):
            return None
        if clock.bound is Limit.LATEST or open_behind:
            latest, open_behind = may_be[0], False
        else:
            earliest, open_behind = may_be[0], len(facts.times) > 1
    return (earliest, latest) if earliest < latest and facts.times else None


def read_day(facts: Facts, moment: Moment, clock: TimeRead) -> DayRead:
    """One day or stretch of days, or a doubt about it."""
    if not facts.days:
        return DayRead()
    said = " ".join(dict.fromkeys(words for _, words in facts.days))
    days = _agreed(_found(facts, moment, clock))
    if any(each.midnight for each, _ in facts.times) and len(days.may_be) == 1:
        # Midnight of a day is its beginning for some and its end for others.
        days = Days((days.may_be[0], days.may_be[0] + _DAY))
    match days.may_be:
        case ():
            return DayRead(doubts=(NoSuchDay(said),))
        case (day,):
            return DayRead(day, days.last)
        case several:
            return DayRead(doubts=(WhichDay(said, several),))


def _found(facts: Facts, moment: Moment, clock: TimeRead) -> list[tuple[DayFact, Days]]:
    """The days of each fact; today counts as a weekday named only while the time named is ahead."""
    now = moment.now.time()
    ahead = any(each > now for each in clock.may_be)
    if not facts.times and facts.part is not None:
        ahead = facts.part.start > now
    return [(fact, _days(fact, moment, still_ahead=ahead)) for fact, _ in facts.days]


def _days(fact: DayFact, moment: Moment, *, still_ahead: bool = False) -> Days:
    return find_days(fact, today=moment.now.date(), order=moment.order, still_ahead=still_ahead)


def _day_or_time(said: DateOrTime, words: str, moment: Moment) -> Doubt:
    days = _days(said.date, moment).may_be
    times = readings(said.clock, None)
    return DayOrTime(words, days, times) if days else WhichTime(words, times)


def _weekday_and_number(facts: Facts, moment: Moment) -> Doubt | None:
    """`friday 20`, while the next twentieth is a Friday: that day, or eight in the evening."""
    match facts:
        case Facts(times=((ClockTime(bare=True) as hour, number),), days=((Weekday(weekday), said),)) if (
            hour.minutes
        ):
            days = _days(DayOfMonth(hour.minutes // 60, weekday), moment).may_be
            return DayOrTime(f"{said} {number}", days, readings(hour, facts.part)) if len(days) == 1 else None
        case _:
            return None


def _agreed(found: Sequence[tuple[DayFact, Days]]) -> Days:
    """The days on which everything said agrees; all where nothing does, none where one is impossible."""
    if not all(days.may_be for _, days in found):
        return Days(())
    if len(found) == 1:
        return found[0][1]
    weekdays = {fact.number for fact, _ in found if isinstance(fact, Weekday)}
    others = [(fact, days) for fact, days in found if not isinstance(fact, Weekday)]
    if len(weekdays) == 1 and others:
        (number,) = weekdays
        return _on_weekday(number, _agreed(others), stretch=isinstance(others[0][0], Stretch))
    common = [day for day in found[0][1].may_be if all(day in days.may_be for _, days in found)]
    return Days(tuple(common or dict.fromkeys(day for _, days in found for day in days.may_be)))


def _on_weekday(number: int, days: Days, *, stretch: bool) -> Days:
    """Those that fall on the weekday; else each day and the next such weekday from it, to be asked about."""
    fitting = tuple(day for day in days.may_be if day.weekday() == number)
    if fitting:
        return Days(fitting)
    following = [day + _DAY * ((number - day.weekday()) % 7) for day in days.may_be]
    return Days(tuple(following) if stretch else tuple(dict.fromkeys((*days.may_be, *following))))
