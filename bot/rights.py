"""What a role may do, where the bot acts with its own rights and so has to ask itself (graph-bookings 3)."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace

from booking.errors import NotPermitted
from booking.ids import AppointmentId, BusinessId, StaffId
from booking.models import (
    Appointment,
    Business,
    BusinessName,
    Customer,
    NewCustomer,
    Question,
    Role,
    Service,
    StaffMember,
)
from booking.ports import AppointmentRequest, Bookings
from booking.spans import Span

_RANKS = (Role.ADMINISTRATOR, Role.SCHEDULER, Role.TEAM_MEMBER, Role.VIEWER)
READERS = frozenset(_RANKS)
BOOKERS = frozenset({Role.ADMINISTRATOR, Role.SCHEDULER, Role.TEAM_MEMBER})
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.SCHEDULER})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the person is in a business."""

    role: Role
    own_id: StaffId

    def sees(self, appointment: Appointment) -> bool:
        """Whether this appointment is theirs to look at."""
        return self.role is not Role.TEAM_MEMBER or self.own_id in appointment.staff_ids


class Supervised:
    """Bookings with the app's rights, narrowed to one person's. What is not surely allowed is not done."""

    def __init__(self, bookings: Bookings, mails: Callable[[], Awaitable[Collection[str]]]) -> None:
        self._bookings = bookings
        self._mails = mails

    async def businesses(self) -> Sequence[BusinessName]:
        """Those in which the person has a role."""
        found = await self._bookings.businesses()
        return [each for each in found if await self._is_reader(each.id)]

    async def business(self, business_id: BusinessId) -> Business:
        """For every role."""
        await self._standing(business_id, READERS)
        return await self._bookings.business(business_id)

    async def services(self, business_id: BusinessId) -> Sequence[Service]:
        """For every role."""
        await self._standing(business_id, READERS)
        return await self._bookings.services(business_id)

    async def staff(self, business_id: BusinessId) -> Sequence[StaffMember]:
        """For every role."""
        await self._standing(business_id, READERS)
        return await self._bookings.staff(business_id)

    async def customers(self, business_id: BusinessId) -> Sequence[Customer]:
        """For every role."""
        await self._standing(business_id, READERS)
        return await self._bookings.customers(business_id)

    async def questions(self, business_id: BusinessId) -> Sequence[Question]:
        """For every role."""
        await self._standing(business_id, READERS)
        return await self._bookings.questions(business_id)

    async def calendar(self, business_id: BusinessId, within: Span) -> Sequence[Appointment]:
        """For every role; a team member sees their own."""
        standing = await self._standing(business_id, READERS)
        found = await self._bookings.calendar(business_id, within)
        return [each for each in found if standing.sees(each)]

    async def appointment(self, business_id: BusinessId, appointment_id: AppointmentId) -> Appointment:
        """For every role; a team member sees their own."""
        return await self._seen(business_id, appointment_id, READERS)

    async def create_customer(self, business_id: BusinessId, customer: NewCustomer) -> Customer:
        """For those who book."""
        await self._standing(business_id, BOOKERS)
        return await self._bookings.create_customer(business_id, customer)

    async def create_appointment(self, request: AppointmentRequest) -> Appointment:
        """For those who book; a team member becomes the staff of what they add."""
        standing = await self._standing(request.business.id, BOOKERS)
        if standing.role is Role.TEAM_MEMBER:
            if set(request.staff_ids) - {standing.own_id}:
                raise NotPermitted("a team member books for themselves alone")
            request = replace(request, staff_ids=(standing.own_id,))
        return await self._bookings.create_appointment(request)

    async def join_appointment(self, request: AppointmentRequest, session: AppointmentId) -> Appointment:
        """For those who book; a team member adds to their own."""
        await self._seen(request.business.id, session, BOOKERS)
        return await self._bookings.join_appointment(request, session)

    async def cancel_appointment(
        self, business_id: BusinessId, appointment_id: AppointmentId, message: str
    ) -> None:
        """For those who book; a team member cancels their own."""
        await self._seen(business_id, appointment_id, BOOKERS)
        await self._bookings.cancel_appointment(business_id, appointment_id, message)

    async def _seen(
        self, business_id: BusinessId, appointment_id: AppointmentId, roles: Collection[Role]
    ) -> Appointment:
        standing = await self._standing(business_id, roles)
        found = await self._bookings.appointment(business_id, appointment_id)
        if not standing.sees(found):
            raise NotPermitted("another's appointment")
        return found

    async def _is_reader(self, business_id: BusinessId) -> bool:
        try:
            await self._standing(business_id, READERS)
        except NotPermitted:
            return False
        return True

    async def _standing(self, business_id: BusinessId, roles: Collection[Role]) -> Standing:
        mails = {mail.casefold() for mail in await self._mails()}
        staff = await self._bookings.staff(business_id)
        own = [each for each in staff if each.mail and each.mail.casefold() in mails]
        # Listed twice, the lesser role counts.
        standings = [Standing(each.role, each.id) for each in own]
        least = max(standings, key=lambda each: _rank(each.role), default=None)
        if least is None or least.role not in roles:
            raise NotPermitted("no role that reaches so far")
        return least


def _rank(role: Role) -> int:
    return _RANKS.index(role) if role in READERS else len(_RANKS)
