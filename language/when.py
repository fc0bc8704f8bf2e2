"""A time as people type it: what was understood, what is doubtful, and what was not understood."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from language.days import date_order
from language.doubts import DayOrTime, Doubled, Doubt, NoSuchTime, Skipped, WhichTime
from language.facts import DayPart, FirstFree
from language.lexemes import Lexeme, lexemes
from language.lexicon import lexicon
from language.locales import LANGUAGES
from language.reading import DayRead, Moment, TimeRead, day_or_time, find_facts, read_day, read_time
from language.understanding import understand

# Nobody types a time in more; whatever follows is handed back unread.
LONGEST_READ: Final = 500

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class When:
    """What somebody said about a time, local to the zone it was read in.

    `last_day` ends a stretch such as next week, `instant` (UTC) is set where an offset or a wait was given,
    `part` only where no time was; `spans` are the understood places of the text, `rest` the other words.
    A day or time that is doubtful stays None, and its doubt holds the candidates.
    """

    day: date | None
    last_day: date | None
    time: time | None
    part: DayPart | None
    instant: datetime | None
    first_free: bool
    doubts: tuple[Doubt, ...]
    rest: str
    spans: tuple[Span, ...]


def read_when(text: str, *, now: datetime, zone: ZoneInfo, locale: str) -> When:
    """Read a typed time in the language of the locale or in English; never raises, never guesses.

    `now` is aware; days and times are those of `zone`, the speaker's.
    """
    languages = _languages(locale)
    row = understand(lexemes(text[:LONGEST_READ], lexicon(languages)))
    moment = Moment(now.astimezone(zone), date_order(locale))
    facts = find_facts(row, text, moment, day_first=languages[0] == "de")
    either = day_or_time(facts, moment)
    clock = TimeRead() if either else read_time(facts)
    calendar = DayRead(doubts=either) if either else read_day(facts, moment, clock)
    spans, rest = _places(text, row)
    when = When(
        day=calendar.day,
        last_day=calendar.last,
        time=clock.at,
        part=None if facts.times else facts.part,
        instant=facts.instant if calendar.day and clock.at else None,
        first_free=any(isinstance(lexeme.fact, FirstFree) for lexeme in row),
        doubts=(*calendar.doubts, *clock.doubts),
        rest=rest,
        spans=spans,
    )
    return _with_clock_change(when, zone)


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


def _with_clock_change(when: When, zone: ZoneInfo) -> When:
    return replace(when, doubts=(*when.doubts, *clock_change(when, zone)))


def _languages(locale: str) -> tuple[str, ...]:
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
