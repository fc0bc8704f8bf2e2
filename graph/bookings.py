"""Bookings with the rights of one person: fulfils booking.ports.Bookings."""

from collections.abc import Sequence
from dataclasses import replace

import structlog

from booking.errors import BookingError, SlotTaken
from booking.ids import AppointmentId, BusinessId
from booking.models import (
    Appointment,
    Business,
    BusinessName,
    Customer,
    NewCustomer,
    Question,
    Service,
    StaffMember,
)
from booking.ports import AppointmentRequest
from booking.reconciling import attends
from booking.spans import Span
from graph import appointments, businesses, customers
from graph.access import Reader
from graph.calls import Call, Effect, segment
from graph.catalogue import Catalogue
from graph.fields import unwrapped
from graph.sender import Sender
from graph.times import plain

log = structlog.get_logger()

JOIN_TRIES = 3


class GraphBookings:
    """One person's view; what changes seldom comes from the catalogue, appointments always from Graph."""

    def __init__(self, reader: Reader, *, sender: Sender, catalogue: Catalogue) -> None:
        self._reader = reader
        self._sender = sender
        self._catalogue = catalogue

    async def businesses(self, query: str = "") -> Sequence[BusinessName]:
        """Those the person may open, by name; with a query those whose name holds it."""
        return await self._catalogue.names(self._reader, query)

    async def business(self, business_id: BusinessId) -> Business:
        """One business, whole."""
        return await self._catalogue.business(self._reader, business_id)

    async def services(self, business_id: BusinessId) -> Sequence[Service]:
        """What can be booked, by name; also what is hidden from customers."""
        return await self._catalogue.services(self._reader, business_id)

    async def staff(self, business_id: BusinessId) -> Sequence[StaffMember]:
        """Who can be booked, by name."""
        return await self._catalogue.staff(self._reader, business_id)

    async def customers(self, business_id: BusinessId) -> Sequence[Customer]:
        """Whom the business knows, by name; one person may stand there twice."""
        return await self._catalogue.customers(self._reader, business_id)

    async def customers_now(self, business_id: BusinessId) -> Sequence[Customer]:
        """As Graph has them at this moment."""
        self._catalogue.forget_customers(business_id)
        return await self._catalogue.customers(self._reader, business_id)

    async def questions(self, business_id: BusinessId) -> Sequence[Question]:
        """The custom questions of all services."""
        return await self._catalogue.questions(self._reader, business_id)

    async def calendar(self, business_id: BusinessId, within: Span) -> Sequence[Appointment]:
        """The appointments that touch this time, earliest first; without customers, as lists give them."""
        window = {"start": plain(within.start), "end": plain(within.end)}
        call = _call("listCalendarView", "GET", business_id, "/calendarView")
        found = await self._sender.items(replace(call, query=window), self._reader.token, appointments.read)
        return sorted(found, key=lambda appointment: (appointment.start, appointment.id))

    async def appointment(self, business_id: BusinessId, appointment_id: AppointmentId) -> Appointment:
        """One appointment, whole and fresh. Raises AppointmentGone."""
        call = _call("getAppointment", "GET", business_id, _of(appointment_id))
        call = replace(call, of_appointment=True)
        return await self._sender.entity(call, self._reader.token, appointments.read)

    async def create_customer(self, business_id: BusinessId, customer: NewCustomer) -> Customer:
        """Make the customer known. Raises Unclear when it may or may not have happened."""
        call = _call("createCustomer", "POST", business_id, "/customers")
        call = replace(call, effect=Effect.CREATE, body=customers.body(customer))
        try:
            created = await self._sender.entity(call, self._reader.token, customers.read)
        except BookingError:
            self._catalogue.outdate_customers(business_id)
            raise
        self._catalogue.add_customer(business_id, created)
        return created

    async def create_appointment(self, request: AppointmentRequest) -> Appointment:
        """Book, and read once more where the answer lacks links or customers.

        Raises Refused when surely nothing was booked, Unclear when it may or may not have been, and
        ValueError for a new customer of a group service.
        """
        business_id = request.business.id
        call = _call("createAppointment", "POST", business_id, "/appointments")
        call = replace(call, effect=Effect.CREATE, body=appointments.body(request))
        try:
            created = await self._sender.entity(call, self._reader.token, appointments.read)
        finally:
            if isinstance(request.customer, NewCustomer):
                self._catalogue.outdate_customers(business_id)
        if _is_whole(created, request.service):
            return created
        return await self._reread(business_id, created)

    async def join_appointment(self, request: AppointmentRequest, session: AppointmentId) -> Appointment:
        """Add the customer to a session, and look whether they stayed.

        Bookings has no ETags: another update at the same moment may have put its own list over ours.
        Raises SlotTaken when the last seat is gone, Refused when they surely were not added, Unclear when
        they may or may not have been.
        """
        business_id = request.business.id
        reading = replace(_call("getAppointment", "GET", business_id, _of(session)), of_appointment=True)
        for _ in range(JOIN_TRIES):
            item = unwrapped((await self._sender.send(reading, self._reader.token)).body)
            appointment = appointments.read(item)
            if appointment is not None and attends(appointment, request.customer):
                return appointment
            if appointment is not None and appointment.seats_filled >= appointment.seats:
                raise SlotTaken("the last seat is gone")
            call = _call("joinAppointment", "PATCH", business_id, _of(session))
            call = replace(call, effect=Effect.REPEATABLE, body=appointments.joined(item, request))
            await self._sender.send(replace(call, answers=False, of_appointment=True), self._reader.token)
        return await self._sender.entity(reading, self._reader.token, appointments.read)

    async def _reread(self, business_id: BusinessId, created: Appointment) -> Appointment:
        """What is booked stays booked, whether it can be read or not."""
        call = replace(_call("getAppointment", "GET", business_id, _of(created.id)), insists=False)
        try:
            return await self._sender.entity(call, self._reader.token, appointments.read)
        except BookingError as error:
            log.info("created appointment not read", appointment=created.id, error=type(error).__name__)
            return created

    async def cancel_appointment(
        self, business_id: BusinessId, appointment_id: AppointmentId, message: str
    ) -> None:
        """Cancel, and let Bookings mail the message. Raises AppointmentGone.

        Sent again where the outcome is unclear: there is nothing to cancel twice.
        """
        call = _call("cancelAppointment", "POST", business_id, f"{_of(appointment_id)}/cancel")
        call = replace(
            call,
            effect=Effect.REPEATABLE,
            body={"cancellationMessage": message},
            of_appointment=True,
            answers=False,
        )
        await self._sender.send(call, self._reader.token)


def _call(name: str, method: str, business_id: BusinessId, part: str) -> Call:
    return Call(name, method, f"{businesses.PATH}/{segment(business_id)}{part}", mailbox=business_id)


def _of(appointment_id: AppointmentId) -> str:
    return f"/appointments/{segment(appointment_id)}"


def _is_whole(created: Appointment, service: Service) -> bool:
    linked = not service.online or (
        created.join_link is not None and (created.customer_link is not None or not service.anonymous_join)
    )
    return linked and bool(created.attendees)
