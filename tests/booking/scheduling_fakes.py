"""Bookings, the ledger and Teams' meetings as plain objects that remember, and fail when told to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from booking.errors import AppointmentGone, BookingError
from booking.holds import Hold
from booking.hours import Shift, Weekday, WeeklyHours
from booking.ids import AppointmentId, BusinessId, CustomerId, MeetingId, ServiceId, StaffId
from booking.intents import Intent, ReferenceTaken, flow_of
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
    before_customer: list[BookingError | None] = field(default_factory=list)
    after_customer: list[BookingError | None] = field(default_factory=list)
    listing: list[BookingError | None] = field(default_factory=list)
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
        _raise(self.before_customer)
        self.known.append(customer)
        _raise(self.after_customer)
        return (await self.customers(_business))[-1]

    async def customers(self, _business: BusinessId) -> list[Customer]:
        return [
            Customer(CustomerId(f"new-{number}"), one.name, one.mail)
            for number, one in enumerate(self.known, 1)
        ]

    async def customers_now(self, business: BusinessId) -> list[Customer]:
        _raise(self.listing)
        return await self.customers(business)

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

    async def standing(self, key: str) -> Intent | None:
        return self.rows.get(key)

    async def under_way(self, flow: str) -> Intent | None:
        theirs = (row for row in self.rows.values() if flow_of(row.key) == flow)
        return next((row for row in theirs if row.state == "open"), None)

    async def lease(self, intent: Intent, until: datetime) -> Intent | None:
        stands = self.rows.get(intent.key)
        if stands is None or (stands.state, stands.leased_until) != (intent.state, intent.leased_until):
            return None
        self.rows[intent.key] = replace(stands, leased_until=until)
        return self.rows[intent.key]

    async def unfinished(self, at: datetime) -> list[Intent]:
        rows = [row for row in self.rows.values() if row.told_at is None]
        return [row for row in rows if row.leased_until is None or row.leased_until <= at]

    async def place(self, key: str, conversation: Any) -> None:
        self.rows[key] = replace(self.rows[key], conversation=conversation)

    async def tell(self, key: str, at: datetime) -> None:
        self.rows[key] = replace(self.rows[key], told_at=at)

    async def find(self, reference: str, tenant_id: str) -> Intent | None:
        every = self.rows.values()
        return next((row for row in every if (row.reference, row.tenant_id) == (reference, tenant_id)), None)


@dataclass
class FakeHolds:
    """The holds in a dict."""

    rows: dict[str, Hold] = field(default_factory=dict)

    async def take(self, hold: Hold, *, now: datetime) -> Hold | None:
        kept = await self.held(hold.tenant_id, hold.business_id, hold.span, now=now)
        against = next((one for one in kept if one.stands_against(hold)), None)
        if against is None:
            self.rows[hold.flow] = hold
        return against

    async def held(
        self, tenant_id: str, business_id: BusinessId, within: Span, *, now: datetime
    ) -> list[Hold]:
        there = [
            one for one in self.rows.values() if (one.tenant_id, one.business_id) == (tenant_id, business_id)
        ]
        return [one for one in there if one.span.overlaps(within) and one.until > now]

    async def of_flow(self, flow: str, *, now: datetime) -> Hold | None:
        hold = self.rows.get(flow)
        return hold if hold and hold.until > now else None

    async def soften(self, hold: Hold) -> None:
        if hold.flow in self.rows and self.rows[hold.flow].until == hold.until:
            self.rows[hold.flow] = replace(self.rows[hold.flow], firm=False)

    async def let_go(self, flow: str) -> None:
        self.rows.pop(flow, None)


@dataclass
class FakeMeetings:
    """One meeting for one external id."""

    made: dict[str, OnlineMeeting] = field(default_factory=dict)
    links: list[BookingError | None] = field(default_factory=list)
    making: list[BookingError | None] = field(default_factory=list)

    async def create_or_get(self, event_id: str, subject: str, span: Span) -> OnlineMeeting:
        fresh = OnlineMeeting(MeetingId(f"meeting-{event_id}"), subject, span.start, span.end, "https://join")
        made = self.made.setdefault(event_id, fresh)
        _raise(self.making)
        return made

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
