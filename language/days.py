"""From what was said about a day to the days of the calendar it may mean."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from language.facts import (
    YEARS,
    CalendarDate,
    DayFact,
    DayOfMonth,
    DaysAhead,
    FromOn,
    NumericDate,
    Stretch,
    UpTo,
    Weekday,
    Which,
)

_Named = CalendarDate | NumericDate | DayOfMonth | Weekday | DaysAhead | Stretch
_MONTHS: Final = range(1, 13)
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_FORTNIGHT: Final = timedelta(days=13)
# From which to which day, where the first is 0.
_THIRDS_OF_A_WEEK: Final = ((0, 1), (1, 3), (3, 4))
_THIRDS_OF_A_MONTH: Final = ((0, 9), (10, 19))
_YEARS_TO_A_LEAP_YEAR: Final = 8


class DateOrder(Enum):
    """Which of two numbers is the day in a country; unknown where a locale does not tell."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Days:
    """The days that may be meant, the likelier first; `last` ends a stretch that begins with the first."""

    may_be: tuple[date, ...]
    last: date | None = None


def date_order(locale: str) -> DateOrder:
    """How people of this locale write 3 April in figures."""
    language, _, region = locale.replace("_", "-").casefold().partition("-")
    if language in {"ja", "zh", "ko", "hu"} or (language == "en" and region in {"us", "ph"}):
        return DateOrder.MONTH_FIRST
    if (
        not language
        or (language == "en" and region in {"", "ca"})
        or (language == "es" and region in {"us", "pr"})
    ):
        return DateOrder.UNKNOWN
    return DateOrder.DAY_FIRST


def find_days(said: DayFact, *, today: date, order: DateOrder, still_ahead: bool) -> Days:
    """The days meant; none where no calendar has them. `still_ahead`: the time named is yet to come today."""
    if isinstance(said, FromOn | UpTo):
        return _limited(said, find_days(said.day, today=today, order=order, still_ahead=False), today)
    return _named(said, today=today, order=order, still_ahead=still_ahead)


def _named(said: _Named, *, today: date, order: DateOrder, still_ahead: bool) -> Days:
    match said:
        case CalendarDate(year, month, day):
            return Days(_on(year, month, day, today))
        case NumericDate():
            return Days(_numeric(said, today, order))
        case DayOfMonth():
            return Days(_day_of_month(said, today))
        case Weekday():
            return Days(_weekday(said, today, still_ahead=still_ahead))
        case DaysAhead(days, months, loose):
            ways = (days - 1, days) if loose else (days,)
            return Days(tuple(day for each in ways for day in _moved(today + each * _DAY, months)))
        case Stretch():
            return _stretch(said, today)


def _limited(said: FromOn | UpTo, days: Days, today: date) -> Days:
    """The days from a day on, as far as people plan with such words, or from today up to it."""
    if len(days.may_be) != 1:
        return days
    first, last = days.may_be[0], days.last or days.may_be[0]
    if isinstance(said, UpTo):
        end = first - _DAY if said.before else last
        return Days((today,), end) if end >= today else Days(())
    begin = last + _DAY if said.after else first
    return Days((begin,), begin + _FORTNIGHT)


def _on(year: int | None, month: int, day: int, today: date) -> tuple[date, ...]:
    years = range(today.year, today.year + _YEARS_TO_A_LEAP_YEAR + 1) if year is None else (year,)
    for each in years:
        if each in YEARS and month in _MONTHS:
            last = calendar.monthrange(each, month)[1]
            if 1 <= day <= last and (year is not None or date(each, month, day) >= today):
                return (date(each, month, day),)
    return ()


def _numeric(said: NumericDate, today: date, order: DateOrder) -> tuple[date, ...]:
    """Both readings where the locale does not decide; the only possible one wherever there is only one."""
    day_first = _on(said.year, said.second, said.first, today)
    month_first = _on(said.year, said.first, said.second, today)
    if said.day_first or (order is DateOrder.DAY_FIRST and day_first):
        return day_first
    if order is DateOrder.MONTH_FIRST and month_first:
        return month_first
    return tuple(dict.fromkeys((*day_first, *month_first)))


def _day_of_month(said: DayOfMonth, today: date) -> tuple[date, ...]:
    """The next day of that number, and where it is not the weekday named, the next such weekday too."""
    day, weekday = said.day, said.weekday
    if said.months is not None:
        month = _moved(today.replace(day=1), said.months)
        return _on(month[0].year, month[0].month, day, today) if month else ()
    first = today.replace(day=1)
    while day > calendar.monthrange(first.year, first.month)[1] or first.replace(day=day) < today:
        first = (first + timedelta(days=31)).replace(day=1)
    found = first.replace(day=day)
    if weekday is None or found.weekday() == weekday:
        return (found,)
    return (found, *_weekday(Weekday(weekday), today, still_ahead=False))


def _weekday(said: Weekday, today: date, *, still_ahead: bool) -> tuple[date, ...]:
    if said.weeks is not None:
        return (monday_of(today) + _WEEK * said.weeks + said.number * _DAY,)
    coming = today + _DAY * ((said.number - today.weekday() - 1) % 7 + 1)
    match said.which:
        case Which.BARE | Which.THIS if coming - today == _WEEK and not said.later:
            return (today if still_ahead or said.which is Which.THIS else coming,)
        case Which.NEXT if coming < monday_of(today) + _WEEK:
            # "Next Friday", said on a Monday, is this week's for some and next week's for others.
            return (coming + _WEEK * said.later, coming + _WEEK * (said.later + 1))
        case Which.LAST:
            return (today - _DAY * ((today.weekday() - said.number - 1) % 7 + 1),)
        case _:
            return (coming + _WEEK * said.later,)


def _moved(day: date, months: int) -> tuple[date, ...]:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year not in YEARS:
        return ()
    return (date(year, month, min(day.day, calendar.monthrange(year, month)[1])),)


def _stretch(said: Stretch, today: date) -> Days:
    if said.weeks is not None:
        first, length, thirds = monday_of(today) + _WEEK * said.weeks, 6, _THIRDS_OF_A_WEEK
    else:
        months = said.months or 0 if said.month is None else (said.month - today.month) % 12
        if not (moved := _moved(today.replace(day=1), months)):
            return Days(())
        first, length = moved[0], calendar.monthrange(moved[0].year, moved[0].month)[1] - 1
        thirds = (*_THIRDS_OF_A_MONTH, (20, length))
    begin, end = (5, 6) if said.weekend else (0, length)
    if said.third is not None and first + thirds[said.third][1] * _DAY >= today:
        begin, end = thirds[said.third]
    return Days((max(first + begin * _DAY, today),), first + end * _DAY)


def monday_of(day: date) -> date:
    """The first day of a calendar week."""
    return day - _DAY * day.weekday()
