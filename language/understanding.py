"""From a row of lexemes to the facts in it: the rules in turn, then what only neighbours can tell."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Final

from language.clock import spoken, written
from language.facts import CalendarDate, ClockTime, DayFact
from language.grammar import CLOCKS, DAYS, MONTH_DAYS, WAITS
from language.lexemes import Lexeme
from language.rules import apply

_HOURS: Final = range(24)
_MONTH_DAYS: Final = range(1, 32)
_CLOSING: Final = frozenset({"punctuation", "dot"})
_TRAILING: Final = frozenset({"fill"}) | _CLOSING
_LEADING_TO_AN_HOUR: Final = frozenset({"at", "bound"})
_LEADING: Final = frozenset({"gap", "fill", "at", "on", "on_the"}) | _CLOSING


def understand(row: Sequence[Lexeme]) -> list[Lexeme]:
    """The row with every understood stretch as one lexeme that carries its fact, small words included."""
    row = _dates_first(apply(WAITS, row))
    row = apply(CLOCKS, row)
    row = apply(DAYS, row, skipping=True)
    row = apply(MONTH_DAYS, row)
    only = sum(not _is_small(lexeme) for lexeme in row) == 1
    row = [_bare_hour(row, at, alone=only) for at in range(len(row))]
    return _with_small_words(_with_bounds(row))


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


def _bare_hour(row: Sequence[Lexeme], at: int, *, alone: bool) -> Lexeme:
    """A number is an hour after "at" or "between", beside a day or a time, or where nothing else is said."""
    lexeme = row[at]
    number = lexeme.senses.get("num")
    if lexeme.fact is not None or number is None:
        return lexeme
    led = bool(at) and not _LEADING_TO_AN_HOUR.isdisjoint(row[at - 1].senses)
    if led or alone or ("digits" in lexeme.senses and _beside_a_fact(row, at)):
        return replace(lexeme, fact=_hour(lexeme, number, bare=not led))
    return lexeme


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
        limit = replace(lexeme, fact=replace(clock, bound=True))
        first, *others = [*dropwhile(lambda each: each.fact is None, result[bound + 1 :]), limit]
        result[bound:] = [replace(first, start=result[bound].start), *others]
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
