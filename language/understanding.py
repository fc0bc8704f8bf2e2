"""From a row of lexemes to the facts in it: the rules in turn, then what only neighbours can tell."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Final

from language.calendar_rules import DAYS, GERMAN_DAYS, MONTH_DAYS
from language.clock import spoken, written
from language.facts import (
    CalendarDate,
    ClockTime,
    DateOrTime,
    DayAndPart,
    DayFact,
    FromOn,
    Limit,
    NumericDate,
    UpTo,
)
from language.grammar import CLOCKS, WAITS
from language.lexemes import DASH, Lexeme
from language.rules import apply

_HOURS: Final = range(24)
_MONTH_DAYS: Final = range(1, 32)
_LENGTHS: Final = frozenset({"hour", "minute", "days", "week", "month_long"})
_CLOSING: Final = frozenset({"punctuation", "dot"})
_LINKS: Final = frozenset({"to", "join", "bound", "through"}) | _CLOSING
_DIAL: Final = 12
_TELLING_HOURS: Final = frozenset({"meridiem", "oclock", "hour", "minute", "spoken_clock"})
_NOON: Final = 12
_TRAILING: Final = frozenset({"fill"}) | _CLOSING
_LEADING_TO_AN_HOUR: Final = frozenset({"at", "bound"})
_LEADING: Final = frozenset({"gap", "fill", "at", "on", "on_the"}) | _CLOSING


def understand(row: Sequence[Lexeme], *, german: bool = False) -> list[Lexeme]:
    """The row with every understood stretch as one lexeme that carries its fact, small words included."""
    row = _with_dashes(_ranges_first(_dates_first(apply(WAITS, row))))
    row = apply(CLOCKS, row)
    row = apply(GERMAN_DAYS if german else DAYS, row, skipping=True)
    row = apply(MONTH_DAYS, row)
    only = sum(not _is_small(lexeme) for lexeme in row) == 1
    row = _joined_hours([_bare_hour(row, at, alone=only) for at in range(len(row))])
    return _with_small_words(_with_limits(_with_bounds(row)))


def _dates_first(row: Sequence[Lexeme]) -> list[Lexeme]:
    """`may 5 10am` is the fifth, though `5 10am` alone is ten past five."""
    result = list(row)
    for at in range(len(row) - 3, 0, -1):
        month, day = row[at - 1].senses.get("month"), row[at].senses.get("digits")
        if (
            month
            and day is not None
            and day in _MONTH_DAYS
            and "digits" in row[at + 1].senses
            and "meridiem" in row[at + 2].senses
        ):
            date = CalendarDate(None, month, day)
            result[at - 1 : at + 1] = [Lexeme(row[at - 1].start, row[at].end, fact=date)]
    return result


def _ranges_first(row: Sequence[Lexeme]) -> list[Lexeme]:
    """`from 10 to 11` is no ten minutes to eleven, and `10 to 11` may be either."""
    result = list(row)
    for at in range(len(row) - 3, -1, -1):
        first, link, last = row[at : at + 3]
        begin, end = first.senses.get("digits"), last.senses.get("digits")
        if begin not in _HOURS or end not in _HOURS or begin is None or _LINKS.isdisjoint(link.senses):
            continue
        hour = _hour(first, begin, bare=False)
        before = _before(row, at)
        is_through = "through" in link.senses or ("to" in link.senses and not _may_be_minutes(begin))
        if "bound" in before or (is_through and "on_the" not in before and begin < (end or 0)):
            behind = row[at + 3].senses.keys() if at + 3 < len(row) else frozenset[str]()
            if "month" in behind:
                continue
            is_timed = not _TELLING_HOURS.isdisjoint(behind)
            ending = [last] if is_timed else [replace(last, fact=_hour(last, end or 0, bare=False))]
            result[at : at + 3] = [replace(first, end=link.end, fact=hour), *ending]
        elif "to" in link.senses and begin < (end or 0) <= _NOON:
            result.insert(at, Lexeme(first.start, first.start, fact=hour))
    return result


def _may_be_minutes(number: int) -> bool:
    """`10 to 11` may be ten to eleven; nobody says `3 to 4` so."""
    return number % 5 == 0


def _before(row: Sequence[Lexeme], at: int) -> frozenset[str]:
    """What the word before can mean, also where it is cut short: `zw. 10 und 11`."""
    while at > 1 and "dot" in row[at - 1].senses:
        at -= 1
    return frozenset(row[at - 1].senses) if at else frozenset()


def _with_dashes(row: Sequence[Lexeme]) -> list[Lexeme]:
    """`24-12` is a date, `14-15` two hours, and `10-11` either."""
    result = list(row)
    for at in range(len(row) - 3, -1, -1):
        first, mark, last = row[at : at + 3]
        day, month = first.senses.get("digits"), last.senses.get("digits")
        if day is None or month is None or mark.senses.get("punctuation") != DASH:
            continue
        behind = row[at + 3].senses.keys() if at + 3 < len(row) else frozenset[str]()
        joined = first.end == mark.start and mark.end == last.start
        date = NumericDate(day, month, None, day_first=False)
        if not joined or not _may_be_date(date) or behind & (_TELLING_HOURS | {"month"}):
            continue
        hours = _hour(first, day, bare=False), _hour(last, month, bare=False)
        is_date = None in hours or day > _DIAL or (month > _DIAL and day > month)
        fact = date if is_date or not all(hours) else DateOrTime(date, *filter(None, hours))
        result[at : at + 3] = [Lexeme(first.start, last.end, fact=fact)]
    return result


def _may_be_date(said: NumericDate) -> bool:
    small, great = sorted((said.first, said.second))
    return 1 <= small <= _DIAL and great in _MONTH_DAYS


def _bare_hour(row: Sequence[Lexeme], at: int, *, alone: bool) -> Lexeme:
    """A number is an hour after "at" or "between", beside a day or a time, or where nothing else is said."""
    lexeme = row[at]
    number = lexeme.senses.get("num")
    if lexeme.fact is not None or number is None:
        return lexeme
    if at + 1 < len(row) and not _LENGTHS.isdisjoint(row[at + 1].senses):
        return lexeme
    led = bool(at) and not _LEADING_TO_AN_HOUR.isdisjoint(row[at - 1].senses)
    if led or alone or ("digits" in lexeme.senses and _beside_a_fact(row, at)):
        return replace(lexeme, fact=_hour(lexeme, number, bare=not led))
    return lexeme


def _joined_hours(row: Sequence[Lexeme]) -> list[Lexeme]:
    """`10-11 tomorrow`, `3 or 4pm`: both are hours where one of them is; with a mark, beside a day alone."""
    result = list(row)
    has_day = any(isinstance(lexeme.fact, DayFact) for lexeme in row)
    for at in range(1, len(row) - 1):
        first, last = result[at - 1], result[at + 1]
        apart = first.end != row[at].start or row[at].end != last.start
        is_mark = has_day and not apart and not _CLOSING.isdisjoint(row[at].senses)
        if not is_mark and "join" not in row[at].senses:
            continue
        for place, number, other in ((at - 1, first, last), (at + 1, last, first)):
            hour = number.senses.get("digits")
            if number.fact is None and hour is not None and isinstance(other.fact, ClockTime):
                result[place] = replace(number, fact=_hour(number, hour, bare=False))
    return result


def _hour(lexeme: Lexeme, number: int, *, bare: bool) -> ClockTime | None:
    together = lexeme.senses.get("hundreds")
    if together is not None:
        return written(together // 60, together % 60)
    return replace(spoken(number), bare=bare) if number in _HOURS else None


def _beside_a_fact(row: Sequence[Lexeme], at: int) -> bool:
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(row) and _is_small(row[place]):
            place += step
        if 0 <= place < len(row) and row[place].fact is not None:
            return True
    return False


def _is_small(lexeme: Lexeme) -> bool:
    """Whether it is a word or mark that only leads to another."""
    return not _LEADING.isdisjoint(lexeme.senses)


def _with_bounds(row: Sequence[Lexeme]) -> list[Lexeme]:
    """`after 3pm` names no time but a limit, and so does `before friday 3pm`."""
    result: list[Lexeme] = []
    for lexeme in row:
        clock = lexeme.fact if isinstance(lexeme.fact, ClockTime) else None
        bound = _bound_before(result) if clock else None
        if clock is None or bound is None:
            result.append(lexeme)
            continue
        limit = replace(lexeme, fact=replace(clock, bound=Limit(result[bound].senses["bound"])))
        first, *others = [*dropwhile(lambda each: each.fact is None, result[bound + 1 :]), limit]
        result[bound:] = [replace(first, start=result[bound].start), *others]
    return result


def _with_limits(row: Sequence[Lexeme]) -> list[Lexeme]:
    """`after monday` and `by friday`, where no other day and no time is named."""
    result = list(row)
    places = [at for at, lexeme in enumerate(row) if isinstance(lexeme.fact, DayFact | DayAndPart)]
    if len(places) != 1 or any(isinstance(lexeme.fact, ClockTime) for lexeme in row):
        return result
    at, day = places[0], row[places[0]].fact
    bound = _bound_before(row[:at])
    if bound is None or not isinstance(day, DayFact) or isinstance(day, FromOn | UpTo):
        return result
    senses = row[bound].senses
    match Limit(senses["bound"]):
        case Limit.EARLIEST:
            fact = FromOn(day, after="beyond" in senses)
        case Limit.LATEST:
            fact = UpTo(day, before="short_of" in senses)
        case Limit.BETWEEN:
            return result
    result[bound : at + 1] = [Lexeme(row[bound].start, row[at].end, fact=fact)]
    return result


def _bound_before(row: Sequence[Lexeme]) -> int | None:
    """Where the word for a limit stands before a time, if only its day and small words are between."""
    place = len(row) - 1
    while place >= 0 and "bound" not in row[place].senses:
        if not _is_small(row[place]) and not isinstance(row[place].fact, DayFact):
            return None
        place -= 1
    return place if place >= 0 else None


def _with_small_words(row: Sequence[Lexeme]) -> list[Lexeme]:
    """Each fact takes the "at" and "on the" before it and the full stop behind it."""
    result: list[Lexeme] = []
    for lexeme in row:
        closes = bool(result) and result[-1].fact is not None and not _CLOSING.isdisjoint(lexeme.senses)
        if lexeme.fact is not None:
            start = lexeme.start
            while result and result[-1].fact is None and _is_small(result[-1]):
                start = result.pop().start
            result.append(replace(lexeme, start=start))
        elif closes:
            result[-1] = replace(result[-1], end=lexeme.end)
        else:
            result.append(lexeme)
    return _without_trailing(result)


def _without_trailing(row: list[Lexeme]) -> list[Lexeme]:
    """A "please" at the end belongs to what it follows."""
    last = max((at for at, lexeme in enumerate(row) if lexeme.fact is not None), default=-1)
    trailing = row[last + 1 :]
    if last < 0 or not trailing or not all(lexeme.senses.keys() & _TRAILING for lexeme in trailing):
        return row
    return [*row[:last], replace(row[last], end=trailing[-1].end)]
