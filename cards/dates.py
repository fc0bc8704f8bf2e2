"""Dates and times in the words of the reader's language and zone."""
# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false
# (Babel 2.9.1 has no types)

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo

import babel.dates
from babel import Locale, UnknownLocaleError

ENGLISH = Locale("en", "GB")

_ONE_FIGURE = re.compile(r"(?<!H)H(?!H)")

_format_date = cast("Callable[..., str]", babel.dates.format_date)
_format_time = cast("Callable[..., str]", babel.dates.format_time)
_format_skeleton = cast("Callable[..., str]", babel.dates.format_skeleton)


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """The locale of a language tag such as de-CH; English where it is unknown."""
    try:
        return cast("Locale", Locale.parse(tag.replace("_", "-"), sep="-"))
    except (UnknownLocaleError, ValueError, TypeError):
        return ENGLISH


def day(moment: date | datetime, tag: str, zone: ZoneInfo | None = None) -> str:
    """A day in full, such as Tuesday 24 November 2026."""
    local = moment.astimezone(zone) if isinstance(moment, datetime) and zone else moment
    return _format_date(local, format="full", locale=locale_of(tag))


def short_day(moment: date, tag: str) -> str:
    """A day in brief, such as Tue 24 Nov."""
    return _format_skeleton("MMMEd", moment, locale=locale_of(tag))


def clock(moment: datetime, tag: str, zone: ZoneInfo) -> str:
    """A time of day, such as 15:00 or 3:00 PM; in the hour that a clock change doubles, which of the two."""
    local = moment.astimezone(zone)
    shown = _format_time(local, format=_clock_pattern(tag), locale=locale_of(tag), tzinfo=zone)
    return f"{shown} ({local:%Z})" if _doubled(local) else shown


def clock_on(moment: datetime, beside: datetime | None, tag: str, zone: ZoneInfo) -> str:
    """A time with its day in brief; the time alone where it is the day of the other one."""
    local = moment.astimezone(zone).date()
    if beside is not None and beside.astimezone(zone).date() == local:
        return clock(moment, tag, zone)
    return f"{short_day(local, tag)}, {clock(moment, tag, zone)}"


def time_of_day(at: time, tag: str) -> str:
    """A time of whichever day, such as 15:00 or 3:00 PM."""
    return _format_time(at, format=_clock_pattern(tag), locale=locale_of(tag))


def when(start: datetime, end: datetime, tag: str, zone: ZoneInfo) -> str:
    """A day with its hours, such as Tuesday 24 November 2026, 15:00 to 15:30."""
    return f"{day(start, tag, zone)}, {clock(start, tag, zone)}–{clock(end, tag, zone)}"


def elsewhere(
    start: datetime, tag: str, home: ZoneInfo, others: Iterable[tuple[str, ZoneInfo]]
) -> list[tuple[str, str]]:
    """The same start for the others, as (who, time), where their clocks show another time than at home."""
    told: dict[str, list[str]] = {}
    for who, zone in others:
        local = start.astimezone(zone)
        if local.utcoffset() != start.astimezone(home).utcoffset():
            shown = f"{short_day(local.date(), tag)}, {clock(start, tag, zone)} ({city(zone)})"
            told.setdefault(shown, []).append(who)
    return [(", ".join(dict.fromkeys(who)), shown) for shown, who in told.items()]


def city(zone: ZoneInfo) -> str:
    """The name people know a zone by: New York for America/New_York."""
    return zone.key.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=64)
def _clock_pattern(tag: str) -> str:
    """How the locale writes a time; of 24 hours in two figures, since 3:30 may be of the afternoon."""
    formats = cast("Mapping[str, object]", locale_of(tag).time_formats)
    return _ONE_FIGURE.sub("HH", str(formats["short"]))


def _doubled(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset() and _real(local)


def _real(local: datetime) -> bool:
    """Whether the wall time exists; in the skipped hour both folds differ too."""
    offset = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    return offset[0] is not None and offset[1] is not None and offset[0] > offset[1]
