"""Opening hours of businesses and people: weekly, in a zone, with customised seasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.exchange import Json
from sandbox.zones import accepted_zone, known_zone

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Weekly:
    """bookingWorkHours read in a zone; `days` None means open all the time."""

    zone: ZoneInfo
    days: list[Json] | None


def business_zone(business: Json) -> ZoneInfo:
    return zone_named(business["bookingPageSettings"]["businessTimeZone"])


def zone_named(name: str) -> ZoneInfo:
    return known_zone(name) or accepted_zone(name) or ZoneInfo("Etc/UTC")


def weekly_hours(business: Json, policy: Mapping[str, Any], start: datetime) -> Weekly | None:
    """The hours that the policy leaves for a day, None where nothing can be booked."""
    zone = business_zone(business)
    window = _season(policy, start.astimezone(zone).date()) or policy.get("generalAvailability") or {}
    match window.get("availabilityType"):
        case "notBookable":
            return None
        case "customWeeklyHours":
            return Weekly(zone, window.get("businessHours") or [])
        case _:
            return Weekly(zone, None)


def staff_hours(business: Json, member: Json) -> Weekly:
    """The business's hours or a member's own, each in its own zone."""
    if member["useBusinessHours"]:
        return Weekly(business_zone(business), business["businessHours"])
    own = member["timeZone"]
    return Weekly(zone_named(own) if own else business_zone(business), member["workingHours"])


def is_open(weekly: Weekly, start: datetime, end: datetime) -> bool:
    """Whether one stretch of opening holds the whole time."""
    if weekly.days is None:
        return True
    day = start.astimezone(weekly.zone).date()
    nights = (day, day - timedelta(days=1))
    return any(opens <= start and end <= closes for one in nights for opens, closes in stretches(weekly, one))


def stretches(weekly: Weekly, day: date) -> list[tuple[datetime, datetime]]:
    """The opening times of a local day in UTC; a close at or before its opening is on the next day."""
    wanted = DAYS[day.weekday()]
    slots = [slot for one in weekly.days or [] if one["day"] == wanted for slot in one["timeSlots"]]
    return [_stretch(weekly.zone, day, slot["startTime"], slot["endTime"]) for slot in slots]


def _stretch(zone: ZoneInfo, day: date, opens: str, closes: str) -> tuple[datetime, datetime]:
    first, last = time.fromisoformat(opens), time.fromisoformat(closes)
    closing_day = day + timedelta(days=1) if last <= first else day
    start = datetime.combine(day, first, zone)
    end = datetime.combine(closing_day, last, zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def _season(policy: Mapping[str, Any], day: date) -> Json | None:
    windows: list[Json] = policy.get("customAvailabilities") or []
    return next((one for one in windows if one["startDate"] <= day.isoformat() <= one["endDate"]), None)
