"""Dates, times and durations on the wire."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from booking.spans import Span
from graph.fields import Json, entity, text
from graph.zones import zone_named

_DURATION = re.compile(
    r"(?P<sign>[+-]?)P(?!$)(?:(?P<days>\d+)D)?"
    r"(?:T(?!$)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_SECONDS = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
_CENTURY = 36_525 * 86_400


def to_wire(moment: datetime) -> Json:
    """A dateTimeTimeZone that says UTC in both fields, with the seven digits Graph itself writes."""
    return {
        "@odata.type": "#microsoft.graph.dateTimeTimeZone",
        "dateTime": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0+00:00",
        "timeZone": "UTC",
    }


def plain(moment: datetime) -> str:
    """ISO 8601 in UTC, as onlineMeeting and the query of calendarView take it."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def moment_of(written: str | None, zone: str | None = None) -> datetime | None:
    """A moment in UTC. An offset in the text wins over the zone; without both it is UTC."""
    try:
        moment = datetime.fromisoformat(written or "")
        if moment.tzinfo is None:
            place = zone_named(zone) if zone else UTC
            if place is None:
                return None
            moment = moment.replace(tzinfo=place)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def from_wire(item: Mapping[str, Any], *names: str) -> datetime | None:
    """The dateTimeTimeZone under the first of these names that is there."""
    value = entity(item, *names)
    return moment_of(text(value, "dateTime"), text(value, "timeZone")) if value else None


def span_of(item: Mapping[str, Any]) -> Span | None:
    """From start to end, under the names of v1.0 or those of the documentation; None unless both are good."""
    start, end = from_wire(item, "startDateTime", "start"), from_wire(item, "endDateTime", "end")
    return Span(start, end) if start and end and start <= end else None


def duration_of(item: Mapping[str, Any], name: str) -> timedelta | None:
    """An ISO 8601 duration of days, hours, minutes and seconds; may be negative, and lasts no century."""
    found = _DURATION.fullmatch(text(item, name) or "")
    if not found:
        return None
    seconds = sum(size * float(found[unit] or 0) for unit, size in _SECONDS.items())
    if seconds > _CENTURY:
        return None
    return timedelta(seconds=-seconds if found["sign"] == "-" else seconds)


def time_of_day(item: Mapping[str, Any], name: str) -> time | None:
    """A local time; `24:00` is the midnight that ends the day."""
    written = text(item, name) or ""
    try:
        return time() if written.startswith("24:00") else time.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return None


def date_of(item: Mapping[str, Any], name: str) -> date | None:
    """A day; a time behind it is left aside."""
    try:
        return date.fromisoformat((text(item, name) or "").partition("T")[0])
    except ValueError:
        return None


def zone_of(item: Mapping[str, Any], name: str) -> ZoneInfo | None:
    """The zone under this name; None where it is missing, empty or unknown."""
    return zone_named(text(item, name) or "")
