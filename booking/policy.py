"""Scheduling policies: when a service may be booked, that of the service over that of the business."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from booking.hours import WeeklyHours


class Offering(StrEnum):
    """Graph's bookingsServiceAvailabilityType."""

    WHEN_STAFF_ARE_FREE = "bookWhenStaffAreFree"
    NOT_BOOKABLE = "notBookable"
    WEEKLY_HOURS = "customWeeklyHours"


@dataclass(frozen=True, slots=True)
class Availability:
    """When a service is offered; `hours` only with WEEKLY_HOURS, read in the zone of the business."""

    offering: Offering = Offering.WHEN_STAFF_ARE_FREE
    hours: WeeklyHours | None = None


@dataclass(frozen=True, slots=True)
class AvailabilityWindow:
    """Another availability from `first` to `last`, both days included, in the zone of the business."""

    first: date
    last: date
    availability: Availability


@dataclass(frozen=True, slots=True)
class SchedulingPolicy:
    """When and how a service may be booked.

    What is None is inherited: a service inherits from its business, part by part (Bookings' business rules).
    """

    interval: timedelta | None = None
    lead_time: timedelta | None = None
    advance: timedelta | None = None
    staff_selection: bool | None = None
    general: Availability | None = None
    windows: tuple[AvailabilityWindow, ...] | None = None

    def over(self, inherited: "SchedulingPolicy") -> "SchedulingPolicy":
        """The parts given here, and those left open taken from the other."""
        return SchedulingPolicy(
            **{
                part.name: getattr(inherited, part.name) if (own := getattr(self, part.name)) is None else own
                for part in fields(self)
            }
        )
