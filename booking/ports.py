"""What the conversation needs of the world, as Protocols; graph/ and storage/ fulfil them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from booking.holds import Hold
from booking.ids import AppointmentId, BusinessId, MeetingId, StaffId
from booking.intents import Intent
from booking.meetings import MeetingLinks
from booking.models import (
    Answer,
    Appointment,
    Business,
    BusinessName,
    Customer,
    NewCustomer,
    Question,
    Service,
    StaffMember,
)
from booking.spans import Span
from booking.standing import Standing


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks to the bot: a person of a tenant, by their Entra object id."""

    id: str
    tenant_id: str


@dataclass(frozen=True, slots=True)
class AppointmentRequest:
    """All that Bookings is told of a new appointment. No staff means unassigned."""

    business: Business
    service: Service
    start: datetime
    customer: Customer | NewCustomer = field(repr=False)
    answers: tuple[tuple[Question, Answer], ...] = field(default=(), repr=False)
    notes: str = field(default="", repr=False)
    staff_ids: tuple[StaffId, ...] = ()
    customer_zone: str | None = None
    service_notes: str = field(default="", repr=False)
    """Internal: for the staff, never for the customer. Carries the marker of the intent."""

    @property
    def span(self) -> Span:
        """The appointment itself, without its buffers."""
        return Span(self.start, self.start + self.service.duration)


@dataclass(frozen=True, slots=True)
class OnlineMeeting:
    """A Teams meeting made outside Bookings."""

    id: MeetingId
    subject: str = field(repr=False)
    start: datetime
    end: datetime
    join_link: str | None = field(default=None, repr=False)


class Bookings(Protocol):
    """Microsoft Bookings, with the rights of one person. Every method may raise a BookingError."""

    async def businesses(self) -> Sequence[BusinessName]:
        """Those the person may open, by name."""
        ...

    async def business(self, business_id: BusinessId) -> Business:
        """One business, whole."""
        ...

    async def services(self, business_id: BusinessId) -> Sequence[Service]:
        """What can be booked, by name."""
        ...

    async def staff(self, business_id: BusinessId) -> Sequence[StaffMember]:
        """Who can be booked, by name."""
        ...

    async def customers(self, business_id: BusinessId) -> Sequence[Customer]:
        """Whom the business knows, by name; one person may stand there twice."""
        ...

    async def customers_now(self, business_id: BusinessId) -> Sequence[Customer]:
        """As `customers`, never from memory: for who has to know whether one was made."""
        ...

    async def questions(self, business_id: BusinessId) -> Sequence[Question]:
        """The custom questions of all services."""
        ...

    async def calendar(self, business_id: BusinessId, within: Span) -> Sequence[Appointment]:
        """The appointments that touch this time, as lists give them; never cached."""
        ...

    async def appointment(self, business_id: BusinessId, appointment_id: AppointmentId) -> Appointment:
        """One appointment, whole and fresh. Raises AppointmentGone."""
        ...

    async def create_customer(self, business_id: BusinessId, customer: NewCustomer) -> Customer:
        """Make the customer known. Raises Unclear when it may or may not have happened."""
        ...

    async def create_appointment(self, request: AppointmentRequest) -> Appointment:
        """Book. Raises Refused when surely nothing was booked, Unclear when it may or may not have been."""
        ...

    async def join_appointment(self, request: AppointmentRequest, session: AppointmentId) -> Appointment:
        """Add the customer to a session of a group service; the others stay. Once, however often it is asked.

        Raises as `create_appointment`, and AppointmentGone.
        """
        ...

    async def cancel_appointment(
        self, business_id: BusinessId, appointment_id: AppointmentId, message: str
    ) -> None:
        """Cancel, and let Bookings mail the message. Raises AppointmentGone."""
        ...


class Availability(Protocol):
    """A second opinion on who is busy. Every method may raise a BookingError."""

    async def busy(
        self, business_id: BusinessId, staff_ids: Sequence[StaffId], within: Span
    ) -> Mapping[StaffId, Sequence[Span]]:
        """When these members of staff are busy, as far as the person may know."""
        ...


class OwnCalendar(Protocol):
    """The personal calendar of the one who books. Every method may raise a BookingError."""

    async def busy(self, staff: Sequence[StaffMember], within: Span) -> Mapping[StaffId, Sequence[Span]]:
        """When it is taken, under their own entry among these staff; nothing where that does not mind it."""
        ...


class Rights(Protocol):
    """What the person's own role allows."""

    async def standing(self, business_id: BusinessId) -> Standing | None:
        """What they are in this business; None where that is not known, and so nothing follows from it."""
        ...


class Meetings(Protocol):
    """Teams meetings of one person, made outside Bookings. Every method may raise a BookingError."""

    async def create_or_get(self, event_id: str, subject: str, span: Span) -> OnlineMeeting:
        """The meeting kept under this external id; made if there is none."""
        ...

    async def visitor_link(self, meeting_id: MeetingId) -> str:
        """The link by which a visitor joins without an account (getVirtualAppointmentJoinWebUrl)."""
        ...


class Intents(Protocol):
    """The ledger of what is about to be changed, written before the change."""

    async def open(self, intent: Intent) -> Intent:
        """Write it down; where the key is known already, what stands there is given back instead.

        Raises ReferenceTaken.
        """
        ...

    async def settle(
        self, key: str, *, state: Literal["done", "refused"], outcome: Mapping[str, Any], at: datetime
    ) -> Intent:
        """Close an open intent with what came of it; a settled one stays as it is."""
        ...

    async def find(self, reference: str, tenant_id: str) -> Intent | None:
        """The intent of this reference in this tenant."""
        ...

    async def standing(self, key: str) -> Intent | None:
        """What stands under this key now."""
        ...

    async def under_way(self, flow: str) -> Intent | None:
        """An intent of this flow that is open, if there is one."""
        ...

    async def lease(self, intent: Intent, until: datetime) -> Intent | None:
        """Be the only one who is at it until then; None where it is not any more as it was read."""
        ...

    async def unfinished(self, at: datetime) -> Sequence[Intent]:
        """Those that nobody is at: open still, or settled and not told; oldest first, not all at once."""
        ...

    async def place(self, key: str, conversation: Mapping[str, Any]) -> None:
        """Where the answer has to go from now on."""
        ...

    async def tell(self, key: str, at: datetime) -> None:
        """The person has been told what came of it."""
        ...


class Holds(Protocol):
    """Times that are kept for somebody for a while, shared by all copies of the bot."""

    async def take(self, hold: Hold, *, now: datetime) -> Hold | None:
        """Keep this time in place of what the flow kept before; or the hold that stands against it.

        Against it stands any hold of another person that touches it, and of the same person one that is firm.
        """
        ...

    async def held(
        self, tenant_id: str, business_id: BusinessId, within: Span, *, now: datetime
    ) -> Sequence[Hold]:
        """What is kept there by anybody, as far as it has not run out."""
        ...

    async def of_flow(self, flow: str, *, now: datetime) -> Hold | None:
        """What this flow keeps."""
        ...

    async def soften(self, hold: Hold) -> None:
        """Keep it from others alone, as long as the flow has not taken it anew since it was read."""
        ...

    async def let_go(self, flow: str) -> None:
        """Keep nothing for this flow."""
        ...


class Links(Protocol):
    """Meeting links kept under the event id of an outside system."""

    async def save(self, link: MeetingLinks) -> None:
        """Keep the links; what stood under the same event id is replaced."""
        ...

    async def find(self, tenant_id: str, event_id: str) -> MeetingLinks | None:
        """The links of an event, if any are kept."""
        ...


class Clock(Protocol):
    """What time it is."""

    def __call__(self) -> datetime:
        """Now, in UTC."""
        ...
