"""What an earlier try of the same person left behind, where it stands in the way of their next one."""

from dataclasses import dataclass
from datetime import timedelta

from booking.errors import BookingError, Rule, TimeRefused
from booking.holds import Hold
from booking.intents import Intent, flow_of, is_unsent
from booking.ports import Bookings, Clock, Holds, Intents
from booking.refusals import as_outcome
from booking.settling import booking_settled

BROKEN_OFF = timedelta(seconds=10)
"""After so long a try that has sent nothing is taken over by the person's next. It may be alive all the same:
then it sends nothing any more, and tells them of the other."""


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries of one person in all their chats."""

    bookings: Bookings
    intents: Intents
    holds: Holds
    clock: Clock
    lease: timedelta

    async def is_over(self, hold: Hold) -> bool:
        """Whether nothing comes any more of the try that took this hold firmly; then it is firm no more.

        What surely was not sent is given up. What may have been is looked for once nobody is at it, and else
        the sweeper does: until then its time is not booked again.
        """
        while (intent := await self.intents.under_way(hold.flow)) is not None:
            if not await self._ended(intent):
                return False
        await self.holds.soften(hold)
        return True

    async def begun(self, key: str) -> Intent | None:
        """The try of this key, if there was one; looked for where nobody is at it."""
        intent = await self.intents.standing(key)
        if intent and intent.state == "open" and await self._ended(intent):
            return await self.intents.standing(key)
        return intent

    async def _ended(self, intent: Intent) -> bool:
        now, unsent = self.clock(), is_unsent(intent, self.lease)
        left_alone = intent.created_at + BROKEN_OFF if unsent else intent.leased_until
        if left_alone is not None and now < left_alone:
            return False
        mine = await self.intents.lease(intent, now + self.lease)
        if mine is None:
            return False
        try:
            settled = await (self._given_up(mine) if unsent else self._looked_for(mine))
        except BookingError:
            return False
        # Its own card is still to be told, by whoever sweeps first.
        await self.intents.lease(settled, self.clock())
        return True

    async def _given_up(self, intent: Intent) -> Intent:
        await self.holds.let_go(flow_of(intent.key))
        outcome = as_outcome(TimeRefused(Rule.OWN_TRY))
        return await self.intents.settle(intent.key, state="refused", outcome=outcome, at=self.clock())

    async def _looked_for(self, intent: Intent) -> Intent:
        return await booking_settled(intent, self.bookings, self.intents, self.holds, self.clock)
