"""What a crash, a stop or an unclear answer left open is settled: by reading, for whom the lease is now.

Nothing is booked here: an appointment is there or it is not. A customer is the same. A meeting is asked for
again, for Graph makes one for one external id however often it is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from booking.errors import Rejected
from booking.hosting import Hosting
from booking.intents import Intent, flow_of
from booking.newcomers import find_newcomer
from booking.ports import Bookings, Clock, Holds, Intents
from booking.reconciling import Sought, find
from booking.refusals import as_outcome
from booking.spans import Span


@dataclass(frozen=True, slots=True)
class Settling:
    """With the rights of one person, or those that are lent for it."""

    bookings: Bookings
    hosting: Callable[[], Hosting]
    intents: Intents
    holds: Holds
    clock: Clock

    async def settle(self, intent: Intent) -> Intent:
        """The intent as it stands now, settled. Its lease has to be the caller's. Raises BookingError."""
        if intent.state != "open":
            return intent
        match intent.kind:
            case "book":
                return await booking_settled(intent, self.bookings, self.intents, self.holds, self.clock)
            case "customer":
                return await self._newcomer(intent)
            case "meet":
                return await self._meeting(intent)
            case _:
                return await self._settled(intent, "refused", {"why": "nobody knows this kind"})

    async def _newcomer(self, intent: Intent) -> Intent:
        """One who never arrived is made known by the next try of the flow, under the same intent."""
        found = await find_newcomer(self.bookings, intent)
        return intent if found is None else await self._settled(intent, "done", {"customer": str(found.id)})

    async def _meeting(self, intent: Intent) -> Intent:
        said = intent.request
        span = Span(datetime.fromisoformat(said["start"]), datetime.fromisoformat(said["end"]))
        if span.end <= self.clock():
            return await self._settled(intent, "refused", {"why": "its time is over"})
        await self.hosting().resume(intent, said["subject"], span)
        return await self.intents.standing(intent.key) or intent

    async def _settled(
        self, intent: Intent, state: Literal["done", "refused"], outcome: Mapping[str, Any]
    ) -> Intent:
        return await self.intents.settle(intent.key, state=state, outcome=outcome, at=self.clock())


async def booking_settled(
    intent: Intent, bookings: Bookings, intents: Intents, holds: Holds, clock: Clock
) -> Intent:
    """A try to book, settled by reading. Its lease has to be the caller's. Raises BookingError."""
    found, flow = await find(bookings, Sought.of_intent(intent)), flow_of(intent.key)
    if found is None:
        await holds.let_go(flow)
        outcome = as_outcome(Rejected("it never arrived"))
        return await intents.settle(intent.key, state="refused", outcome=outcome, at=clock())
    settled = await intents.settle(intent.key, state="done", outcome={"appointment": found.id}, at=clock())
    if hold := await holds.of_flow(flow, now=clock()):
        await holds.soften(hold)
    return settled
