"""How words and numbers combine to times of day, days and waits, the longest reading first."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from language.clock import spoken, written
from language.facts import (
    After,
    CalendarDate,
    ClockTime,
    DayAndPart,
    DayOfMonth,
    DayPart,
    DaysAhead,
    Fact,
    FirstFree,
    Stretch,
    Weekday,
    Which,
)
from language.rules import Rule, rule

Values = Mapping[str, int]

PARTS: Final = tuple(DayPart)
ONE_MINUTE: Final = 2
"""The sense of the word where it is singular, as in the name of a service."""
_HOUR: Final = 60
_WEEK: Final = 7
_DECIMAL: Final = 10
_LAST_HOUR: Final = 23
_LAST_AROUND_NOON: Final = 15
_LONGEST_MONTH: Final = 31


def _wait(values: Values) -> Fact:
    """Hours and minutes from now; a bare "half" or "quarter" is of an hour."""
    hours = values.get("hours", 0)
    minutes = values.get("minutes", 0) + 6 * values.get("tenths", 0)
    minutes += 30 * ("half" in values) + 15 * ("quarter" in values)
    return After(timedelta(hours=hours, minutes=minutes))


def _days_ahead(values: Values) -> Fact:
    weeks = values.get("weeks", 0) + 2 * ("fortnight" in values)
    return DaysAhead(values.get("number", 0) + _WEEK * weeks, values.get("months", 0))


def _face(values: Values) -> ClockTime:
    """A clock time in figures, or an hour with the word for it."""
    minutes = values.get("face", values.get("hour", 0) * _HOUR + values.get("minute", 0))
    return written(
        minutes // _HOUR, minutes % _HOUR, meridiem=values.get("meridiem"), padded="padded" in values
    )


def _and_minutes(values: Values) -> ClockTime | None:
    """`15 Uhr 20 Minuten`; but `15 Uhr, 20 minute check` names a length."""
    return None if values.get("word") == ONE_MINUTE else _face(values)


def _padded(values: Values) -> ClockTime:
    return _face({**values, "padded": 1})


def _spoken(values: Values, *, shift: int = 0, sign: int = 0) -> ClockTime | None:
    """A fixed shift from the hour, or the minutes that were named, before it or after it."""
    minutes = values.get("minutes", 0)
    if minutes >= _HOUR:
        return None
    return spoken(values["hour"], shift + sign * minutes, meridiem=values.get("meridiem"))


def _said_in_figures(values: Values) -> ClockTime | None:
    """`nine thirty am`."""
    minutes = values["minutes"]
    if minutes < 10 or minutes >= _HOUR:  # noqa: PLR2004
        return None
    return written(values["hour"], minutes, meridiem=values["meridiem"])


def _around_noon(values: Values) -> ClockTime | None:
    if values["hour"] > _LAST_AROUND_NOON:
        return None
    return ClockTime((values["hour"] + (12 if values["hour"] < 10 else 0)) * _HOUR)  # noqa: PLR2004


WAITS: Final[tuple[Rule, ...]] = (
    rule("in face=clock|short", lambda v: After(timedelta(minutes=v["face"]))),
    rule("in hours=num|one hour minutes=num minute?", _wait),
    rule("in hours=num|one hour half?", _wait),
    rule("in half one? hour", _wait),
    rule("in one half hour", _wait),
    rule("in one? quarter fill? one? hour", _wait),
    rule("in one? quarter=quarter_hour", _wait),
    rule("in tenths=decimal hour", _wait),
    rule("in minutes=num|one minute", _wait),
    rule("hours=num|one hour from_now", _wait),
    rule("minutes=num|one minute from_now", _wait),
    rule("in number=num|one days", _days_ahead),
    rule("number=num|one days from_now", _days_ahead),
    rule("in weeks=num|one week", _days_ahead),
    rule("weeks=num|one week from_now", _days_ahead),
    rule("in one? fortnight", _days_ahead),
    rule("in months=num|one month_long", _days_ahead),
    rule("now", _wait),
)
CLOCKS: Final[tuple[Rule, ...]] = (
    rule("face=clock|dotted meridiem", _padded),
    rule("face=short|hundreds|military meridiem", _face),
    rule("hour=num meridiem", _face),
    rule("hour=num oclock? noon", _around_noon),
    rule("num midnight", lambda _: ClockTime(0, midnight=True)),
    rule("noon half", lambda _: ClockTime(12 * _HOUR + 30)),
    rule("half past hour=num spoken_clock? meridiem?", partial(_spoken, shift=30)),
    rule("quarter past hour=num meridiem?", partial(_spoken, shift=15)),
    rule("quarter to hour=num meridiem?", partial(_spoken, shift=-15)),
    rule("minutes=num minute? past hour=num meridiem?", partial(_spoken, sign=1)),
    rule("minutes=num minute? to hour=num meridiem?", partial(_spoken, sign=-1)),
    rule("halb hour=num", partial(_spoken, shift=-30)),
    rule("three_quarters hour=num", partial(_spoken, shift=-15)),
    rule("quarter hour=num", partial(_spoken, shift=-45)),
    rule("half hour=num meridiem?", partial(_spoken, shift=30)),
    rule("hour=num oclock? and_quarter", partial(_spoken, shift=15)),
    rule("hour=num oclock? less_quarter", partial(_spoken, shift=-15)),
    rule("hour=num oclock? half", partial(_spoken, shift=30)),
    rule("hour=num oclock? minus minutes=num", partial(_spoken, sign=-1)),
    rule("at hour=num oclock? plus minutes=num", partial(_spoken, sign=1)),
    rule("hour=padded oclock minute=num word=minute?", lambda v: _and_minutes({**v, "padded": 1})),
    rule("hour=num oclock minute=num word=minute?", _and_minutes),
    rule("hour=num minutes=num meridiem", _said_in_figures),
    rule("hour=padded oclock", _padded),
    rule("hour=num oclock", _face),
    rule("face=military hour", lambda v: _padded({"face": v["face"]})),
    rule("face=clock|military oclock?", _padded),
    rule("face=short oclock?", _face),
    rule("face=dotted oclock", _padded),
    rule("at face=dotted", _padded),
    rule("at face=hundreds", _face),
    rule("hour=num spoken_clock", _spoken),
    rule("noon", lambda _: ClockTime(12 * _HOUR)),
    rule("midnight", lambda _: ClockTime(0, midnight=True)),
)


def _weekday(values: Values, *, which: Which) -> Weekday:
    return Weekday(values["weekday"], which)


def _week_later(values: Values) -> Weekday:
    """`friday week`: the Friday after the coming one."""
    return Weekday(values["weekday"], Which.WEEK_LATER)


def _in_week(values: Values, *, weeks: int) -> Weekday | Stretch:
    """A weekday of this calendar week or the next, or all of that week."""
    return Weekday(values["weekday"], weeks=weeks) if "weekday" in values else Stretch(weeks=weeks)


def _calendar_date(values: Values) -> CalendarDate:
    return CalendarDate(values.get("year"), values["month"], values["day"])


def _month_first(values: Values) -> CalendarDate | None:
    """`May 24`; but in `Will May 24 December`, the day has a month of its own."""
    return None if "behind" in values else _calendar_date(values)


def _day_and_part(values: Values) -> DayAndPart:
    part = PARTS[values["part"]]
    return DayAndPart(Weekday(values["weekday"]) if "weekday" in values else DaysAhead(values["day"]), part)


def _dotted_date(values: Values) -> CalendarDate:
    """`am 3.4`, as Germans write 3 April."""
    return CalendarDate(None, values["date"] % _DECIMAL, values["date"] // _DECIMAL)


def _month_day(values: Values) -> DayOfMonth | None:
    return DayOfMonth(values["day"]) if 1 <= values["day"] <= _LONGEST_MONTH else None


def _weekday_number(values: Values) -> DayOfMonth | None:
    """`friday 27`: no hour, so a day."""
    if "month" not in values and _LAST_HOUR < values["day"] <= _LONGEST_MONTH:
        return DayOfMonth(values["day"], values["weekday"])
    return None


DAYS: Final[tuple[Rule, ...]] = (
    rule("free", lambda _: FirstFree()),
    rule("next week weekday", partial(_in_week, weeks=1)),
    rule("this week weekday", partial(_in_week, weeks=0)),
    rule("weekday next week", partial(_in_week, weeks=1)),
    rule("weekday this week", partial(_in_week, weeks=0)),
    rule("one? week on weekday", _week_later),
    rule("weekday week next", partial(_in_week, weeks=1)),
    rule("weekday week", _week_later),
    rule("week next weekday", partial(_in_week, weeks=1)),
    rule("next|coming week", partial(_in_week, weeks=1)),
    rule("week next|coming", partial(_in_week, weeks=1)),
    rule("this week", partial(_in_week, weeks=0)),
    rule("next|coming month_long", lambda _: Stretch(months=1)),
    rule("month_long next|coming", lambda _: Stretch(months=1)),
    rule("coming weekday", partial(_weekday, which=Which.COMING)),
    rule("this weekday", partial(_weekday, which=Which.THIS)),
    rule("next weekday", partial(_weekday, which=Which.NEXT)),
    rule("last weekday", partial(_weekday, which=Which.LAST)),
    rule("day=num|ordinal dot? month=month|month_behind dot? year?", _calendar_date),
    rule("month dot? day=num|ordinal behind=month|month_behind? punctuation? year?", _month_first),
    rule("weekday next", partial(_weekday, which=Which.NEXT)),
    rule("weekday coming", partial(_weekday, which=Which.COMING)),
    rule("weekday last", partial(_weekday, which=Which.LAST)),
    rule("weekday dot? part", _day_and_part),
    rule("day part", _day_and_part),
    rule("day=todaypart", lambda v: DayAndPart(DaysAhead(0), PARTS[v["day"]])),
    rule("day", lambda v: DaysAhead(v["day"])),
    rule("part", lambda v: PARTS[v["part"]]),
    rule("weekday punctuation? day=digits month=month|month_behind?", _weekday_number),
    rule("weekday dot?", partial(_weekday, which=Which.BARE)),
    rule("day=ordinal", _month_day),
)
GERMAN_DAYS: Final = (rule("date=dotted_date", _dotted_date), *DAYS)
MONTH_DAYS: Final = (rule("on_the day=digits dot?", _month_day),)
