"""Find a time and book it: the rules in order, over the ports.

An appointment is created at most once. The intent is written down before Graph is asked, under a key that
comes from the flow; what is unclear afterwards is read, never repeated, because Graph has no idempotency key
and answers 500 to appointments that it did create.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from booking.diary import Diary, Wanted
from booking.errors import BookingError, Refused, Rejected, Unavailable, Unclear
from booking.holding import OwnTry
from booking.ids import AppointmentId
from booking.intents import LEASE, Intent, Note, flow_of, renewed, uncounted, written
from booking.models import Appointment, Business, NewCustomer, Service, StaffMember
from booking.newcomers import Newcomers
from booking.override import Override, recorded
from booking.ports import AppointmentRequest, Bookings, Clock, Intents, Person
from booking.reconciling import Sought, find, marked
from booking.refusals import as_outcome, of_outcome
from booking.spans import Span
from booking.times import Times
from booking.tries import Tries

T = TypeVar("T")

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
    """Nobody knows yet; `Scheduling.find_out` goes on asking.

    Where it is not `mine`, somebody else may be booking at this moment: not to be found yet means nothing.
    """

    reference: str
    sought: Sought
    mine: bool = True


Outcome = Booked | NotBooked | StillChecking


@dataclass(frozen=True, slots=True)
class Scheduling:
    """The verbs of booking for one person; `pauses` as PAUSES, `lease` as LEASE."""

    bookings: Bookings
    intents: Intents
    times: Times
    person: Person
    clock: Clock
    new_reference: Callable[[], str]
    pause: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep)
    pauses: Sequence[float] = PAUSES
    lease: timedelta = LEASE
    note: Callable[[Note], None] = uncounted

    async def diary(
        self, business: Business, service: Service, staff: Sequence[StaffMember], within: Span
    ) -> Diary:
        """All that decides which times are open; appointments are read fresh."""
        return await self.times.diary(business, service, staff, within)

    async def keep(
        self, request: AppointmentRequest, *, staff: Sequence[StaffMember], wanted: Wanted, key: str
    ) -> bool:
        """Keep the time for the flow of this key, for HOLD; False where others are at it."""
        return await self.times.keep(request, staff, wanted, flow_of(key))

    async def book(
        self,
        request: AppointmentRequest,
        *,
        staff: Sequence[StaffMember],
        wanted: Wanted,
        key: str,
        conversation: Mapping[str, Any] | None = None,
        override: Override | None = None,
    ) -> Outcome:
        """Book once under this key; asked again with the same key it tells what came of the first time.

        `wanted` says who shall hold it; the staff of the request are chosen from it. `conversation` is where
        the answer goes if it comes late. The key is `flow:attempt`: another attempt of the flow follows a
        refusal. `override` are the rules that an administrator books over. Raises Unavailable when surely
        nothing was booked and trying again later may help.
        """
        to_write = partial(self._intent, request, key, conversation, override)
        intent, is_new = await written(self.intents, to_write)
        if not is_new:
            self.note("retried")
            return await self._came_of(intent)
        try:
            check = partial(self.times.checked, request, staff, wanted, flow_of(key), override)
            request, session = await self._unhindered(check)
            request = await self._with_customer(request, flow_of(key))
            intent = await self._fenced(intent)
            made = await self._make(marked(request, intent), session)
        except _TakenOver as taken_over:
            return await self._came_of(taken_over.intent)
        except Unclear as unclear:
            return await self._reconcile(intent, Sought.of_request(request, intent.marker), unclear)
        except Refused as why:
            return await self._refuse(intent, why)
        except Unavailable as why:
            await self._refuse(intent, Rejected(str(why)))
            raise
        return await self._settle(intent, made, "made")

    @property
    def tries(self) -> Tries:
        """What earlier tries have left behind."""
        return Tries(self.bookings, self.intents, self.times.holding.holds, self.clock, self.lease)

    async def find_out(self, checking: StillChecking, *, key: str) -> Outcome:
        """Look until it is known: booked, or not there at the last look and so not booked.

        Where the last looks failed, or somebody else may be at it, nobody knows: the same is given back, and
        the intent stays open for `booking.settling`.
        """
        is_absent = False
        for pause in self.pauses:
            await self.pause(pause)
            try:
                found = await find(self.bookings, checking.sought)
            except BookingError:
                is_absent = False
                continue
            is_absent = True
            if found is not None:
                return await self._settle_by(key, found, checking.reference, "reconciled")
        if is_absent and checking.mine:
            outcome = as_outcome(Rejected("it never arrived"))
            await self.times.holding.let_go(flow_of(key))  # before the flow may begin another try
            await self.intents.settle(key, state="refused", outcome=outcome, at=self.clock())
            self.note("refused")
        match await self.intents.standing(key):
            case Intent(state="refused", outcome=outcome):
                return NotBooked(of_outcome(outcome))
            case Intent(state="done"):  # another copy has found it, and tells of it
                return replace(checking, mine=False)
            case _:
                return checking

    def _intent(
        self,
        request: AppointmentRequest,
        key: str,
        conversation: Mapping[str, Any] | None,
        override: Override | None,
    ) -> Intent:
        reference, now = self.new_reference(), self.clock()
        marker = f"FD-{reference}-{self.new_reference()}{self.new_reference()}"
        return Intent(
            key=key,
            kind="book",
            tenant_id=self.person.tenant_id,
            person_id=self.person.id,
            business_id=request.business.id,
            reference=reference,
            marker=marker,
            request=Sought.of_request(request, marker).as_request() | recorded(override),
            created_at=now,
            conversation=conversation,
            leased_until=now + self.lease,
        )

    async def _unhindered(self, check: Callable[[], Awaitable[T]]) -> T:
        """The check, and once more where nothing comes any more of the person's own try in its way."""
        try:
            return await check()
        except OwnTry as earlier:
            if not await self.tries.is_over(earlier.hold):
                raise
        return await check()

    async def _fenced(self, intent: Intent) -> Intent:
        """Still the only one who is at it, for as long as the call can take. Raises _TakenOver."""
        mine = await self.intents.lease(intent, renewed(intent, self.clock(), self.lease))
        if mine is None:
            raise _TakenOver(await self.intents.standing(intent.key) or intent)
        return mine

    async def _make(self, request: AppointmentRequest, session: Appointment | None) -> Appointment:
        if session is None:
            return await self.bookings.create_appointment(request)
        return await self.bookings.join_appointment(request, session.id)

    async def _with_customer(self, request: AppointmentRequest, flow: str) -> AppointmentRequest:
        """A group service takes only customers whom Bookings knows; otherwise it makes them itself."""
        if not (request.service.is_group and isinstance(request.customer, NewCustomer)):
            return request
        newcomers = Newcomers(
            self.bookings, self.intents, self.person, self.clock, self.new_reference, self.lease
        )
        known = await newcomers.known(request.business.id, request.customer, flow=flow)
        return replace(request, customer=known)

    async def _came_of(self, intent: Intent) -> Outcome:
        """What came of an intent that was written down before, as it was written down."""
        match intent.state:
            case "done":
                return await self._known(intent)
            case "refused":
                await self.intents.tell(intent.key, self.clock())  # the turn goes on with it
                return NotBooked(of_outcome(intent.outcome))
            case _:
                return await self._looked_into(intent)

    async def _looked_into(self, intent: Intent) -> Outcome:
        """A try that is under way elsewhere, or was broken off: whose lease has ended is taken over."""
        is_over = intent.leased_until is None or intent.leased_until <= self.clock()
        mine = await self.intents.lease(intent, self.clock() + self.lease) if is_over else None
        sought, unclear = Sought.of_intent(intent), Unclear("it was begun before")
        return await self._reconcile(mine or intent, sought, unclear, mine=mine is not None)

    async def _known(self, intent: Intent) -> Outcome:
        """What was booked before; where it cannot be read now it is looked for, never booked again."""
        try:
            appointment = await self.bookings.appointment(intent.business_id, appointment_of(intent))
        except Unavailable:
            return StillChecking(intent.reference, Sought.of_intent(intent))
        return Booked(appointment, intent.reference)

    async def _reconcile(
        self, intent: Intent, sought: Sought, unclear: Unclear, *, mine: bool = True
    ) -> Outcome:
        """Read what became of it; only an answered request that left nothing behind is surely not booked."""
        checking = StillChecking(intent.reference, sought, mine)
        for pause in (0.0, self.pauses[0]):
            await self.pause(pause)
            try:
                found = await find(self.bookings, sought)
            except BookingError:
                return checking
            if found is not None:
                return await self._settle(intent, found, "reconciled")
        if not unclear.answered:
            return checking
        refused = await self._refuse(intent, Rejected(f"Bookings did not take it: {unclear}"))
        if unclear.passing:
            raise Unavailable(str(unclear)) from unclear
        return refused

    async def _settle(self, intent: Intent, appointment: Appointment, how: Note) -> Booked:
        return await self._settle_by(intent.key, appointment, intent.reference, how)

    async def _settle_by(self, key: str, appointment: Appointment, reference: str, how: Note) -> Booked:
        outcome = {"appointment": appointment.id}
        await self.intents.settle(key, state="done", outcome=outcome, at=self.clock())
        await self.times.holding.soften(flow_of(key))
        self.note(how)
        return Booked(appointment, reference)

    async def _refuse(self, intent: Intent, why: Refused) -> NotBooked:
        await self.times.holding.let_go(flow_of(intent.key))  # before the flow may begin another try
        await self.intents.settle(intent.key, state="refused", outcome=as_outcome(why), at=self.clock())
        await self.intents.tell(intent.key, self.clock())  # the turn goes on with it
        self.note("refused")
        return NotBooked(why)


class _TakenOver(Exception):
    """Somebody else has settled the intent, or is about to: nothing may be sent any more."""

    def __init__(self, intent: Intent) -> None:
        super().__init__()
        self.intent = intent


def appointment_of(intent: Intent) -> AppointmentId:
    """The appointment that came of an intent."""
    return AppointmentId(str((intent.outcome or {}).get("appointment")))
