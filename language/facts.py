"""What single words and phrases of a time expression say, before a calendar is consulted."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto
from typing import Final

# Appointments lie within; other years are slips of the finger.
YEARS: Final = range(1900, 2200)


class DayPart(Enum):
    """A part of the day, with the local hours it stands for; the end is not included.

    The tables of words number them in this order.
    """

    MORNING = (time(6), time(12))
    AFTERNOON = (time(12), time(18))
    EVENING = (time(17), time(22))
    EARLY_MORNING = (time(6), time(10))
    LATE_MORNING = (time(10), time(12))
    LUNCH = (time(11, 30), time(14))
    EARLY_AFTERNOON = (time(12), time(15))
    LATE_AFTERNOON = (time(15), time(18))
    END = (time(16), time(19))
    MID_MORNING = (time(9), time(11, 30))
    MID_AFTERNOON = (time(14), time(16, 30))

    @property
    def start(self) -> time:
        """The first moment of this part."""
        return self.value[0]

    @property
    def end(self) -> time:
        """The first moment after this part."""
        return self.value[1]


class Limit(Enum):
    """What a time behind "after" or "before" limits; the numbers are those of the tables of words."""

    EARLIEST = 1
    LATEST = 2
    BETWEEN = 3


class Which(Enum):
    """Which of the weekdays of one name is meant."""

    BARE = auto()
    THIS = auto()
    NEXT = auto()
    COMING = auto()
    LAST = auto()


@dataclass(frozen=True, slots=True)
class ClockTime:
    """Minutes after midnight; None where no clock shows it.

    `dial`: an hour of twelve without am or pm, `doubtful`: and as likely to be of the other half of the day;
    `midnight`: of a day's beginning or end; `bare`: only a number;
    `bound`: no time but a limit such as "after 3pm".
    """

    minutes: int | None
    dial: bool = False
    doubtful: bool = False
    midnight: bool = False
    bound: Limit | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day of a month; without a year the next such day is meant."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class NumericDate:
    """Two numbers for day and month, in the order of the writer's country unless `day_first` says so."""

    first: int
    second: int
    year: int | None
    day_first: bool


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """`the 24th`: the next such day; `friday 24`: which should be a Friday; `months`: so many from this."""

    day: int
    weekday: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """Monday is 0; with `weeks`, the one in that calendar week counted from this; `later`: weeks more."""

    number: int
    which: Which = Which.BARE
    weeks: int | None = None
    later: int = 0


@dataclass(frozen=True, slots=True)
class DaysAhead:
    """So many days and months from today; `loose`: for some it is a day less, as "huit jours" is a week."""

    days: int
    months: int = 0
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A calendar week, its weekend, or a month, counted from this one; or the next month of that number.

    `third` 0, 1 and 2: only its beginning, its middle or its end.
    """

    weeks: int | None = None
    months: int | None = None
    month: int | None = None
    third: int | None = None
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class DateOrTime:
    """`3.10`: the third of October or ten past three; `10-11` is of two times, up to `until`."""

    date: NumericDate
    clock: ClockTime
    until: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class After:
    """So much time from now."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class Exactly:
    """An instant, written with its offset."""

    instant: datetime


@dataclass(frozen=True, slots=True)
class DayAndPart:
    """`tonight`: so many days from today, and the part of that day."""

    day: "DaysAhead | Weekday"
    part: DayPart


@dataclass(frozen=True, slots=True)
class FirstFree:
    """The earliest time that can be had."""


@dataclass(frozen=True, slots=True)
class FromOn:
    """`from monday`, and with `after` not that day itself."""

    day: "DayFact"
    after: bool


@dataclass(frozen=True, slots=True)
class UpTo:
    """`by friday`, and with `before` not that day itself."""

    day: "DayFact"
    before: bool


DayFact = CalendarDate | NumericDate | DayOfMonth | Weekday | DaysAhead | Stretch | FromOn | UpTo
Fact = ClockTime | DayFact | DateOrTime | After | Exactly | DayAndPart | DayPart | FirstFree
