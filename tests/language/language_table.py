"""The table of expressions: its lines, and how a reading is written in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from language.doubts import DayOrTime, Doubled, Doubt, NoSuchDay, NoSuchTime, Skipped, WhichDay, WhichTime
from language.when import When

TABLE = Path(__file__).with_name("when.txt")


@dataclass(frozen=True)
class Line:
    now: datetime
    zone: ZoneInfo
    locale: str
    said: str
    meant: str


def lines() -> Iterator[Line]:
    """The lines of the table, each with the moment set by the last `@` line above it."""
    now, zone = datetime.min, ZoneInfo("UTC")  # noqa: DTZ901
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, moment, key = line.split()
            zone = ZoneInfo(key)
            now = datetime.fromisoformat(moment).replace(tzinfo=zone)
        elif line.strip() and not line.startswith("#"):
            locale, said, meant = (part.strip() for part in line.split("|"))
            yield Line(now, zone, locale, said, meant)


def written(when: When) -> str:
    """A reading as the table has it."""
    return " ".join(_pieces(when))


def _pieces(when: When) -> Iterator[str]:
    if when.first_free:
        yield "first-free"
    if when.day is not None:
        yield f"{when.day}..{when.last_day}" if when.last_day else f"{when.day}"
    if when.time is not None:
        yield f"{when.time:%H:%M}"
    if when.part is not None:
        yield when.part.name.lower()
    for doubt in when.doubts:
        yield _question(doubt)
    if when.rest:
        yield f"rest={when.rest}"


def _question(doubt: Doubt) -> str:
    match doubt:
        case WhichTime(_, times):
            asked = f"which-time={_times(times)}"
        case WhichDay(_, days):
            asked = f"which-day={_list(days)}"
        case DayOrTime(_, days, times):
            asked = f"day-or-time={_list(days)},{_times(times)}"
        case NoSuchDay():
            asked = "no-such-day"
        case NoSuchTime():
            asked = "no-such-time"
        case Doubled(instants):
            asked = f"doubled={_list(f'{instant:%H:%MZ}' for instant in instants)}"
        case Skipped():
            asked = "skipped"
    return asked


def _times(times: Iterable[object]) -> str:
    return _list(f"{time:%H:%M}" for time in times)


def _list(values: Iterable[object]) -> str:
    return ",".join(str(value) for value in values)
