"""Bookings, the ledger and Teams' meetings as plain objects that remember, and fail when told to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from booking.errors import AppointmentGone, BookingError
from booking.hours import Shift, Weekday, WeeklyHours
from booking.ids import AppointmentId, BusinessId, CustomerId, MeetingId, ServiceId, StaffId
from booking.intents import Intent, ReferenceTaken
from booking.meetings import MeetingLinks
from booking.models import Appointment, Attendee, Business, Customer, NewCustomer, Service, StaffMember
from booking.ports import AppointmentRequest, OnlineMeeting, Person
from booking.spans import Span

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TEN = datetime(2027, 3, 2, 10, 0, tzinfo=UTC)
DANA = Person("dana", "northwind")
ALEX = Person("alex", "northwind")
OPEN = WeeklyHours({day: (Shift(time(9), time(17)),) for day in Weekday})
CLINIC = Business(BusinessId("clinic"), "Northwind Clinic", ZoneInfo("Europe/London"), OPEN)
MIRIAM, PRIYA = StaffMember(StaffId("miriam"), "Miriam Graham"), StaffMember(StaffId("priya"), "Priya Nair")
STAFF = (MIRIAM, PRIYA)
CONSULT = Service(
    ServiceId("consult"),
    "Initial consult",
    timedelta(minutes=30),
    online=True,
    staff_ids=(MIRIAM.id, PRIYA.id),
)
CLASS = replace(CONSULT, id=ServiceId("class"), name="Breathing class", seats=2, staff_ids=(MIRIAM.id,))
ADELE = Customer(CustomerId("adele"), "Adele Vance", "adelev@proseware.example")


def request(service: Service = CONSULT, customer: Customer | NewCustomer = ADELE) -> AppointmentRequest:
    return AppointmentRequest(CLINIC, service, TEN, customer)


@dataclass
class FakeBookings:
    """`creates` and `reads` are consumed one a call: an error is raised, before or after it was done."""

    made: list[Appointment] = field(default_factory=list)
    known: list[NewCustomer] = field(default_factory=list)
    before: list[BookingError | None] = field(default_factory=list)
    after: list[BookingError | None] = field(default_factory=list)
    reading: list[BookingError | None] = field(default_factory=list)
    asked: int = 0

    async def calendar(self, _business: BusinessId, within: Span) -> Sequence[Appointment]:
        _raise(self.reading)
        return [
            replace(one, attendees=(), service_notes="") for one in self.made if one.span.overlaps(within)
        ]

    async def appointment(self, _business: BusinessId, appointment_id: AppointmentId) -> Appointment:
        _raise(self.reading)
        for one in self.made:
            if one.id == appointment_id:
                return one
        raise AppointmentGone("gone")

    async def create_customer(self, _business: BusinessId, customer: NewCustomer) -> Customer:
        self.known.append(customer)
        return Customer(CustomerId(f"new-{len(self.known)}"), customer.name, customer.mail)

    async def create_appointment(self, wish: AppointmentRequest) -> Appointment:
        self.asked += 1
        _raise(self.before)
        customer = wish.customer
        key = customer.id if isinstance(customer, Customer) else None
        appointment = Appointment(
            id=AppointmentId(f"appointment-{len(self.made)}"),
            service_id=wish.service.id,
            service_name=wish.service.name,
            start=wish.start,
            end=wish.span.end,
            staff_ids=wish.staff_ids,
            attendees=(Attendee(key, customer.name, customer.mail),),
            seats=wish.service.seats,
            seats_filled=1,
            service_notes=wish.service_notes,
        )
        self.made.append(appointment)
        _raise(self.after)
        return appointment

    async def join_appointment(self, wish: AppointmentRequest, session: AppointmentId) -> Appointment:
        self.asked += 1
        found = await self.appointment(wish.business.id, session)
        assert isinstance(wish.customer, Customer)
        others = (*found.attendees, Attendee(wish.customer.id, wish.customer.name, wish.customer.mail))
        joined = replace(found, attendees=others, seats_filled=len(others))
        self.made[self.made.index(found)] = joined
        _raise(self.after)
        return joined


@dataclass
class FakeIntents:
    """The ledger in a dict; `taken` are references that somebody else has."""

    rows: dict[str, Intent] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    async def open(self, intent: Intent) -> Intent:
        if intent.reference in self.taken:
            raise ReferenceTaken(intent.reference)
        return self.rows.setdefault(intent.key, intent)

    async def settle(self, key: str, *, state: Any, outcome: Any, at: datetime) -> Intent:
        stands = self.rows[key]
        if stands.state == "open":
            stands = self.rows[key] = replace(stands, state=state, outcome=outcome, settled_at=at)
        return stands

    async def find(self, reference: str, tenant_id: str) -> Intent | None:
        every = self.rows.values()
        return next((row for row in every if (row.reference, row.tenant_id) == (reference, tenant_id)), None)


@dataclass
class FakeMeetings:
    """One meeting for one external id."""

    made: dict[str, OnlineMeeting] = field(default_factory=dict)
    links: list[BookingError | None] = field(default_factory=list)

    async def create_or_get(self, event_id: str, subject: str, span: Span) -> OnlineMeeting:
        fresh = OnlineMeeting(MeetingId(f"meeting-{event_id}"), subject, span.start, span.end, "https://join")
        return self.made.setdefault(event_id, fresh)

    async def visitor_link(self, meeting_id: MeetingId) -> str:
        _raise(self.links)
        return f"https://visit/{meeting_id}"


@dataclass
class FakeLinks:
    """The kept links in a dict."""

    rows: dict[tuple[str, str], MeetingLinks] = field(default_factory=dict)

    async def save(self, link: MeetingLinks) -> None:
        self.rows[link.tenant_id, link.event_id] = link

    async def find(self, tenant_id: str, event_id: str) -> MeetingLinks | None:
        return self.rows.get((tenant_id, event_id))


def references() -> Callable[[], str]:
    """A2A2, B3B3 and so on: never the same twice."""
    count = iter(range(1000))
    return lambda: f"R{next(count):03}"


async def no_pause(_seconds: float) -> None:
    return None


def _raise(errors: list[BookingError | None]) -> None:
    if errors and (error := errors.pop(0)) is not None:
        raise error
