"""Hours and minutes as people write and speak them, and what a part of the day decides about them."""

from datetime import time
from typing import Final

from language.facts import ClockTime, DayPart

NOON: Final = 12 * 60
DAY: Final = 24 * 60
_HOUR: Final = 60
_TWELVE: Final = 12
_HOURS: Final = 24
# From eight on, an hour written as on a clock face is taken at its word; before, the afternoon is as likely.
_PLAIN_FROM: Final = 8
# A stated part of the day reaches further than its usual hours: "8 de la tarde", "11 at night".
_MORNING: Final = range(NOON)
_AFTERNOON: Final = range(NOON, 21 * _HOUR)
_REACH: Final = {
    DayPart.MORNING: _MORNING,
    DayPart.AFTERNOON: _AFTERNOON,
    DayPart.EVENING: range(16 * _HOUR, DAY),
    DayPart.EARLY_MORNING: _MORNING,
    DayPart.LATE_MORNING: _MORNING,
    DayPart.LUNCH: range(11 * _HOUR, 16 * _HOUR),
    DayPart.EARLY_AFTERNOON: _AFTERNOON,
    DayPart.LATE_AFTERNOON: _AFTERNOON,
    DayPart.END: _AFTERNOON,
    DayPart.MID_MORNING: _MORNING,
    DayPart.MID_AFTERNOON: _AFTERNOON,
}


def written(hour: int, minute: int, *, meridiem: int | None = None, padded: bool = False) -> ClockTime:
    """A time as clocks show it; `padded` with two figures for the hour, `meridiem` 0 or 12."""
    return _clock(hour, minute, meridiem=meridiem, doubtful=hour < _PLAIN_FROM and not padded)


def spoken(hour: int, shift: int = 0, *, meridiem: int | None = None) -> ClockTime:
    """A time as people say it: so many minutes from the hour, by the twelve hours of a dial."""
    if not shift and not 1 <= hour <= _TWELVE:
        return _clock(hour, 0, meridiem=meridiem)
    if not 1 <= hour <= _TWELVE:
        return ClockTime((hour * _HOUR + shift) % DAY if hour < _HOURS else None)
    minutes = (hour % _TWELVE * _HOUR + shift) % NOON
    if meridiem is None:
        return ClockTime(minutes, dial=True, doubtful=True)
    return ClockTime((hour % _TWELVE * _HOUR + meridiem * _HOUR + shift) % DAY)


def _clock(hour: int, minute: int, *, meridiem: int | None, doubtful: bool = False) -> ClockTime:
    if minute >= _HOUR or hour * _HOUR + minute > DAY or (meridiem == 0 and hour > _TWELVE):
        return ClockTime(None)
    if hour * _HOUR == DAY:
        return ClockTime(0, midnight=True)
    if meridiem is not None and hour <= _TWELVE:
        return ClockTime((hour % _TWELVE + meridiem) * _HOUR + minute)
    dial = 1 <= hour <= _TWELVE
    return ClockTime(hour * _HOUR + minute, dial=dial, doubtful=dial and doubtful)


def readings(said: ClockTime, part: DayPart | None) -> tuple[time, ...]:
    """The times that may be meant, earliest first; none where no clock, or not that part of day, has any."""
    if said.minutes is None:
        return ()
    both = sorted({said.minutes, (said.minutes + NOON) % DAY}) if said.dial else [said.minutes]
    if part is not None:
        # "12 in the morning" is midnight to some and "12 de la mañana" noon to others.
        twelve = said.dial and part is DayPart.MORNING and both[0] < _HOUR
        within = [] if twelve else [minutes for minutes in both if minutes in _REACH[part]]
        both = within or (both if said.doubtful else [])
    elif not said.doubtful:
        both = [said.minutes]
    return tuple(time(minutes // _HOUR, minutes % _HOUR) for minutes in both)
