"""bookingWorkHours and bookingSchedulingPolicy, which businesses, services and staff share."""

from collections.abc import Sequence
from types import MappingProxyType

from booking.hours import Shift, Weekday, WeeklyHours
from booking.policy import Availability, AvailabilityWindow, Offering, SchedulingPolicy
from graph.fields import Json, entities, entity, flag, text
from graph.times import date_of, duration_of, time_of_day

_DAYS = {day.name.casefold(): day for day in Weekday}
_OFFERINGS = {offering.value.casefold(): offering for offering in Offering}


def read_hours(days: Sequence[Json]) -> WeeklyHours:
    """The shifts of a week, each day's earliest first."""
    shifts: dict[Weekday, tuple[Shift, ...]] = {}
    for item in days:
        day = _DAYS.get((text(item, "day") or "").casefold())
        if day is not None and (found := _shifts(entities(item, "timeSlots"))):
            shifts[day] = (*shifts.get(day, ()), *found)
    return WeeklyHours(MappingProxyType(shifts))


def _shifts(slots: Sequence[Json]) -> list[Shift]:
    both = ((time_of_day(slot, "startTime"), time_of_day(slot, "endTime")) for slot in slots)
    return sorted((Shift(start, end) for start, end in both if start and end), key=lambda shift: shift.start)


def read_policy(item: Json | None) -> SchedulingPolicy:
    """A policy; parts that are not given are inherited."""
    if item is None:
        return SchedulingPolicy()
    general = entity(item, "generalAvailability")
    windows = [_window(one) for one in entities(item, "customAvailabilities")]
    return SchedulingPolicy(
        interval=duration_of(item, "timeSlotInterval") or None,
        lead_time=duration_of(item, "minimumLeadTime"),
        advance=duration_of(item, "maximumAdvance"),
        staff_selection=flag(item, "allowStaffSelection"),
        general=_availability(general) if general else None,
        windows=tuple(window for window in windows if window) or None,
    )


def _availability(item: Json) -> Availability:
    offering = _OFFERINGS.get((text(item, "availabilityType") or "").casefold(), Offering.WHEN_STAFF_ARE_FREE)
    hours = read_hours(entities(item, "businessHours")) if offering is Offering.WEEKLY_HOURS else None
    return Availability(offering, hours)


def _window(item: Json) -> AvailabilityWindow | None:
    first, last = date_of(item, "startDate"), date_of(item, "endDate")
    if first is None or last is None or last < first:
        return None
    return AvailabilityWindow(first, last, _availability(item))
