"""The personal calendar of the one who books, by their own token: a third opinion on their own time."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence

from booking.errors import NotPermitted, Unavailable
from booking.ids import StaffId
from booking.models import StaffMember
from booking.spans import Span
from bot.rights import PATIENCE, Mails
from graph.schedule import GraphSchedule

REFUSED_FOR = 600.0
"""Seconds that a person is not asked again whose token does not reach so far."""
KEPT = 10_000


class Refusals:
    """Whose calendar may not be read: those who have not consented to Calendars.ReadBasic."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: OrderedDict[Hashable, float] = OrderedDict()

    def stands(self, person: Hashable) -> bool:
        """Whether it was refused a short while ago."""
        return self._clock() < self._until.get(person, 0.0)

    def add(self, person: Hashable) -> None:
        """It was refused now."""
        self._until[person] = self._clock() + REFUSED_FOR
        self._until.move_to_end(person)
        while len(self._until) > KEPT:
            self._until.popitem(last=False)


class OwnCalendar:
    """getSchedule for the person alone, never for others: fulfils booking.ports.OwnCalendar."""

    def __init__(self, person: Hashable, mails: Mails, schedule: GraphSchedule, refusals: Refusals) -> None:
        self._person = person
        self._mails = mails
        self._schedule = schedule
        self._refusals = refusals

    async def busy(self, staff: Sequence[StaffMember], within: Span) -> Mapping[StaffId, Sequence[Span]]:
        """Asked only where they are among these staff, and their calendar counts there."""
        minding = [one for one in staff if one.minds_personal_calendar]
        if not minding or self._refusals.stands(self._person):
            return {}
        known = {mail.casefold() for mail in await self._mails()}
        own = {one.id: one.mail.casefold() for one in minding if one.mail and one.mail.casefold() in known}
        if not own:
            return {}
        taken = await self._taken(sorted(set(own.values())), within)
        return {staff_id: taken[mail] for staff_id, mail in own.items() if mail in taken}

    async def _taken(self, mails: Sequence[str], within: Span) -> Mapping[str, Sequence[Span]]:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._schedule.taken(mails, within)
        except NotPermitted:
            self._refusals.add(self._person)
            raise
        except TimeoutError:
            raise Unavailable("the personal calendar takes too long") from None
