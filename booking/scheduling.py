"""Find a time and book it: the rules in order, over the ports.

An appointment is created at most once. The intent is written down before Graph is asked, under a key that
comes from the flow; what is unclear afterwards is read, never repeated, because Graph has no idempotency key
and answers 500 to appointments that it did create.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from booking.diary import Diary, Wanted
from booking.draft import StaffWish
from booking.errors import (
    AppointmentGone,
    BookingError,
    Refused,
    Rejected,
    Rule,
    SlotTaken,
    TimeRefused,
    Unavailable,
    Unclear,
)
from booking.ids import AppointmentId, BusinessId, StaffId
from booking.intents import Intent, Note, ReferenceTaken, uncounted
from booking.models import Appointment, Business, Customer, NewCustomer, Service, StaffMember
from booking.ports import AppointmentRequest, Availability, Bookings, Clock, Intents, Person
from booking.rules import free_at, refusal
from booking.second_opinion import second_opinion
from booking.spans import Span

# Appointments that begin earlier still reach into a day with their buffers; none is longer than this.
REACH = timedelta(hours=24)

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds between looks at what became of a create, or of a link that is not there yet: a minute in all."""


@dataclass(frozen=True, slots=True)
class Booked:
    """The appointment exists."""

    appointment: Appointment
    reference: str


@dataclass(frozen=True, slots=True)
class NotBooked:
    """Surely nothing was booked, and why."""

    why: Refused


@dataclass(frozen=True, slots=True)
class StillChecking:
    """Nobody knows yet; `Scheduling.find_out` goes on asking."""

    reference: str
    marker: str


Outcome = Booked | NotBooked | StillChecking


@dataclass(frozen=True, slots=True)
class Scheduling:
    """The verbs of booking for one person; `pauses` as PAUSES."""

    bookings: Bookings
    intents: Intents
    person: Person
    clock: Clock
    new_reference: Callable[[], str]
    pause: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep)
    pauses: Sequence[float] = PAUSES
    note: Callable[[Note], None] = uncounted
    availability: Availability | None = None

    async def diary(
        self, business: Business, service: Service, staff: Sequence[StaffMember], within: Span
    ) -> Diary:
        """All that decides which times are open; appointments are read fresh."""
        around = within.widened(REACH, REACH)
        appointments, busy = await asyncio.gather(
            self.bookings.calendar(business.id, around),
            second_opinion(self.availability, business.id, staff, around),
        )
        return Diary(
            business=business,
            service=service,
            staff=tuple(staff),
            appointments=tuple(appointments),
            now=self.clock(),
            busy=busy,
        )

    async def book(
        self, request: AppointmentRequest, *, staff: Sequence[StaffMember], wanted: Wanted, key: str
    ) -> Outcome:
        """Book once under this key; asked again with the same key it tells what came of the first time.

        `wanted` says who shall hold it; the staff of the request are chosen from it.
        Raises Unavailable when surely nothing was booked and trying again later may help.
        """
        intent, is_new = await self._open(request, key)
        if not is_new:
            self.note("retried")
            return await self._came_of(intent, request)
        try:
            request, session = await self._checked(request, staff, wanted)
            request = await self._with_customer(request)
            made = await self._make(_marked(request, intent), session)
        except Unclear as unclear:
            return await self._reconcile(request, intent, unclear)
        except Refused as why:
            return await self._refuse(intent, why)
        except Unavailable as why:
            await self._refuse(intent, Rejected(str(why)))
            raise
        return await self._settle(intent, made, "made")

    async def find_out(self, request: AppointmentRequest, checking: StillChecking, *, key: str) -> Outcome:
        """Look until it is known: booked, or not there at the last look and so not booked.

        Where the last looks failed nobody knows: the same is given back, and the intent stays open.
        """
        has_looked = False
        for pause in self.pauses:
            await self.pause(pause)
            try:
                found = await self._find(request, checking.marker)
            except BookingError:
                has_looked = False
                continue
            has_looked = True
            if found is not None:
                return await self._settle_by(key, found, checking.reference, "reconciled")
        if not has_looked:
            return checking
        outcome = {"why": "never arrived"}
        stands = await self.intents.settle(key, state="refused", outcome=outcome, at=self.clock())
        if stands.state == "done":
            return checking
        self.note("refused")
        return NotBooked(Rejected("it never arrived"))

    async def _open(self, request: AppointmentRequest, key: str) -> tuple[Intent, bool]:
        """Write the intent down; False when it stood there already."""
        while True:
            mine = self._intent(request, key, self.new_reference())
            try:
                intent = await self.intents.open(mine)
            except ReferenceTaken:
                continue
            return intent, intent.marker == mine.marker

    def _intent(self, request: AppointmentRequest, key: str, reference: str) -> Intent:
        return Intent(
            key=key,
            kind="book",
            tenant_id=self.person.tenant_id,
            person_id=self.person.id,
            business_id=request.business.id,
            reference=reference,
            marker=f"FD-{reference}-{self.new_reference()}{self.new_reference()}",
            request={"service": request.service.id, "start": request.start.isoformat()},
            created_at=self.clock(),
        )

    async def _checked(
        self, request: AppointmentRequest, staff: Sequence[StaffMember], wanted: Wanted
    ) -> tuple[AppointmentRequest, Appointment | None]:
        """Check the time once more, with the calendar as it stands now, and choose who holds it.

        A group service with a session at that time and a seat left is joined rather than begun anew.
        """
        diary = await self.diary(request.business, request.service, staff, request.span)
        against = refusal(diary, request.start, wanted)
        if against in {Rule.STAFF_BUSY, Rule.GROUP_FULL}:
            raise SlotTaken(f"taken: {against}")
        if against is not None:
            raise TimeRefused(against)
        sessions = (one for one in diary.joinable(wanted) if one.start == request.start)
        if (session := next(sessions, None)) is not None:
            return replace(request, staff_ids=session.staff_ids), session
        match wanted:
            case StaffWish.UNASSIGNED:
                chosen: tuple[StaffId, ...] = ()
            case StaffWish.ANYONE:
                chosen = free_at(diary, request.start)[:1]
            case _:
                chosen = wanted
        return replace(request, staff_ids=chosen), None

    async def _make(self, request: AppointmentRequest, session: Appointment | None) -> Appointment:
        if session is None:
            return await self.bookings.create_appointment(request)
        return await self.bookings.join_appointment(request, session.id)

    async def _with_customer(self, request: AppointmentRequest) -> AppointmentRequest:
        """A group service takes only customers whom Bookings knows; otherwise it makes them itself."""
        if request.service.is_group and isinstance(request.customer, NewCustomer):
            known = await self.bookings.create_customer(request.business.id, request.customer)
            return replace(request, customer=known)
        return request

    async def _came_of(self, intent: Intent, request: AppointmentRequest) -> Outcome:
        """What came of an intent that was written down before."""
        match intent.state:
            case "done":
                return await self._known(intent, request)
            case "refused":
                return NotBooked(Rejected("it was refused before"))
            case _:
                return await self._reconcile(request, intent, Unclear("it was begun before"))

    async def _known(self, intent: Intent, request: AppointmentRequest) -> Outcome:
        """What was booked before; where it cannot be read now it is looked for, never booked again."""
        try:
            appointment = await self.bookings.appointment(request.business.id, _appointment_id(intent))
        except Unavailable:
            return StillChecking(intent.reference, intent.marker)
        return Booked(appointment, intent.reference)

    async def _reconcile(self, request: AppointmentRequest, intent: Intent, unclear: Unclear) -> Outcome:
        """Read what became of it; only an answered request that left nothing behind is surely not booked."""
        for pause in (0.0, self.pauses[0]):
            await self.pause(pause)
            try:
                found = await self._find(request, intent.marker)
            except BookingError:
                return StillChecking(intent.reference, intent.marker)
            if found is not None:
                return await self._settle(intent, found, "reconciled")
        if not unclear.answered:
            return StillChecking(intent.reference, intent.marker)
        refused = await self._refuse(intent, Rejected(f"Bookings did not take it: {unclear}"))
        if unclear.passing:
            raise Unavailable(str(unclear)) from unclear
        return refused

    async def _find(self, request: AppointmentRequest, marker: str) -> Appointment | None:
        """The appointment that carries the marker, in the internal notes that only a read by id gives.

        A session that was joined carries that of whoever began it: there the customer tells.
        """
        listed = await self.bookings.calendar(request.business.id, request.span)
        for candidate in listed:
            if candidate.start == request.start and candidate.service_id == request.service.id:
                whole = await self._whole(request.business.id, candidate.id)
                if whole is None:
                    continue
                joined = request.service.is_group and attends(whole, request.customer)
                if joined or marker in whole.service_notes:
                    return whole
        return None

    async def _whole(self, business_id: BusinessId, appointment_id: AppointmentId) -> Appointment | None:
        try:
            return await self.bookings.appointment(business_id, appointment_id)
        except AppointmentGone:
            return None

    async def _settle(self, intent: Intent, appointment: Appointment, how: Note) -> Booked:
        return await self._settle_by(intent.key, appointment, intent.reference, how)

    async def _settle_by(self, key: str, appointment: Appointment, reference: str, how: Note) -> Booked:
        outcome = {"appointment": appointment.id}
        await self.intents.settle(key, state="done", outcome=outcome, at=self.clock())
        self.note(how)
        return Booked(appointment, reference)

    async def _refuse(self, intent: Intent, why: Refused) -> NotBooked:
        await self.intents.settle(intent.key, state="refused", outcome={"why": str(why)}, at=self.clock())
        self.note("refused")
        return NotBooked(why)


def attends(appointment: Appointment, customer: Customer | NewCustomer) -> bool:
    """Whether the customer is among those of an appointment that was read by its id."""
    if isinstance(customer, Customer):
        return any(one.customer_id == customer.id for one in appointment.attendees)
    return any((one.name, one.mail) == (customer.name, customer.mail) for one in appointment.attendees)


def _marked(request: AppointmentRequest, intent: Intent) -> AppointmentRequest:
    """The request with the marker by which it is found again."""
    notes = "\n\n".join(
        part for part in (request.service_notes, f"Frontdesk {intent.reference} {intent.marker}") if part
    )
    return replace(request, service_notes=notes)


def _appointment_id(intent: Intent) -> AppointmentId:
    return AppointmentId(str((intent.outcome or {})["appointment"]))
