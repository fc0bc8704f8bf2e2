"""One business, with all that a line is read against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property

from booking.diary import Diary
from booking.hours import Weekday
from booking.ids import StaffId
from booking.models import Appointment, Business, Customer, Service, StaffMember
from booking.spans import Span
from language.known import Known, customers_roll, services_roll, staff_roll

HORIZON = timedelta(days=90)
"""How far ahead the first free time is looked for, where no policy says less."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """What somebody does every week, in the zone of the business."""

    day: Weekday
    start: time
    end: time


@dataclass(frozen=True)
class Shop:
    """A business as it was read; `me` is the speaker, where they are of the staff."""

    business: Business
    services: Sequence[Service]
    staff: Sequence[StaffMember]
    customers: Sequence[Customer] = field(repr=False)
    appointments: Sequence[Appointment] = field(default=(), repr=False)
    engagements: Mapping[StaffId, Sequence[Engagement]] = field(
        default_factory=dict[StaffId, Sequence[Engagement]]
    )
    me: StaffId | None = None

    @cached_property
    def known(self) -> Known:
        """Its names, prepared for finding."""
        rolls = services_roll(self.services), staff_roll(self.staff), customers_roll(self.customers)
        return Known(*rolls, me=self.me)

    def diary(self, service: Service, now: datetime) -> Diary:
        """What decides which times are open for this service."""
        personal = {key: list(self._taken(weekly, now)) for key, weekly in self.engagements.items()}
        return Diary(self.business, service, self.staff, self.appointments, now, personal=personal)

    def _taken(self, weekly: Sequence[Engagement], now: datetime) -> Sequence[Span]:
        zone = self.business.zone
        first = now.astimezone(zone).date() - timedelta(days=1)
        days = [first + timedelta(days=number) for number in range(HORIZON.days + 2)]
        return [
            Span(datetime.combine(day, each.start, zone), datetime.combine(day, each.end, zone))
            for day in days
            for each in weekly
            if day.weekday() == each.day
        ]
