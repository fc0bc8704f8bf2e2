"""What about a typed time has to be asked; `said` is the words it is about."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class WhichTime:
    """Several times may be meant, or one that was only given as a limit; earliest first."""

    said: str
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class WhichDay:
    """Several days may be meant, the likelier first."""

    said: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class DayOrTime:
    """`3.10`: a date or a time."""

    said: str
    days: tuple[date, ...]
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """No calendar has this day."""

    said: str


@dataclass(frozen=True, slots=True)
class NoSuchTime:
    """No clock shows this time, or not in the part of the day that was named."""

    said: str


@dataclass(frozen=True, slots=True)
class Doubled:
    """A clock change lets clocks show this time twice: at these instants (UTC)."""

    instants: tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A clock change skips this time."""

    day: date
    time: time


Doubt = WhichTime | WhichDay | DayOrTime | NoSuchDay | NoSuchTime | Doubled | Skipped
