"""Meetings for an outside system: made once, both links kept under its event id, found again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from booking.errors import BookingError, Refused
from booking.ids import BusinessId
from booking.intents import Intent, ReferenceTaken
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

    async def host(self, subject: str, span: Span, event_id: str | None) -> MeetingLinks:
        """Make the meeting, or give the one that stands under this event id already.

        Graph's createOrGet makes one meeting for one external id however often it is asked, so that a repeat
        needs no reconciling. Raises HeldByAnother and what the ports raise.
        """
        intent = await self._open(subject, span, event_id)
        key = event_id or f"FD-{intent.reference}"
        if (kept := await self.find(key)) is not None and kept.visitor_url:
            return kept
        meeting = await self.meetings.create_or_get(key, subject, span)
        made = await self._with_visitor_link(self._links(meeting, key))
        await self.links.save(made)
        outcome = {"meeting": made.meeting_id}
        await self.intents.settle(intent.key, state="done", outcome=outcome, at=self.clock())
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

    async def _open(self, subject: str, span: Span, event_id: str | None) -> Intent:
        while True:
            reference = self.new_reference()
            key = event_id or f"FD-{reference}"
            intent = Intent(
                key=f"meet:{self.person.tenant_id}:{self.person.id}:{key}",
                kind="meet",
                tenant_id=self.person.tenant_id,
                person_id=self.person.id,
                business_id=BusinessId(""),
                reference=reference,
                marker=key,
                request={"subject": subject, "start": span.start.isoformat(), "end": span.end.isoformat()},
                created_at=self.clock(),
            )
            try:
                return await self.intents.open(intent)
            except ReferenceTaken:
                continue

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
