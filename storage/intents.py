"""The ledger of intents: each change is written here before it is tried."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Executable, Row, or_, select, update

from booking.ids import BusinessId
from booking.intents import Intent, ReferenceTaken
from storage.codec import decode, encode
from storage.columns import instant, optional_instant, read_instant, read_optional_instant, storable
from storage.connections import Connections
from storage.schema import intents

AT_ONCE = 100
"""Rows that are looked at in one go; the others come after them."""


class SqlIntents:
    """Fulfils booking.ports.Intents. Requests and outcomes hold what the codec knows."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._insert = connections.insert(intents).on_conflict_do_nothing().returning(*intents.c)

    async def open(self, intent: Intent) -> Intent:
        """Write it down; where the key is known already, what stands there is given back instead.

        Raises ReferenceTaken, with nothing written, when another intent of the tenant bears the reference.
        """
        row = _row(intent)
        inserted = await self._first(self._insert.values(row))
        standing = inserted or await self._first(select(intents).where(intents.c.key == row["key"]))
        if standing is None:
            raise ReferenceTaken(intent.reference)
        return standing

    async def settle(
        self, key: str, *, state: Literal["done", "refused"], outcome: Mapping[str, Any], at: datetime
    ) -> Intent:
        """Close an open intent with what came of it; a settled one stays as it is and is given back.

        Raises LookupError for an unknown key.
        """
        values = {"state": state, "outcome": _json(outcome), "settled_at": instant(at)}
        known = intents.c.key == storable(key)
        settling = (
            update(intents).where(known, intents.c.state == "open").values(values).returning(*intents.c)
        )
        standing = await self._first(settling) or await self._first(select(intents).where(known))
        if standing is None:
            raise LookupError(f"no intent has the key {key}")
        return standing

    async def unfinished(self, at: datetime) -> list[Intent]:
        """Those that nobody is at: open still, or settled and not told; oldest first, AT_ONCE at most."""
        is_free = or_(intents.c.leased_until.is_(None), intents.c.leased_until <= instant(at))
        query = select(intents).where(intents.c.told_at.is_(None), is_free)
        oldest_first = query.order_by(intents.c.created_at, intents.c.key).limit(AT_ONCE)
        rows = await self._connections.single(lambda connection: connection.execute(oldest_first).all())
        return [_intent(row) for row in rows]

    async def under_way(self, flow: str) -> Intent | None:
        """An intent of this flow that is open, if there is one."""
        of_flow = intents.c.key.startswith(f"{storable(flow)}:", autoescape=True)
        # None that is open was told; the index knows those that were not.
        query = select(intents).where(intents.c.told_at.is_(None), intents.c.state == "open", of_flow)
        return await self._first(query.order_by(intents.c.created_at).limit(1))

    async def lease(self, intent: Intent, until: datetime) -> Intent | None:
        """Be the only one who is at it until then; None where it is not any more as it was read."""
        as_read = (
            intents.c.key == storable(intent.key),
            intents.c.state == intent.state,
            intents.c.leased_until.is_not_distinct_from(optional_instant(intent.leased_until)),
        )
        leasing = update(intents).where(*as_read).values(leased_until=instant(until))
        return await self._first(leasing.returning(*intents.c))

    async def place(self, key: str, conversation: Mapping[str, Any]) -> None:
        """Where the answer has to go from now on."""
        await self._change(key, conversation=_json(conversation))

    async def tell(self, key: str, at: datetime) -> None:
        """The person has been told what came of it."""
        await self._change(key, told_at=instant(at))

    async def standing(self, key: str) -> Intent | None:
        """What stands under this key now."""
        return await self._first(select(intents).where(intents.c.key == storable(key)))

    async def find(self, reference: str, tenant_id: str) -> Intent | None:
        """The intent that people of this tenant call so."""
        named = intents.c.reference == storable(reference), intents.c.tenant_id == storable(tenant_id)
        return await self._first(select(intents).where(*named))

    async def _change(self, key: str, **values: str | None) -> None:
        change = update(intents).where(intents.c.key == storable(key)).values(**values)
        await self._connections.single(lambda connection: connection.execute(change).close())

    async def _first(self, statement: Executable) -> Intent | None:
        row = await self._connections.single(lambda connection: connection.execute(statement).first())
        return _intent(row) if row else None


def _row(intent: Intent) -> dict[str, str | None]:
    return {
        "key": storable(intent.key),
        "kind": intent.kind,
        "tenant_id": storable(intent.tenant_id),
        "person_id": storable(intent.person_id),
        "business_id": storable(intent.business_id),
        "reference": storable(intent.reference),
        "marker": storable(intent.marker),
        "request": _json(intent.request),
        "created_at": instant(intent.created_at),
        "conversation": _json(intent.conversation),
        "state": intent.state,
        "outcome": _json(intent.outcome),
        "settled_at": optional_instant(intent.settled_at),
        "leased_until": optional_instant(intent.leased_until),
        "told_at": optional_instant(intent.told_at),
    }


def _intent(row: Row[Any]) -> Intent:
    fields = dict(row._mapping)  # noqa: SLF001 - public, underscored only to keep clear of column names
    return Intent(
        **fields
        | {
            "business_id": BusinessId(row.business_id),
            "request": decode(row.request),
            "conversation": _value(row.conversation),
            "outcome": _value(row.outcome),
            "created_at": read_instant(row.created_at),
            "settled_at": read_optional_instant(row.settled_at),
            "leased_until": read_optional_instant(row.leased_until),
            "told_at": read_optional_instant(row.told_at),
        }
    )


def _json(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else encode(dict(value))


def _value(text: str | None) -> Any:
    return None if text is None else decode(text)
