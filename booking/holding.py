"""Keeping a time for somebody between the last look and Book, so that no two colleagues fight for it."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from booking.errors import Rule, TimeRefused
from booking.holds import HOLD, Hold
from booking.ids import AppointmentId, BusinessId, StaffId
from booking.ports import AppointmentRequest, Clock, Holds, Person
from booking.spans import Span

PATIENCE = (0.1, 0.2, 0.4, 0.8, 1.5)
"""Seconds between tries while somebody else adds a customer to the same session."""


class OwnTry(TimeRefused):
    """A try of the same person's is booking that time, or was broken off over it."""

    def __init__(self, hold: Hold) -> None:
        super().__init__(Rule.OWN_TRY)
        self.hold = hold


@dataclass(frozen=True, slots=True)
class Holding:
    """The holds as one person sees them."""

    holds: Holds
    person: Person
    clock: Clock
    pause: Callable[[float], Awaitable[None]]

    async def of_others(self, business_id: BusinessId, within: Span) -> Mapping[StaffId, Sequence[Span]]:
        """When members of staff are kept for somebody else."""
        others: defaultdict[StaffId, list[Span]] = defaultdict(list)
        kept = await self.holds.held(self.person.tenant_id, business_id, within, now=self.clock())
        for hold in kept:
            if hold.person_id != self.person.id:
                others[hold.staff_id].append(hold.span)
        return others

    async def keep(
        self, request: AppointmentRequest, staff_id: StaffId, flow: str, *, firm: bool = False
    ) -> Hold | None:
        """Keep the time of this member of staff; or the hold that stands in the way."""
        now = self.clock()
        hold = Hold(
            flow=flow,
            tenant_id=self.person.tenant_id,
            person_id=self.person.id,
            business_id=request.business.id,
            staff_id=staff_id,
            span=_reserved(request),
            until=now + HOLD,
            firm=firm,
        )
        return await self.holds.take(hold, now=now)

    def is_own(self, hold: Hold) -> bool:
        """Whether it is a try of this person's in another chat, or an earlier one."""
        return hold.person_id == self.person.id

    async def kept(self, request: AppointmentRequest, flow: str) -> StaffId | None:
        """Whose time this flow keeps for this request."""
        hold = await self.holds.of_flow(flow, now=self.clock())
        fits = hold and hold.business_id == request.business.id and hold.span == _reserved(request)
        return hold.staff_id if hold and fits else None

    async def soften(self, flow: str) -> None:
        """It is booked: the calendar tells from now on, and until it does the others keep away."""
        if hold := await self.holds.of_flow(flow, now=self.clock()):
            await self.holds.soften(hold)

    async def let_go(self, flow: str) -> None:
        """It is not booked."""
        await self.holds.let_go(flow)

    async def alone_with(self, request: AppointmentRequest, session: AppointmentId, flow: str) -> None:
        """Be the only one who adds to this session: what two write at once, one of them loses.

        Raises TimeRefused where others are at it for too long.
        """
        for wait in PATIENCE:
            if (against := await self._added_to(request, session, flow)) is None:
                return
            await self.pause(wait)
        if against := await self._added_to(request, session, flow):
            raise OwnTry(against) if self.is_own(against) else TimeRefused(Rule.HELD)

    async def _added_to(self, request: AppointmentRequest, session: AppointmentId, flow: str) -> Hold | None:
        return await self.keep(request, StaffId(f"session:{session}"), flow, firm=True)


def _reserved(request: AppointmentRequest) -> Span:
    """The appointment with its buffers."""
    return request.span.widened(request.service.pre_buffer, request.service.post_buffer)
