"""Why a time was not taken, in words."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from booking.errors import Rule
from booking.models import Slot
from cards.dates import clock, clock_on, short_day, time_of_day
from cards.phrases import RULES, quoted
from language.doubts import DayOrTime, Doubled, Doubt, NoSuchDay, NoSuchTime, Skipped, WhichDay, WhichTime


def refused_in_words(rule: Rule, near: Sequence[Slot], *, start: datetime, tag: str, zone: ZoneInfo) -> str:
    """The rule that speaks against a start, and the nearest times instead."""
    if not near:
        return RULES[rule]
    return f"{RULES[rule]} Nearest: {_list([clock_on(slot.start, start, tag, zone) for slot in near])}."


def doubt_in_words(doubt: Doubt, *, tag: str, zone: ZoneInfo) -> str:  # noqa: PLR0911  # one for each doubt
    """The question that a doubtful time raises."""
    match doubt:
        case WhichTime(said, times):
            return f"Which time is {quoted(said)}: {_list(_times(times, tag))}?"
        case WhichDay(said, days):
            return f"Which day is {quoted(said)}: {_list(_days(days, tag))}?"
        case DayOrTime(said, days, times):
            return f"Is {quoted(said)} a day or a time: {_list([*_days(days, tag), *_times(times, tag)])}?"
        case NoSuchDay(said):
            return f"There is no day {quoted(said)}."
        case NoSuchTime(said):
            return f"There is no time {quoted(said)}."
        case Doubled(instants):
            shown = [clock(instant, tag, zone) for instant in instants]
            return f"The clocks change then, and that hour comes twice: {_list(shown)}?"
        case Skipped(day, at):
            return f"The clocks change on {short_day(day, tag)}: {time_of_day(at, tag)} is skipped."


def _times(times: Sequence[time], tag: str) -> list[str]:
    return [time_of_day(at, tag) for at in times]


def _days(days: Sequence[date], tag: str) -> list[str]:
    return [short_day(day, tag) for day in days]


def _list(items: Sequence[str]) -> str:
    return f"{', '.join(items[:-1])} or {items[-1]}" if len(items) > 1 else "".join(items)
