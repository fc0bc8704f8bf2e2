"""How words and numbers combine to times of day and waits, the longest reading first."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from language.clock import spoken, written
from language.facts import (
    After,
    ClockTime,
    DaysAhead,
    Fact,
    Weekday,
)
from language.rules import Rule, rule

Values = Mapping[str, int]

ONE_MINUTE: Final = 2
"""The sense of the word where it is singular, as in the name of a service."""
_HOUR: Final = 60
_WEEK: Final = 7
_IDIOM: Final = 8
_LONGER_IDIOM: Final = 15
_LAST_HOUR: Final = 23
_LAST_AROUND_NOON: Final = 15


def _wait(values: Values) -> Fact:
    """Hours and minutes from now; a bare "half" or "quarter" is of an hour."""
    hours = values.get("hours", 0)
    minutes = values.get("minutes", 0) + 6 * values.get("tenths", 0)
    minutes += 30 * ("half" in values) + 15 * ("quarter" in values) + 45 * ("three_quarters" in values)
    return After(timedelta(hours=hours, minutes=minutes))


def _days_ahead(values: Values) -> Fact:
    weeks = values.get("weeks", 0) + 2 * ("fortnight" in values)
    number, months = values.get("number", 0), values.get("months", 0)
    idioms = {1: (), 2: (_IDIOM,), 3: (_IDIOM, _LONGER_IDIOM)}[values.get("days", 1)]
    return DaysAhead(values.get("day", 0) + number + _WEEK * weeks, months, loose=number in idioms)


def weeks_later(values: Values) -> DaysAhead | Weekday | None:
    """`tuesday in two weeks`, `a week today`, `mardi en huit`."""
    if values.get("from", 1) != 1:
        return None
    weeks = values.get("weeks", 0) + 2 * ("fortnight" in values)
    if "weekday" in values:
        return Weekday(values["weekday"], later=weeks)
    return DaysAhead(values["day"] + _WEEK * weeks)


def _weekday_in_days(values: Values) -> Weekday | None:
    """`Dienstag in 8 Tagen` is the one after the coming; nobody counts other days so."""
    weeks = {_IDIOM: 1, 2 * _WEEK: 2, _LONGER_IDIOM: 2}.get(values["number"], 0)
    return Weekday(values["weekday"], later=weeks) if weeks else None


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
    if minutes >= _HOUR or values["hour"] > _LAST_HOUR + 1:
        return None
    return spoken(values["hour"], shift + sign * minutes, meridiem=values.get("meridiem"))


def _said_in_figures(values: Values) -> ClockTime | None:
    """`nine thirty am`; but nobody says `10 11am` of one time."""
    minutes = values["minutes"]
    if minutes < 10 or minutes >= _HOUR or minutes % 5:  # noqa: PLR2004
        return None
    return written(values["hour"], minutes, meridiem=values["meridiem"])


def _around_noon(values: Values) -> ClockTime | None:
    if values["hour"] > _LAST_AROUND_NOON:
        return None
    return ClockTime((values["hour"] + (12 if values["hour"] < 10 else 0)) * _HOUR)  # noqa: PLR2004


def _after_noon(values: Values) -> ClockTime | None:
    """`Mittag um eins`, `midi 12h30`."""
    if "face" in values:
        return (
            ClockTime(values["face"]) if 11 * _HOUR <= values["face"] <= _LAST_AROUND_NOON * _HOUR else None
        )
    return ClockTime((values["hour"] % 12 + 12) * _HOUR) if values["hour"] in {12, 1, 2} else None


def _in_words(values: Values) -> ClockTime | None:
    """`three thirty`; in figures it may be two hours."""
    minutes = values["minutes"]
    if minutes < 10 or minutes >= _HOUR:  # noqa: PLR2004
        return None
    return spoken(values["hour"], minutes)


WAITS: Final[tuple[Rule, ...]] = (
    rule("in face=clock|short", lambda v: After(timedelta(minutes=v["face"]))),
    rule("in hours=num|one hour minutes=num minute?", _wait),
    rule("in hours=num|one hour half?", _wait),
    rule("in hours=one? hour half", lambda v: _wait({**v, "hours": 1})),
    rule("in one? three_quarters=three_quarter_hour", _wait),
    rule("in one_and_half hour", lambda _: After(timedelta(minutes=90))),
    rule("weekday in weeks=num|one week", weeks_later),
    rule("day in weeks=num|one week", weeks_later),
    rule("weekday in number=num days", _weekday_in_days),
    rule("day in number=num days", _days_ahead),
    rule("weekday weeks=weeks_on", weeks_later),
    rule("day weeks=weeks_on", weeks_later),
    rule("weeks=num|one week from=bound|on? weekday", weeks_later),
    rule("weeks=num|one week from=bound|on? day", weeks_later),
    rule("one? fortnight from=bound|on? weekday", weeks_later),
    rule("one? fortnight from=bound|on? day", weeks_later),
    rule("in half one? hour", _wait),
    rule("in one half hour", _wait),
    rule("in one? quarter fill? one? hour", _wait),
    rule("in one? quarter=quarter_hour", _wait),
    rule("in tenths=decimal hour", _wait),
    rule("in minutes=num|one minute", _wait),
    rule("hours=num|one hour from_now", _wait),
    rule("minutes=num|one minute from_now", _wait),
    rule("in number=num|one days", _days_ahead),
    rule("weeks_on days", lambda v: DaysAhead((_IDIOM, _LONGER_IDIOM)[v["weeks_on"] - 1], loose=True)),
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
    rule("noon and_quarter", lambda _: ClockTime(12 * _HOUR + 15)),
    rule("noon less_quarter", lambda _: ClockTime(12 * _HOUR - 15)),
    rule("noon at? face=clock|short|dotted|military oclock?", _after_noon),
    rule("noon at? hour=num oclock? meridiem?", _after_noon),
    rule("half past hour=num spoken_clock? meridiem?", partial(_spoken, shift=30)),
    rule("quarter past hour=num oclock? meridiem?", partial(_spoken, shift=15)),
    rule("quarter to hour=num oclock? meridiem?", partial(_spoken, shift=-15)),
    rule("minutes=num minute? past hour=num oclock? meridiem?", partial(_spoken, sign=1)),
    rule("minutes=num minute? to hour=num oclock? meridiem?", partial(_spoken, sign=-1)),
    rule("minutes=num minute? past halb hour=num", partial(_spoken, shift=-30, sign=1)),
    rule("minutes=num minute? to halb hour=num", partial(_spoken, shift=-30, sign=-1)),
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
    rule("hour=num!digits minutes=num!digits", _in_words),
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
