"""From a time as it was said to the one instant it means, or to those that have to be asked about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from language.doubts import NoSuchDay, NoSuchTime, Skipped, WhichDay, WhichTime
from language.troubles import Fault, Trouble
from language.when import When, instants

_DAY: Final = timedelta(days=1)
_MOST: Final = 14


@dataclass(frozen=True, slots=True)
class Starts:
    """`start` where there is one beyond doubt; else what may be meant, in UTC, the earliest first."""

    start: datetime | None = None
    may_be: tuple[datetime, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def all(self) -> tuple[datetime, ...]:
        """Every instant that may be meant."""
        return (self.start,) if self.start else self.may_be


def starts(when: When, *, zone: ZoneInfo, now: datetime, speaker: ZoneInfo) -> Starts:
    """The instants of a time read in `zone`; a day that is not named is one of the speaker's next."""
    troubles = tuple(_troubles(when))
    if any(trouble.fault in {Fault.NO_DAY, Fault.NO_TIME} for trouble in troubles):
        return Starts(troubles=troubles)
    found = instants(when, zone) if when.last_day is None else ()
    if len(found) == 1:
        return Starts(found[0], (), troubles)
    times = _times(when)
    if not times:
        return Starts(troubles=troubles)
    if when.day is None and not any(isinstance(doubt, WhichDay) for doubt in when.doubts):
        return Starts(None, _soon(times, zone=zone, now=now, today=now.astimezone(speaker).date()), troubles)
    may_be = sorted({at for day in _days(when) for each in times for at in _shown(day, each, zone)})
    ahead = [at for at in may_be if at > now] or may_be
    return Starts(None, tuple(ahead[:_MOST]), troubles)


def with_offset(found: Starts, name: str, *, zone: ZoneInfo, typed: str) -> Starts:
    """Only those at which the clocks of the zone go by this offset: `3pm BST` is none of the winter."""
    if not name:
        return found
    kept = [at for at in found.all if str(at.astimezone(zone).tzname()).casefold() == name.casefold()]
    if found.start in kept:
        return found
    lost = () if kept else (Trouble(f"{typed} {name}", Fault.NO_TIME),)
    return Starts(None, tuple(kept), (*found.troubles, *lost))


def _troubles(when: When) -> Iterator[Trouble]:
    for doubt in when.doubts:
        match doubt:
            case NoSuchDay(said):
                yield Trouble(said, Fault.NO_DAY)
            case NoSuchTime(said):
                yield Trouble(said, Fault.NO_TIME)
            case Skipped(day, at):
                yield Trouble(f"{day} {at:%H:%M}", Fault.SKIPPED)
            case _:
                pass


def _times(when: When) -> tuple[time, ...]:
    if when.time is not None:
        return (when.time,)
    # A single time that is asked about was only given as a limit: "after 3pm".
    asked = (doubt.times for doubt in when.doubts if isinstance(doubt, WhichTime) and len(doubt.times) > 1)
    return next(asked, ())


def _days(when: When) -> Sequence[date]:
    if when.day is None:
        return next(doubt.days for doubt in when.doubts if isinstance(doubt, WhichDay))
    last = when.last_day or when.day
    return [when.day + _DAY * number for number in range((last - when.day).days + 1)]


def _soon(times: Sequence[time], *, zone: ZoneInfo, now: datetime, today: date) -> tuple[datetime, ...]:
    """Each of these times as far as it is still ahead today, and tomorrow's."""
    days = (today, today + _DAY)
    shown = {moment for day in days for each in times for moment in _shown(day, each, zone)}
    return tuple(sorted(moment for moment in shown if moment > now))


def _shown(day: date, at: time, zone: ZoneInfo) -> list[datetime]:
    """When clocks show this; where they skip it, by the offset before the change and by that after it."""
    local = datetime.combine(day, at)
    return sorted({local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)})
