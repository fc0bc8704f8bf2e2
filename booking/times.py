"""Which times are open, and the last check of one before it is booked."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.diary import Diary, Wanted
from booking.draft import StaffWish
from booking.errors import Rule, SlotTaken, TimeRefused
from booking.holding import Holding, OwnTry
from booking.holds import Hold
from booking.ids import StaffId
from booking.models import Appointment, Business, Service, StaffMember
from booking.override import Override
from booking.ports import AppointmentRequest, Availability, Bookings, Clock, OwnCalendar, Rights
from booking.rules import Objections, free_at, objections, refusal
from booking.second_opinion import bookable, may_override, own_calendar, second_opinion
from booking.spans import Span

# Appointments that begin earlier still reach into a day with their buffers; none is longer than this.
REACH = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Times:
    """The diary as one person sees it, and the times that are kept for them."""

    bookings: Bookings
    holding: Holding
    clock: Clock
    availability: Availability | None = None
    own_calendar: OwnCalendar | None = None
    rights: Rights | None = None

    async def diary(
        self, business: Business, service: Service, staff: Sequence[StaffMember], within: Span
    ) -> Diary:
        """All that decides which times are open; appointments are read fresh.

        The sources are merged, and the busier answer wins (decision 21).
        """
        around = within.widened(REACH, REACH)
        appointments, busy, personal, held, staff = await asyncio.gather(
            self.bookings.calendar(business.id, around),
            second_opinion(self.availability, business.id, staff, around),
            own_calendar(self.own_calendar, staff, around),
            self.holding.of_others(business.id, around),
            bookable(self.rights, business.id, staff),
        )
        return Diary(
            business=business,
            service=service,
            staff=tuple(staff),
            appointments=tuple(appointments),
            now=self.clock(),
            busy=busy,
            personal=personal,
            held=held,
        )

    async def keep(
        self, request: AppointmentRequest, staff: Sequence[StaffMember], wanted: Wanted, flow: str
    ) -> bool:
        """Keep the time for this flow until it is booked, for HOLD; False where others are at it.

        A group takes several, so that nobody's time is kept from the others. May raise a BookingError.
        """
        if request.service.is_group or wanted is StaffWish.UNASSIGNED:
            return True
        candidates: Sequence[StaffId] = wanted if isinstance(wanted, tuple) else ()
        if wanted is StaffWish.ANYONE:
            kept = await self.holding.kept(request, flow)
            diary = await self.diary(request.business, request.service, staff, request.span)
            candidates = sorted(free_at(diary, request.start), key=lambda one: one != kept)
        return await self._first_kept(request, candidates, flow, firm=False) is not None

    async def checked(
        self,
        request: AppointmentRequest,
        staff: Sequence[StaffMember],
        wanted: Wanted,
        flow: str,
        override: Override | None = None,
    ) -> tuple[AppointmentRequest, Appointment | None]:
        """Check the time once more, with the calendar as it stands now, and choose who holds it.

        First it is made sure that nobody else books this time at this moment, and then the calendar is read:
        the other way round both would read that it is free. A group service with a session at that time and a
        seat left is joined rather than begun anew. An override counts from who may give it, asked now.
        """
        if override and not await may_override(self.rights, request.business.id):
            override = None
        kept = await self._kept_firmly(request, wanted, flow)
        while True:
            diary = await self.diary(request.business, request.service, staff, request.span)
            against = _allowed(diary, request.start, wanted, override)
            noted = _noted(request, against, override)
            sessions = (one for one in diary.joinable(wanted) if one.start == request.start)
            if (session := next(sessions, None)) is not None:
                await self.holding.alone_with(request, session.id, flow)
                return replace(noted, staff_ids=session.staff_ids), session
            if wanted is StaffWish.UNASSIGNED:
                return replace(noted, staff_ids=()), None
            free = wanted if isinstance(wanted, tuple) else free_at(diary, request.start) or against.staff_ids
            if kept in free:
                return replace(noted, staff_ids=wanted if isinstance(wanted, tuple) else (kept,)), None
            if (kept := await self._first_kept(request, free, flow, firm=True)) is None:
                raise TimeRefused(Rule.HELD)

    async def _kept_firmly(self, request: AppointmentRequest, wanted: Wanted, flow: str) -> StaffId | None:
        """Whose time is this flow's alone before anything is read; None where that is to be chosen yet."""
        if request.service.is_group or wanted is StaffWish.UNASSIGNED:
            return None
        if isinstance(wanted, tuple):
            candidates = wanted
        else:
            kept = await self.holding.kept(request, flow)
            candidates = () if kept is None else (kept,)
        mine = await self._first_kept(request, candidates, flow, firm=True)
        if mine is None and isinstance(wanted, tuple):
            raise TimeRefused(Rule.HELD)
        return mine

    async def _first_kept(
        self, request: AppointmentRequest, candidates: Sequence[StaffId], flow: str, *, firm: bool
    ) -> StaffId | None:
        """Whose time could be kept first.

        Of a time that is kept for the same person already, others keep away as it is: for a last look that
        will do. To book it, their other try has to be over. Raises OwnTry.
        """
        own: list[tuple[StaffId, Hold]] = []
        for candidate in candidates:
            against = await self.holding.keep(request, candidate, flow, firm=firm)
            if against is None:
                return candidate
            if self.holding.is_own(against):
                own.append((candidate, against))
        if own and firm:
            raise OwnTry(own[0][1])
        return own[0][0] if own else None


def _allowed(diary: Diary, start: datetime, wanted: Wanted, override: Override | None) -> Objections:
    """What speaks against the time and is booked over. Raises SlotTaken or TimeRefused for all else."""
    against = objections(diary, start, wanted)
    is_over = override is not None and against.can_be_overridden and override.allows(against.rules)
    if is_over or not against.rules:
        return against
    untold = (rule for rule in against.rules if override and rule not in override.rules)
    rule = next(untold, refusal(diary, start, wanted))
    if rule in {Rule.STAFF_BUSY, Rule.GROUP_FULL}:
        raise SlotTaken(f"taken: {rule}")
    raise TimeRefused(rule or against.rules[0])


def _noted(request: AppointmentRequest, against: Objections, override: Override | None) -> AppointmentRequest:
    """The request with a word for the staff on what was booked over, and by whom."""
    if override is None or not against.rules:
        return request
    parts = (request.service_notes, override.note(against.rules))
    return replace(request, service_notes="\n\n".join(part for part in parts if part))
