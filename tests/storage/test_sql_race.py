"""Two hundred tries at one hour, by twenty people at two copies of the bot: one appointment."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any, cast
from zoneinfo import ZoneInfo

from booking.holding import Holding
from booking.hours import Shift, Weekday, WeeklyHours
from booking.ids import AppointmentId, BusinessId, CustomerId, ServiceId, StaffId
from booking.models import Appointment, Business, Customer, Service, StaffMember
from booking.ports import AppointmentRequest, Person
from booking.scheduling import Booked, NotBooked, Scheduling
from booking.times import Times

NOW = datetime(2030, 3, 4, 9, tzinfo=UTC)
TEN = NOW + timedelta(hours=25)
OPEN = WeeklyHours({day: (Shift(time(9), time(17)),) for day in Weekday})
CLINIC = Business(BusinessId("clinic"), "Northwind Clinic", ZoneInfo("Europe/London"), OPEN)
MIRIAM = StaffMember(StaffId("miriam"), "Miriam Graham")
CONSULT = Service(ServiceId("consult"), "Initial consult", timedelta(minutes=30), staff_ids=(MIRIAM.id,))
ADELE = Customer(CustomerId("adele"), "Adele Vance")
REQUEST = AppointmentRequest(CLINIC, CONSULT, TEN, ADELE)
REFERENCES = count(1000)


@dataclass
class Calendar:
    """A Bookings that books whatever it is asked, as an administrator's does, and takes its time."""

    random: Random = field(default_factory=lambda: Random(5))
    made: list[Appointment] = field(default_factory=list)

    async def calendar(self, _business, _within):
        await self._turns()
        return list(self.made)

    async def appointment(self, _business, key):
        return next(one for one in self.made if one.id == key)

    async def create_appointment(self, wish):
        await self._turns()
        key = AppointmentId(f"appointment-{len(self.made)}")
        span = wish.span
        made = Appointment(key, CONSULT.id, CONSULT.name, span.start, span.end, wish.staff_ids)
        self.made.append(replace(made, service_notes=wish.service_notes))
        await self._turns()
        return self.made[-1]

    async def _turns(self):
        for _ in range(self.random.randrange(6)):
            await asyncio.sleep(0)


async def test_of_two_hundred_tries_at_one_hour_one_books(copies):
    calendar = Calendar()

    async def tries(number):
        database, person = copies[number % 2], Person(f"person-{number % 20}", "northwind")
        bookings = cast("Any", calendar)
        holding = Holding(database.holds, person, lambda: NOW, asyncio.sleep)
        scheduling = Scheduling(
            bookings=bookings,
            intents=database.intents,
            times=Times(bookings, holding, lambda: NOW),
            person=person,
            clock=lambda: NOW,
            new_reference=lambda: f"{next(REFERENCES)}",
        )
        key = f"book:flow-{number}:0"
        return await scheduling.book(REQUEST, staff=(MIRIAM,), wanted=(MIRIAM.id,), key=key)

    outcomes = await asyncio.gather(*(tries(number) for number in range(200)))

    assert Counter(type(one) for one in outcomes) == {Booked: 1, NotBooked: 199}
    assert len(calendar.made) == 1
