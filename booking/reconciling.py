"""What became of a change whose outcome is unclear: read, and told by what only this change can have left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from booking.errors import AppointmentGone
from booking.ids import AppointmentId, BusinessId, ServiceId
from booking.intents import Intent
from booking.models import Appointment, Customer, NewCustomer
from booking.ports import AppointmentRequest, Bookings
from booking.spans import Span


def fingerprint(name: str, mail: str | None) -> str:
    """Tells a customer by, without saying who it is."""
    known_by = f"{name.strip().casefold()}\0{(mail or '').strip().casefold()}"
    return sha256(known_by.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sought:
    """An appointment that may have been made: all that is needed to find it, and nothing of the customer."""

    business_id: BusinessId
    service_id: ServiceId
    span: Span
    marker: str
    customer: str | None = None
    """In a group service: the customer's id, or the fingerprint of one whom Bookings does not know yet."""

    @classmethod
    def of_request(cls, request: AppointmentRequest, marker: str) -> Self:
        """What a request would leave behind."""
        who = request.customer
        known_by = str(who.id) if isinstance(who, Customer) else fingerprint(who.name, who.mail)
        customer = known_by if request.service.is_group else None
        return cls(request.business.id, request.service.id, request.span, marker, customer)

    @classmethod
    def of_intent(cls, intent: Intent) -> Self:
        """As it was written down. Raises KeyError, TypeError or ValueError for what is no booking."""
        said: Mapping[str, Any] = intent.request
        start = datetime.fromisoformat(said["start"])
        # Versions before 0002 of the schema wrote down neither the end nor the customer.
        end = datetime.fromisoformat(said["end"]) if "end" in said else start + timedelta(minutes=1)
        span = Span(start, end)
        return cls(intent.business_id, ServiceId(said["service"]), span, intent.marker, said.get("customer"))

    def as_request(self) -> dict[str, Any]:
        """For the row of the intent."""
        return {
            "service": str(self.service_id),
            "start": self.span.start.isoformat(),
            "end": self.span.end.isoformat(),
            "customer": self.customer,
        }

    def is_it(self, whole: Appointment) -> bool:
        """Whether this appointment, read by its id, is the one.

        A session that was joined carries the marker of whoever began it: there the customer tells.
        """
        if self.marker in whole.service_notes:
            return True
        return self.customer is not None and any(
            self.customer in {one.customer_id, fingerprint(one.name, one.mail)} for one in whole.attendees
        )


def marked(request: AppointmentRequest, intent: Intent) -> AppointmentRequest:
    """The request with the marker by which it is found again."""
    notes = "\n\n".join(
        part for part in (request.service_notes, f"Frontdesk {intent.reference} {intent.marker}") if part
    )
    return replace(request, service_notes=notes)


async def find(bookings: Bookings, sought: Sought) -> Appointment | None:
    """Look through the calendar of that time, and at each candidate by its id. May raise a BookingError.

    Lists leave out the internal notes and the customers.
    """
    for candidate in await bookings.calendar(sought.business_id, sought.span):
        if candidate.start == sought.span.start and candidate.service_id == sought.service_id:
            whole = await _whole(bookings, sought.business_id, candidate.id)
            if whole is not None and sought.is_it(whole):
                return whole
    return None


async def _whole(
    bookings: Bookings, business_id: BusinessId, appointment_id: AppointmentId
) -> Appointment | None:
    try:
        return await bookings.appointment(business_id, appointment_id)
    except AppointmentGone:
        return None


def attends(appointment: Appointment, customer: Customer | NewCustomer) -> bool:
    """Whether the customer is among those of an appointment that was read by its id."""
    if isinstance(customer, Customer):
        return any(one.customer_id == customer.id for one in appointment.attendees)
    return any((one.name, one.mail) == (customer.name, customer.mail) for one in appointment.attendees)
