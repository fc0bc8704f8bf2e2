"""How words and numbers combine to days, weeks and months, the longest reading first."""

from functools import partial
from typing import Final

from language.facts import (
    CalendarDate,
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
from language.grammar import Values, weeks_later
from language.rules import Rule, rule

PARTS: Final = tuple(DayPart)
# The beginning, the middle and the end of a part of the day.
_PORTIONS: Final = {
    DayPart.MORNING: (DayPart.EARLY_MORNING, DayPart.MID_MORNING, DayPart.LATE_MORNING),
    DayPart.AFTERNOON: (DayPart.EARLY_AFTERNOON, DayPart.MID_AFTERNOON, DayPart.LATE_AFTERNOON),
}
_DECIMAL: Final = 10
_LAST_HOUR: Final = 23
_LONGEST_MONTH: Final = 31


def _weekday(values: Values, *, which: Which) -> Weekday:
    return Weekday(values["weekday"], which)


def _week_later(values: Values) -> Fact | None:
    """`friday week`: the Friday after the coming one; `tomorrow week`."""
    return weeks_later({**values, "weeks": 1})


def _part(values: Values) -> DayPart:
    """Of a morning or an afternoon the beginning, the middle or the end; of an evening all."""
    part = PARTS[values["part"]]
    return _PORTIONS[part][values["portion"]] if "portion" in values and part in _PORTIONS else part


def _compound(values: Values) -> DayAndPart:
    """`Montagvormittag`."""
    weekday, part = divmod(values["weekday_part"], len(PARTS))
    return DayAndPart(Weekday(weekday), PARTS[part])


def _stretch(values: Values, *, months: int | None = None) -> Stretch:
    """A week, a weekend or a month, or the beginning, the middle or the end of it."""
    weeks = values.get("weeks") if months is None else None
    return Stretch(weeks, months, values.get("month"), values.get("portion"), "weekend" in values)


def _in_week(values: Values, *, weeks: int) -> Weekday | Stretch:
    """A weekday of this calendar week or one of the next, or that week."""
    if "weekday" in values:
        return Weekday(values["weekday"], weeks=weeks)
    return _stretch({**values, "weeks": weeks})


def _calendar_date(values: Values) -> CalendarDate:
    return CalendarDate(values.get("year"), values["month"], values["day"])


def _month_first(values: Values) -> CalendarDate | None:
    """`May 24`; but in `Will May 24 December`, the day has a month of its own."""
    return None if "behind" in values else _calendar_date(values)


def _all_of_a_month(values: Values) -> Stretch | None:
    """`in December`, but not `in December 3` and `in December 2030`."""
    return None if values.keys() & {"day", "year"} else _stretch(values)


def _early_or_late(values: Values) -> DayAndPart | None:
    """`early monday` and `late tomorrow`; the middle of a day is no part of it."""
    part = (DayPart.EARLY_MORNING, None, DayPart.END)[values["portion"]]
    return part and _day_and_part({**values, "part": PARTS.index(part)})


def _day_and_part(values: Values) -> DayAndPart:
    part = _part(values)
    return DayAndPart(Weekday(values["weekday"]) if "weekday" in values else DaysAhead(values["day"]), part)


def _half_of_day(values: Values) -> DayAndPart:
    """`friday p.m.` is an afternoon."""
    return _day_and_part({**values, "part": values["meridiem"] // 12})


def _dotted_date(values: Values) -> CalendarDate:
    """`am 3.4`, as Germans write 3 April."""
    return CalendarDate(None, values["date"] % _DECIMAL, values["date"] // _DECIMAL)


def _month_day(values: Values) -> DayOfMonth | None:
    return DayOfMonth(values["day"]) if 1 <= values["day"] <= _LONGEST_MONTH else None


def _day_of_next_month(values: Values) -> DayOfMonth | None:
    day = _month_day(values)
    return None if day is None else DayOfMonth(day.day, months=1)


def _weekday_number(values: Values) -> DayOfMonth | None:
    """`friday 27`: no hour, so a day."""
    if "month" not in values and _LAST_HOUR < values["day"] <= _LONGEST_MONTH:
        return DayOfMonth(values["day"], values["weekday"])
    return None


# German "am" is no morning.
_HALF_DAYS: Final = (
    rule("weekday dot? part=half_day", _day_and_part),
    rule("day part=half_day", _day_and_part),
    rule("weekday dot? meridiem", _half_of_day),
    rule("day meridiem", _half_of_day),
)
DAYS: Final[tuple[Rule, ...]] = (
    rule("free", lambda _: FirstFree()),
    rule("next week weekday", partial(_in_week, weeks=1)),
    rule("this week weekday", partial(_in_week, weeks=0)),
    rule("weekday next week", partial(_in_week, weeks=1)),
    rule("weekday this week", partial(_in_week, weeks=0)),
    rule("one? week on weekday", _week_later),
    rule("weekday week next", partial(_in_week, weeks=1)),
    rule("after_next week weekday?", partial(_in_week, weeks=2)),
    rule("week after_next weekday?", partial(_in_week, weeks=2)),
    rule("weekday week after_next", partial(_in_week, weeks=2)),
    rule("weekday after_next week", partial(_in_week, weeks=2)),
    rule("after_next weekday", lambda v: Weekday(v["weekday"], Which.NEXT, later=1)),
    rule("weekday after_next", lambda v: Weekday(v["weekday"], Which.NEXT, later=1)),
    rule("weekday week", _week_later),
    rule("day week", _week_later),
    rule("week next weekday", partial(_in_week, weeks=1)),
    rule("portion? next|coming week", partial(_in_week, weeks=1)),
    rule("portion? week next|coming", partial(_in_week, weeks=1)),
    rule("portion? this week", partial(_in_week, weeks=0)),
    rule("portion week", partial(_in_week, weeks=0)),
    rule("coming|this? weekend", partial(_in_week, weeks=0)),
    rule("on_the? day=digits dot? next|coming month_long", _day_of_next_month),
    rule("on_the? day=digits month_long next|coming", _day_of_next_month),
    rule("day=ordinal next|coming month_long", _day_of_next_month),
    rule("day=ordinal month_long next|coming", _day_of_next_month),
    rule("portion? next|coming month_long", partial(_stretch, months=1)),
    rule("portion? month_long next|coming", partial(_stretch, months=1)),
    rule("portion this? month_long", partial(_stretch, months=0)),
    rule("portion month", _stretch),
    rule("during month day=num? year?", _all_of_a_month),
    rule("coming weekday", partial(_weekday, which=Which.COMING)),
    rule("this weekday", partial(_weekday, which=Which.THIS)),
    rule("next weekday", partial(_weekday, which=Which.NEXT)),
    rule("last weekday", partial(_weekday, which=Which.LAST)),
    rule("day=num|ordinal|ordinal_word dot? month=month|month_behind dot? year?", _calendar_date),
    rule("month dot? day=num|ordinal behind=month|month_behind? punctuation? year?", _month_first),
    rule("weekday next", partial(_weekday, which=Which.NEXT)),
    rule("weekday coming", partial(_weekday, which=Which.COMING)),
    rule("weekday last", partial(_weekday, which=Which.LAST)),
    *_HALF_DAYS,
    rule("weekday dot? portion? part", _day_and_part),
    rule("day portion? part", _day_and_part),
    rule("weekday_part", _compound),
    rule("day=todaypart", lambda v: DayAndPart(DaysAhead(0), PARTS[v["day"]])),
    rule("day", lambda v: DaysAhead(v["day"])),
    rule("portion? part", _part),
    rule("portion weekday", _early_or_late),
    rule("portion day", _early_or_late),
    rule("weekday punctuation? day=digits month=month|month_behind?", _weekday_number),
    rule("weekday dot?", partial(_weekday, which=Which.BARE)),
    rule("day=ordinal", _month_day),
)
GERMAN_DAYS: Final = (
    rule("date=dotted_date", _dotted_date),
    *(each for each in DAYS if each not in _HALF_DAYS),
)
MONTH_DAYS: Final = (rule("on_the day=digits dot?", _month_day),)
