"""A time as people type it: what was understood, what is doubtful, and what was not understood."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from language.days import date_order
from language.doubts import DayOrTime, Doubled, Doubt, NoSuchTime, Skipped, WhichTime
from language.facts import DayPart, FirstFree
from language.lexemes import Lexeme, lexemes
from language.lexicon import lexicon
from language.locales import LANGUAGES
from language.reading import (
    DayRead,
    Hours,
    Moment,
    TimeRead,
    day_or_time,
    find_facts,
    limits,
    read_day,
    read_time,
)
from language.understanding import understand

# Nobody types a time in more; whatever follows is handed back unread.
LONGEST_READ: Final = 500
# As cards print it in the hour that a clock change doubles: `01:30 (BST)`, `23:30 (-03)`.
_OFFSET_NAME: Final = re.compile(r"\(([A-Za-z]{2,5}|[+-]\d{2,4})\)|(?<![^\W_])[A-Za-z]{2,5}(?![^\W_])")
_WEEK: Final = timedelta(days=7)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class When:
    """What somebody said about a time, local to the zone it was read in.

    `last_day` ends a stretch such as next week, `instant` (UTC) is set where an offset or a wait was given,
    `part` only where no time was, `hours` are those of the part or of limits such as "after 3pm"; `spans` are
    the understood places of the text, `rest` the other words. A day or time that is doubtful stays None, and
    its doubt holds the candidates.
    """

    day: date | None
    last_day: date | None
    time: time | None
    part: DayPart | None
    instant: datetime | None
    first_free: bool
    hours: Hours | None
    doubts: tuple[Doubt, ...]
    rest: str
    spans: tuple[Span, ...]


def read_when(text: str, *, now: datetime, zone: ZoneInfo, locale: str) -> When:
    """Read a typed time in the language of the locale or in English; never raises, never guesses.

    `now` is aware; days and times are those of `zone`, the speaker's.
    """
    named = _offset_named(text[:LONGEST_READ], now, zone)
    if named is not None:
        start, end = named.span()
        without = text[:start] + " " * (end - start) + text[end:]
        read = _told_apart(_read(without, now, zone, locale), named, zone)
        if read is not None:
            return read
    return _read(text, now, zone, locale)


def on_day(when: When, day: date, zone: ZoneInfo) -> When:
    """The same time on another day, such as the one a card shows."""
    kept = tuple(doubt for doubt in when.doubts if isinstance(doubt, WhichTime | NoSuchTime | DayOrTime))
    return _with_clock_change(
        replace(when, day=day, last_day=None, instant=None, doubts=kept),
        zone,
    )


def instants(when: When, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments (UTC) at which clocks of the zone show this day and time, earliest first.

    None where a clock change skips it or a part is missing, two where a clock change repeats it.
    """
    if when.instant is not None:
        return (when.instant,)
    if when.day is None or when.time is None:
        return ()
    local = datetime.combine(when.day, when.time)
    tried = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    shown = {moment for moment in tried if moment.astimezone(zone).replace(tzinfo=None) == local}
    return tuple(sorted(shown))


def in_zone(when: When, zone: ZoneInfo) -> When:
    """The same words where they are about another zone's clocks; the day stays the speaker's."""
    if when.instant is not None:
        local = when.instant.astimezone(zone)
        return replace(when, day=local.date(), time=local.time())
    kept = tuple(doubt for doubt in when.doubts if not isinstance(doubt, Doubled | Skipped))
    return _with_clock_change(replace(when, doubts=kept), zone)


def clock_change(when: When, zone: ZoneInfo) -> tuple[Doubt, ...]:
    """The doubt that a clock change in this zone casts on a day and time."""
    if when.day is None or when.time is None:
        return ()
    match instants(when, zone):
        case ():
            return (Skipped(when.day, when.time),)
        case (first, second):
            return (Doubled((first, second)),)
        case _:
            return ()


def _read(text: str, now: datetime, zone: ZoneInfo, locale: str) -> When:
    languages = languages_of(locale)
    german = languages[0] == "de"
    row = understand(lexemes(text[:LONGEST_READ], lexicon(languages)), german=german)
    moment = Moment(now.astimezone(zone), date_order(locale))
    facts = find_facts(row, text, moment, day_first=german)
    either = day_or_time(facts, moment)
    first_free = any(isinstance(lexeme.fact, FirstFree) for lexeme in row)
    hours = limits(facts)
    clock = TimeRead() if either else read_time(facts)
    if hours and first_free:
        # What limits the first free time is no time to be asked about.
        clock = TimeRead(may_be=hours[1:])
    elif facts.part and not facts.times:
        hours = facts.part.start, facts.part.end
    calendar = DayRead(doubts=either) if either else read_day(facts, moment, clock)
    spans, rest = _places(text, row)
    when = When(
        day=calendar.day,
        last_day=calendar.last,
        time=clock.at,
        part=None if facts.times else facts.part,
        instant=facts.instant if calendar.day and clock.at else None,
        first_free=first_free,
        hours=hours,
        doubts=(*calendar.doubts, *clock.doubts),
        rest=rest,
        spans=spans,
    )
    return _with_clock_change(when, zone)


def _offset_named(text: str, now: datetime, zone: ZoneInfo) -> re.Match[str] | None:
    """Where the text names an offset of the zone, such as BST."""
    names = offset_names(zone, now.year)
    return next((found for found in _OFFSET_NAME.finditer(text) if _name(found) in names), None)


@lru_cache(maxsize=256)
def offset_names(zone: ZoneInfo, year: int) -> frozenset[str]:
    """What the offsets of a zone are called in this year and the next; some last no longer than a Ramadan."""
    days = (datetime(year, 1, 1, tzinfo=UTC) + _WEEK * number for number in range(105))
    return frozenset(str(day.astimezone(zone).tzname()).casefold() for day in days)


def _name(found: re.Match[str]) -> str:
    return found[0].strip("()").casefold()


def _told_apart(when: When, named: re.Match[str], zone: ZoneInfo) -> When | None:
    """In a doubled hour, the one of the two that has the offset of this name; None in any other."""
    match when.doubts:
        case (*others, Doubled(both)):
            meant = [at for at in both if str(at.astimezone(zone).tzname()).casefold() == _name(named)]
        case _:
            return None
    if len(meant) != 1:
        return None
    spans = tuple(sorted((*when.spans, named.span())))
    return replace(when, instant=meant[0], doubts=tuple(others), spans=spans)


def _with_clock_change(when: When, zone: ZoneInfo) -> When:
    return replace(when, doubts=(*when.doubts, *clock_change(when, zone)))


def languages_of(locale: str) -> tuple[str, ...]:
    """The language of a locale, where we know it, and English."""
    language = locale.replace("_", "-").partition("-")[0].casefold()
    return tuple(dict.fromkeys((language, "en"))) if language in LANGUAGES else ("en",)


def _places(text: str, row: list[Lexeme]) -> tuple[tuple[Span, ...], str]:
    """Where the text was understood, and the words elsewhere."""
    spans: list[Span] = []
    rest: list[str] = []
    behind = 0
    for start, end in ((lexeme.start, lexeme.end) for lexeme in row if lexeme.fact is not None):
        between = text[behind:start]
        if between.strip() or not spans:
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
        rest.append(between)
        behind = end
    rest.append(text[behind:])
    return tuple(spans), " ".join(" ".join(rest).split())
