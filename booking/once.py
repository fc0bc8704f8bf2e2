"""Microsoft Bookings as one turn sees it: what changes seldom is read once, however often it is looked at."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

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
from booking.ports import AppointmentRequest, Bookings
from booking.spans import Span


class ReadOnce:
    """Fulfils Bookings for one turn of one person. A failure is not kept: the next reader asks again."""

    def __init__(self, bookings: Bookings) -> None:
        self._bookings = bookings
        self._read: dict[tuple[str, BusinessId | None], Any] = {}

    async def businesses(self) -> Sequence[BusinessName]:
        """Once."""
        return await self._once(("businesses", None), self._bookings.businesses)

    async def business(self, business_id: BusinessId) -> Business:
        """Once."""
        return await self._once(("business", business_id), self._bookings.business, business_id)

    async def services(self, business_id: BusinessId) -> Sequence[Service]:
        """Once."""
        return await self._once(("services", business_id), self._bookings.services, business_id)

    async def staff(self, business_id: BusinessId) -> Sequence[StaffMember]:
        """Once."""
        return await self._once(("staff", business_id), self._bookings.staff, business_id)

    async def customers(self, business_id: BusinessId) -> Sequence[Customer]:
        """Once, until one is made."""
        return await self._once(("customers", business_id), self._bookings.customers, business_id)

    async def customers_now(self, business_id: BusinessId) -> Sequence[Customer]:
        """Each time anew."""
        return await self._bookings.customers_now(business_id)

    async def questions(self, business_id: BusinessId) -> Sequence[Question]:
        """Once."""
        return await self._once(("questions", business_id), self._bookings.questions, business_id)

    async def calendar(self, business_id: BusinessId, within: Span) -> Sequence[Appointment]:
        """Each time anew."""
        return await self._bookings.calendar(business_id, within)

    async def appointment(self, business_id: BusinessId, appointment_id: AppointmentId) -> Appointment:
        """Each time anew."""
        return await self._bookings.appointment(business_id, appointment_id)

    async def create_customer(self, business_id: BusinessId, customer: NewCustomer) -> Customer:
        """The customers are read anew after it."""
        try:
            return await self._bookings.create_customer(business_id, customer)
        finally:
            self._read.pop(("customers", business_id), None)

    async def create_appointment(self, request: AppointmentRequest) -> Appointment:
        """The customers are read anew after it: Bookings makes new ones by itself."""
        try:
            return await self._bookings.create_appointment(request)
        finally:
            self._read.pop(("customers", request.business.id), None)

    async def join_appointment(self, request: AppointmentRequest, session: AppointmentId) -> Appointment:
        """As it is."""
        return await self._bookings.join_appointment(request, session)

    async def cancel_appointment(
        self, business_id: BusinessId, appointment_id: AppointmentId, message: str
    ) -> None:
        """As it is."""
        await self._bookings.cancel_appointment(business_id, appointment_id, message)

    async def _once(
        self, key: tuple[str, BusinessId | None], read: Callable[..., Awaitable[Any]], *of: BusinessId
    ) -> Any:
        if key not in self._read:
            self._read[key] = await read(*of)
        return self._read[key]
