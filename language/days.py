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
    NumericDate,
    Stretch,
    Weekday,
    Which,
)

_MONTHS: Final = range(1, 13)
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
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
    match said:
        case CalendarDate(year, month, day):
            return Days(_on(year, month, day, today))
        case NumericDate():
            return Days(_numeric(said, today, order))
        case DayOfMonth(day, weekday):
            return Days(_day_of_month(day, weekday, today))
        case Weekday():
            return Days(_weekday(said, today, still_ahead=still_ahead))
        case DaysAhead(days, months):
            return Days(_moved(today + timedelta(days=days), months))
        case Stretch():
            return _stretch(said, today)


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


def _day_of_month(day: int, weekday: int | None, today: date) -> tuple[date, ...]:
    """The next day of that number, and where it is not the weekday named, the next such weekday too."""
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
        case Which.BARE | Which.THIS if coming - today == _WEEK:
            return (today if still_ahead or said.which is Which.THIS else coming,)
        case Which.NEXT if coming < monday_of(today) + _WEEK:
            # "Next Friday", said on a Monday, is this week's for some and next week's for others.
            return (coming, coming + _WEEK)
        case Which.WEEK_LATER:
            return (coming + _WEEK,)
        case Which.LAST:
            return (today - _DAY * ((today.weekday() - said.number - 1) % 7 + 1),)
        case _:
            return (coming,)


def _moved(day: date, months: int) -> tuple[date, ...]:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year not in YEARS:
        return ()
    return (date(year, month, min(day.day, calendar.monthrange(year, month)[1])),)


def _stretch(said: Stretch, today: date) -> Days:
    if said.weeks is not None:
        monday = monday_of(today) + _WEEK * said.weeks
        return Days((max(monday, today),), monday + _WEEK - _DAY)
    first = _moved(today.replace(day=1), said.months or 0)
    if not first:
        return Days(())
    return Days(first, first[0].replace(day=calendar.monthrange(first[0].year, first[0].month)[1]))


def monday_of(day: date) -> date:
    """The first day of a calendar week."""
    return day - _DAY * day.weekday()
