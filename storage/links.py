"""Meeting links, kept under the event id of an outside system."""

from typing import Any

from sqlalchemy import Row, select

from booking.ids import MeetingId
from booking.meetings import MeetingLinks
from storage.columns import instant, read_instant, storable
from storage.connections import Connections
from storage.schema import links

_KEPT = {"tenant_id", "event_id", "created_at"}


class SqlLinks:
    """Fulfils booking.ports.Links."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        insert = connections.insert(links)
        replacing = {
            column.name: insert.excluded[column.name] for column in links.c if column.name not in _KEPT
        }
        self._save = insert.on_conflict_do_update(index_elements=list(links.primary_key), set_=replacing)

    async def save(self, link: MeetingLinks) -> None:
        """Keep the links; what stood under the same event id is replaced, but for when it was created."""
        row = _row(link)
        await self._connections.single(lambda connection: connection.execute(self._save, row).close())

    async def find(self, tenant_id: str, event_id: str) -> MeetingLinks | None:
        """The links of an event, if any are kept."""
        query = select(links).where(
            links.c.tenant_id == storable(tenant_id), links.c.event_id == storable(event_id)
        )
        row = await self._connections.single(lambda connection: connection.execute(query).first())
        return _links(row) if row else None


def _row(link: MeetingLinks) -> dict[str, str | None]:
    return {
        "tenant_id": storable(link.tenant_id),
        "event_id": storable(link.event_id),
        "organizer_id": storable(link.organizer_id),
        "meeting_id": storable(link.meeting_id),
        "subject": storable(link.subject),
        "start": instant(link.start),
        "end": instant(link.end),
        "join_url": storable(link.join_url),
        "visitor_url": None if link.visitor_url is None else storable(link.visitor_url),
        "created_at": instant(link.created_at),
        "updated_at": instant(link.updated_at),
    }


def _links(row: Row[Any]) -> MeetingLinks:
    return MeetingLinks(
        tenant_id=row.tenant_id,
        event_id=row.event_id,
        organizer_id=row.organizer_id,
        meeting_id=MeetingId(row.meeting_id),
        subject=row.subject,
        start=read_instant(row.start),
        end=read_instant(row.end),
        join_url=row.join_url,
        visitor_url=row.visitor_url,
        created_at=read_instant(row.created_at),
        updated_at=read_instant(row.updated_at),
    )
