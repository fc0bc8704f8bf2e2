"""A typed text as a row of lexemes: words with their senses, numbers, dates and clock times."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from language.clock import written
from language.facts import YEARS, CalendarDate, ClockTime, DateOrTime, Exactly, Fact, NumericDate
from language.lexicon import Lexicon, Senses
from language.text import fold, plain

_TOKEN: Final = re.compile(
    r"""
      (?P<stamp>\d{4}-\d\d-\d\d[t\ ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\ ?(?:z\b|[+-]\d\d:?\d\d\b))
    | (?P<ymd>\d{4}(?P<ymd_mark>[-/.])\d{1,2}(?P=ymd_mark)\d{1,2}(?!\d)(?:t(?=\d))?)
    | (?P<dmy>\d{1,2}(?P<dmy_mark>[-/.])\ ?\d{1,2}(?P=dmy_mark)(?:\ ?\d{4}|\d\d)(?![\d:.h]\d|\d))
    | (?P<dm>\d{1,2}/\d{1,2}(?![\d/]))
    | (?P<dm_dots>\d{1,2}\.\ ?\d{1,2}\.(?!\d))
    | (?P<dotted>\d{1,2}\.\d\d(?!\d))
    | (?P<clock>\d{1,2}\ ?:\ ?\d\d(?!\d)(?::\d\d(?!\d))?|\d{1,2}h\d\d(?!\d)(?:m(?![^\W_]))?)
    | (?P<decimal>\d{1,3}[.,]\d(?!\d))
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th|er|ero|ro|ra|eme|sten|ten|te|º|ª|°|o)(?![^\W\d_]))
    | (?P<number>\d+)
    | (?P<dotted_meridiem>(?<![^\W\d_])[ap]\.\ ?m(?:\.|\b))
    | (?P<short_meridiem>(?<=\d)[ap](?![^\W_]))
    | (?P<word>(?:[^\W\d_]|[\u0300-\u036f])+)
    | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_NUMBERS: Final = re.compile(r"\d+")
_LONGEST_PHRASE: Final = 6
_MINUTES: Final = range(60)
_HOURS: Final = range(25)
_DAYS: Final = range(1, 32)
_MONTHS: Final = range(1, 13)
_CENTURY: Final = 100
_LIKE_A_YEAR: Final = range(2020, 2040)
_PUNCTUATION: Final = frozenset(".,;!?¿¡()-")
_NO_SENSES: Final[Senses] = {}
DASH: Final = 2
"""The sense of a mark that stands between two numbers."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A stretch of the text, with what it can mean, or the fact it has been understood as."""

    start: int
    end: int
    senses: Senses = field(default_factory=dict[str, int])
    fact: Fact | None = None


def lexemes(text: str, known: Lexicon) -> list[Lexeme]:
    """Read the text from left to right; everything but white space is in one of the lexemes."""
    matches = [found for found in _TOKEN.finditer(plain(text)) if not _joins_words(found)]
    words = [known.corrected(fold(found["word"])) if found["word"] else "" for found in matches]
    row: list[Lexeme] = []
    index = 0
    while index < len(matches):
        found = matches[index]
        if words[index] or found["mark"] == "@":
            following = [word or "@" for word in words[index : index + _LONGEST_PHRASE]]
            phrase = known.phrase_at(following)
            length = len(phrase.words) if phrase else 1
            senses = phrase.senses if phrase else _NO_SENSES
            row.append(Lexeme(found.start(), matches[index + length - 1].end(), senses))
            index += length
        else:
            row.append(_figures(found))
            index += 1
    return row


def _joins_words(found: re.Match[str]) -> bool:
    """Whether this is the mark in `après-midi` or `o'clock`."""
    if found["mark"] not in {"'", "-"} or found.start() == 0:
        return False
    before, after = found.string[found.start() - 1], found.string[found.end() : found.end() + 1]
    return before.isalpha() and after.isalpha()


def _figures(found: re.Match[str]) -> Lexeme:
    """A lexeme that is written in figures or marks."""
    numbers = [int(number) for number in _NUMBERS.findall(found[0][:40])]
    senses, fact = _NO_SENSES, None
    match found.lastgroup:
        case "stamp":
            fact = _stamp(found[0])
        case "ymd":
            fact = CalendarDate(*numbers)
        case "dmy" | "dm" | "dm_dots" | "dotted":
            senses, fact = _numeric(found, numbers)
        case "clock":
            padded = found[0][1].isdigit()
            senses = {"clock" if padded else "short": numbers[0] * 60 + numbers[1]}
            if numbers[1] not in _MINUTES:
                senses, fact = _NO_SENSES, ClockTime(None)
        case _:
            senses = dict(_simple(found, numbers))
    return Lexeme(found.start(), found.end(), senses, fact)


def _simple(found: re.Match[str], numbers: list[int]) -> Iterator[tuple[str, int]]:
    match found.lastgroup:
        case "decimal":
            yield "decimal", numbers[0] * 10 + numbers[1]
            if "." in found[0] and numbers[0] in _DAYS and numbers[1] in _MONTHS:
                yield "dotted_date", numbers[0] * 10 + numbers[1]
        case "ordinal":
            yield "ordinal", numbers[0]
        case "number":
            yield from _number(found[0]).items()
        case "dotted_meridiem" | "short_meridiem":
            yield "meridiem", 12 if found[0].startswith("p") else 0
        case _ if found[0] == "|":
            yield "gap", 1
        case _ if found[0] in _PUNCTUATION:
            yield ("dot" if found[0] == "." else "punctuation"), (DASH if found[0] == "-" else 1)
        case _:
            return


def _number(digits: str) -> Mapping[str, int]:
    """What figures alone can mean: 930 is half past nine beside a day, 1500 is three in the afternoon."""
    value = int(digits[:9])
    hour, minute = divmod(value, 100)
    is_clock = hour in _HOURS and minute in _MINUTES
    match len(digits):
        case 1 | 2:
            padded = {"padded": value} if digits.startswith("0") and len(digits) > 1 else {}
            return {"num": value, "digits": value} | padded
        case 3:
            return {"num": value, "digits": value} | ({"hundreds": hour * 60 + minute} if is_clock else {})
        case 4:
            year = {"year": value} if value in YEARS else {}
            is_clock = is_clock and value not in _LIKE_A_YEAR
            return year | ({"military": hour * 60 + minute} if is_clock else {})
        case _:
            return {}


def _stamp(text: str) -> Fact:
    try:
        instant = datetime.fromisoformat(
            text.replace(" +", "+").replace(" -", "-").replace(" z", "z").upper()
        )
    except ValueError:
        return ClockTime(None)
    return Exactly(instant.astimezone(UTC)) if instant.year in YEARS else ClockTime(None)


def _numeric(found: re.Match[str], numbers: list[int]) -> tuple[Senses, Fact | None]:
    """Two or three numbers with marks between them."""
    first, second, *years = numbers
    dots, padded = "." in found[0], found[0][1].isdigit()
    year = (years[0] + 2000 if years[0] < _CENTURY else years[0]) if years else None
    as_date = NumericDate(first, second, year, dots)
    if years or not dots:
        return _NO_SENSES, as_date
    minutes = first * 60 + second
    as_clock = written(first, second, padded=padded)
    if first not in _DAYS or second not in _MONTHS:
        return ({} if as_clock.minutes is None else {"clock" if padded else "short": minutes}), None
    if found.lastgroup == "dm_dots" or as_clock.minutes is None:
        return _NO_SENSES, as_date
    return {"dotted": minutes}, DateOrTime(as_date, as_clock)
