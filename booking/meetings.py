"""Meetings made for an outside system, found again under its event id."""

from dataclasses import dataclass, field
from datetime import datetime

from booking.ids import MeetingId

LONGEST_EVENT_ID = 400
"""Characters; an index of PostgreSQL holds no key above 2,704 bytes."""


@dataclass(frozen=True, slots=True)
class MeetingLinks:
    """Both ways into one Teams meeting. Raises ValueError for an event id that is empty or too long."""

    tenant_id: str
    event_id: str
    organizer_id: str
    meeting_id: MeetingId
    subject: str = field(repr=False)
    start: datetime
    end: datetime
    join_url: str = field(repr=False)
    created_at: datetime
    updated_at: datetime
    visitor_url: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not 0 < len(self.event_id) <= LONGEST_EVENT_ID:
            raise ValueError(f"an event id has 1 to {LONGEST_EVENT_ID} characters, not {len(self.event_id)}")
