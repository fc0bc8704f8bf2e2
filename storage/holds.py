"""Times that are kept for somebody, one for each flow."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from booking.holds import Hold
from booking.ids import BusinessId, StaffId
from booking.spans import Span
from storage.columns import instant, read_instant, storable
from storage.connections import Connections
from storage.schema import holds


class SqlHolds:
    """Fulfils booking.ports.Holds."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        insert = connections.insert(holds)
        kept = {column.name: insert.excluded[column.name] for column in holds.c if column.name != "flow"}
        self._put = insert.on_conflict_do_update(index_elements=[holds.c.flow], set_=kept)

    async def take(self, hold: Hold, *, now: datetime) -> Hold | None:
        """Keep this time in place of what the flow kept before; or the hold that stands against it.

        Looked up and written while every other copy of the bot waits: of two who want the same time at once,
        one gets it.
        """
        row = _row(hold)

        def take(connection: Connection) -> Hold | None:
            connection.execute(delete(holds).where(holds.c.until <= instant(now)))
            against = connection.execute(select(holds).where(*_against(row)).limit(1)).first()
            if against is not None:
                return _hold(against)
            connection.execute(self._put.values(row))
            return None

        return await self._connections.alone(take)

    async def held(
        self, tenant_id: str, business_id: BusinessId, within: Span, *, now: datetime
    ) -> list[Hold]:
        """What is kept there by anybody, as far as it has not run out."""
        query = select(holds).where(
            holds.c.tenant_id == storable(tenant_id),
            holds.c.business_id == storable(business_id),
            holds.c.start < instant(within.end),
            holds.c.end > instant(within.start),
            holds.c.until > instant(now),
        )
        rows = await self._connections.single(lambda connection: connection.execute(query).all())
        return [_hold(row) for row in rows]

    async def of_flow(self, flow: str, *, now: datetime) -> Hold | None:
        """What this flow keeps."""
        query = select(holds).where(holds.c.flow == storable(flow), holds.c.until > instant(now))
        row = await self._connections.single(lambda connection: connection.execute(query).first())
        return _hold(row) if row else None

    async def soften(self, hold: Hold) -> None:
        """Keep it from others alone, as long as the flow has not taken it anew since it was read."""
        as_read = holds.c.flow == storable(hold.flow), holds.c.until == instant(hold.until)
        softer = update(holds).where(*as_read).values(firm=False)
        await self._connections.single(lambda connection: connection.execute(softer).close())

    async def let_go(self, flow: str) -> None:
        """Keep nothing for this flow."""
        gone = delete(holds).where(holds.c.flow == storable(flow))
        await self._connections.single(lambda connection: connection.execute(gone).close())


def _against(row: dict[str, Any]) -> list[ColumnElement[bool]]:
    """As Hold.stands_against."""
    return [
        holds.c.tenant_id == row["tenant_id"],
        holds.c.business_id == row["business_id"],
        holds.c.staff_id == row["staff_id"],
        holds.c.flow != row["flow"],
        holds.c.start < row["end"],
        holds.c.end > row["start"],
        or_(holds.c.person_id != row["person_id"], holds.c.firm),
    ]


def _row(hold: Hold) -> dict[str, Any]:
    return {
        "flow": storable(hold.flow),
        "tenant_id": storable(hold.tenant_id),
        "person_id": storable(hold.person_id),
        "business_id": storable(hold.business_id),
        "staff_id": storable(hold.staff_id),
        "start": instant(hold.span.start),
        "end": instant(hold.span.end),
        "until": instant(hold.until),
        "firm": hold.firm,
    }


def _hold(row: Row[Any]) -> Hold:
    return Hold(
        flow=row.flow,
        tenant_id=row.tenant_id,
        person_id=row.person_id,
        business_id=BusinessId(row.business_id),
        staff_id=StaffId(row.staff_id),
        span=Span(read_instant(row.start), read_instant(row.end)),
        until=read_instant(row.until),
        firm=bool(row.firm),
    )
