"""Meetings for an outside system: made once, both links kept under its event id, found again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from booking.errors import BookingError, Refused, Unclear
from booking.ids import BusinessId
from booking.intents import LEASE, Intent, written
from booking.meetings import MeetingLinks
from booking.ports import Clock, Intents, Links, Meetings, OnlineMeeting, Person
from booking.spans import Span

LENGTH = timedelta(minutes=30)
"""How long a meeting lasts where nothing else is said."""


class HeldByAnother(Refused):
    """The event id is kept for another person; its links are theirs."""


@dataclass(frozen=True, slots=True)
class Hosting:
    """The verbs of meetings for one person."""

    meetings: Meetings
    links: Links
    intents: Intents
    person: Person
    clock: Clock
    new_reference: Callable[[], str]

    async def host(
        self,
        subject: str,
        span: Span,
        event_id: str | None,
        *,
        flow: str,
        conversation: Mapping[str, Any] | None = None,
    ) -> MeetingLinks:
        """Make the meeting, or give the one that stands under this event id, or came of this flow, already.

        Graph's createOrGet makes one meeting for one external id however often it is asked, so that a repeat
        needs no reconciling. `conversation` is where the links go if the answer is cut off. Raises
        HeldByAnother and what the ports raise.
        """
        intent, _ = await written(
            self.intents, lambda: self._intent(subject, span, event_id, flow, conversation)
        )
        try:
            return await self.resume(intent, subject, span)
        except Unclear:
            raise  # may have been made: whoever settles what is open looks after it
        except BookingError as error:
            await self._settle(intent, "refused", {"why": type(error).__name__})
            raise

    async def resume(self, intent: Intent, subject: str, span: Span) -> MeetingLinks:
        """Go on with a meeting that was written down, from wherever it was cut off. Raises as `host`."""
        event_id = intent.marker
        if (kept := await self.find(event_id)) is not None and kept.visitor_url:
            await self._settle(intent, "done", {"meeting": kept.meeting_id})
            return kept
        meeting = await self.meetings.create_or_get(event_id, subject, span)
        made = await self._with_visitor_link(self._links(meeting, event_id))
        await self.links.save(made)
        await self._settle(intent, "done", {"meeting": made.meeting_id})
        return made

    async def find(self, event_id: str) -> MeetingLinks | None:
        """The links under an event id; a visitor link that was not there yet is asked for again."""
        kept = await self.links.find(self.person.tenant_id, event_id)
        if kept is None:
            return None
        if kept.organizer_id != self.person.id:
            raise HeldByAnother("another person made this meeting")
        if kept.visitor_url:
            return kept
        complete = await self._with_visitor_link(replace(kept, updated_at=self.clock()))
        await self.links.save(complete)
        return complete

    async def _with_visitor_link(self, links: MeetingLinks) -> MeetingLinks:
        """A meeting without its visitor link is still worth keeping: the link can be fetched later."""
        try:
            return replace(links, visitor_url=await self.meetings.visitor_link(links.meeting_id))
        except BookingError:
            return links

    async def _settle(
        self, intent: Intent, state: Literal["done", "refused"], outcome: Mapping[str, Any]
    ) -> None:
        """Told first and posted then: links that are posted twice are worse than a /link more."""
        await self.intents.settle(intent.key, state=state, outcome=outcome, at=self.clock())
        await self.intents.tell(intent.key, self.clock())

    def _intent(
        self,
        subject: str,
        span: Span,
        event_id: str | None,
        flow: str,
        conversation: Mapping[str, Any] | None,
    ) -> Intent:
        reference, now = self.new_reference(), self.clock()
        return Intent(
            key=f"meet:{self.person.tenant_id}:{self.person.id}:{event_id or flow}",
            kind="meet",
            tenant_id=self.person.tenant_id,
            person_id=self.person.id,
            business_id=BusinessId(""),
            reference=reference,
            marker=event_id or f"FD-{reference}",
            request={"subject": subject, "start": span.start.isoformat(), "end": span.end.isoformat()},
            created_at=now,
            conversation=conversation,
            leased_until=now + LEASE,
        )

    def _links(self, meeting: OnlineMeeting, event_id: str) -> MeetingLinks:
        now = self.clock()
        return MeetingLinks(
            tenant_id=self.person.tenant_id,
            event_id=event_id,
            organizer_id=self.person.id,
            meeting_id=meeting.id,
            subject=meeting.subject,
            start=meeting.start,
            end=meeting.end,
            join_url=meeting.join_link or "",
            created_at=now,
            updated_at=now,
        )
