"""What a role may do, where the bot acts with its own rights and so has to ask itself (graph-bookings 3)."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace

from booking.errors import BookingError, NotPermitted, Unavailable
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
from booking.standing import Standing
from graph.availability import GraphAvailability, StaffStatus

_RANKS = (Role.ADMINISTRATOR, Role.SCHEDULER, Role.TEAM_MEMBER, Role.VIEWER)
READERS = frozenset(_RANKS)
BOOKERS = frozenset({Role.ADMINISTRATOR, Role.SCHEDULER, Role.TEAM_MEMBER})
BUSY = frozenset({StaffStatus.BUSY, StaffStatus.OUT_OF_OFFICE})
PATIENCE = 3.0
"""Seconds that a second opinion is waited for."""

Mails = Callable[[], Awaitable[Collection[str]]]


class Supervised:
    """Bookings with the app's rights, narrowed to one person's. What is not surely allowed is not done."""

    def __init__(self, bookings: Bookings, mails: Mails) -> None:
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

    async def customers_now(self, business_id: BusinessId) -> Sequence[Customer]:
        """For every role."""
        await self._standing(business_id, READERS)
        return await self._bookings.customers_now(business_id)

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
            if not set(request.staff_ids) <= {standing.own_id}:
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
        return standing_in(await self._bookings.staff(business_id), await self._mails(), roles)


class OwnRole:
    """What the person is in a business, by their own entry among its staff: fulfils booking.ports.Rights.

    `delegated` where Graph sees the person, and so asks for their rights itself.
    """

    def __init__(self, bookings: Bookings, mails: Mails, *, delegated: bool) -> None:
        self._bookings = bookings
        self._mails = mails
        self._delegated = delegated

    async def standing(self, business_id: BusinessId) -> Standing | None:
        """None where it cannot be read, for then nothing may follow from it."""
        try:
            staff = await self._bookings.staff(business_id)
            found = standing_in(staff, await self._mails(), READERS)
        except BookingError:
            return None
        return replace(found, delegated=self._delegated)


class SupervisedAvailability:
    """getStaffAvailability, which only the app may ask: for those whose own reading shows their role.

    Graph's answer knows no rules of booking and may say free where it is not, so that it only ever adds to
    the calendar; seats left in a session (`slotsAvailable`) are the calendar's to tell.
    """

    def __init__(self, bookings: Bookings, mails: Mails, availability: GraphAvailability) -> None:
        self._bookings = bookings
        self._mails = mails
        self._availability = availability

    async def busy(
        self, business_id: BusinessId, staff_ids: Sequence[StaffId], within: Span
    ) -> Mapping[StaffId, Sequence[Span]]:
        """Asked for those whose time the person may see: a team member's own alone."""
        staff = await self._bookings.staff(business_id)
        standing = standing_in(staff, await self._mails(), READERS)
        known = {one.id for one in standing.books_for(staff)}
        asked = [one for one in staff_ids if one in known]
        if not asked:
            return {}
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._availability.staff(business_id, asked, within)
        except TimeoutError:
            raise Unavailable("staff availability takes too long") from None
        busy: defaultdict[StaffId, list[Span]] = defaultdict(list)
        for time in found:
            if time.status in BUSY:
                busy[time.staff_id].append(time.span)
        return busy


def standing_in(staff: Sequence[StaffMember], mails: Collection[str], roles: Collection[Role]) -> Standing:
    """What the person of these addresses is. Raises NotPermitted where it is none of these roles."""
    known = {mail.casefold() for mail in mails}
    # Listed twice, the lesser role counts.
    standings = [
        Standing(each.role, each.id) for each in staff if each.mail and each.mail.casefold() in known
    ]
    least = max(standings, key=lambda each: _rank(each.role), default=None)
    if least is None or least.role not in roles:
        raise NotPermitted("no role that reaches so far")
    return least


def _rank(role: Role) -> int:
    return _RANKS.index(role) if role in READERS else len(_RANKS)
