"""The SDK's Storage on SQL, in which no update is lost."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from secrets import randbits
from typing import Any

from botbuilder.core import Storage
from sqlalchemy import Connection

from storage.codec import decode, encode
from storage.columns import storable
from storage.connections import Connections
from storage.errors import StateConflict, StateUnreadable
from storage.schema import state
from storage.sqlite_state import SqliteState, checkpoint
from storage.state_rows import ABSENT, ANY, Change, StateRow, StateRows

Item = dict[str, Any]

E_TAG = "e_tag"
"""Where the SDK's own stores keep it: inside the item."""

_LONGEST_ETAG = 18  # digits of a BIGINT


def _random_etag() -> int:
    return randbits(53)


@dataclass(frozen=True, slots=True)
class Recalled:
    """The text under a key, None for no row; and what a new text would replace."""

    text: str | None
    replaces: str | int


class SqlStorage(Storage):
    """Items are dicts of what the codec knows; each is a fresh copy that carries its `e_tag`.

    A key without a row reads as `{"e_tag": "absent"}`. That tells a first write, which must find no row, from
    `BotState.clear_state`, which writes `{}` over whatever stands. ETags are random, so that a row that was
    deleted and made again is never taken for the one that was read.
    """

    def __init__(
        self,
        connections: Connections,
        near: SqliteState | None = None,
        *,
        new_etag: Callable[[], int] = _random_etag,
    ) -> None:
        self._connections = connections
        self._near = near
        self._new_etag = new_etag
        self._rows = StateRows(connections.insert(state))

    async def read(self, keys: Iterable[str]) -> dict[str, Item]:
        """One item for each key. Raises StateUnreadable: delete that key and begin anew."""
        wanted = {storable(key): key for key in keys}
        if not wanted:
            return {}
        rows = await self._read(list(wanted))
        stored = {wanted[row.key]: _item(wanted[row.key], row.etag, row.value) for row in rows}
        return {key: {E_TAG: ABSENT} for key in wanted.values()} | stored

    async def write(self, changes: Mapping[str, Item]) -> None:
        """Write all or none; each item gets its new `e_tag`.

        An item replaces the row it was read from, or, read as absent or made by hand, no row at all.
        Anything else raises StateConflict. An empty item, or `*` for an ETag, replaces whatever stands.
        Raises TypeError for what the codec does not know.
        """
        wanted = [_change(key, item) for key, item in changes.items()]
        if not wanted:
            return
        etag = self._new_etag()
        await self._write(wanted, etag)
        for item in changes.values():
            item[E_TAG] = str(etag)

    async def recall(self, key: str) -> Recalled:
        """What is written under a key, for who encodes and decodes it himself."""
        rows = await self._read([storable(key)])
        return Recalled(rows[0].value, rows[0].etag) if rows else Recalled(None, ABSENT)

    async def keep(self, key: str, text: str, recalled: Recalled) -> Recalled:
        """Write in place of what was recalled, and give back how it stands. Raises StateConflict."""
        etag = self._new_etag()
        await self._write([Change(storable(key), text, recalled.replaces)], etag)
        return Recalled(text, etag)

    async def delete(self, keys: Iterable[str]) -> None:
        """Delete what is there; a copy read before can no longer be written."""
        gone = [storable(key) for key in keys]
        if gone:
            await self._connections.single(lambda connection: self._rows.delete(connection, gone))

    async def _read(self, keys: list[str]) -> Sequence[StateRow]:
        near = self._near.read(keys[0]) if self._near and len(keys) == 1 else None
        if near is not None:
            return near
        return await self._connections.single(lambda connection: self._rows.read(connection, keys))

    async def _write(self, changes: list[Change], etag: int) -> None:
        written = await self._written_near(changes[0], etag) if len(changes) == 1 else None
        if written is None:
            alone = self._connections.single if len(changes) == 1 else self._connections.together
            await alone(lambda connection: self._write_all(connection, changes, etag))
        elif not written:
            raise StateConflict({changes[0].key})

    async def _written_near(self, change: Change, etag: int) -> set[str] | None:
        if self._near is None:
            return None
        written = self._near.write(change, etag)
        if written and self._near.is_checkpoint_due:
            await self._connections.single(checkpoint)
        return written

    def _write_all(self, connection: Connection, changes: list[Change], etag: int) -> None:
        written = self._rows.write(connection, changes, etag)
        if len(written) < len(changes):
            raise StateConflict({change.key for change in changes} - written)


def _change(key: str, item: Item) -> Change:
    if not isinstance(item, dict):
        raise TypeError(f"{key} cannot be stored: {type(item).__name__} is no dict")
    value = encode({name: part for name, part in item.items() if name != E_TAG})
    return Change(storable(key), value, _replaces(key, item))


def _replaces(key: str, item: Item) -> str | int:
    match item.get(E_TAG):
        case None:
            return ABSENT if item else ANY
        case "absent" | "*" as way:
            return way
        case str(etag) if etag.isdecimal() and len(etag) <= _LONGEST_ETAG:
            return int(etag)
        case _:
            raise StateConflict({key})  # no row ever had such an ETag


def _item(key: str, etag: int, value: str) -> Item:
    try:
        item = decode(value)
    except StateUnreadable as error:
        raise StateUnreadable(error.reason, key=key) from None
    if not isinstance(item, dict):
        raise StateUnreadable("no dict", key=key)
    return {**item, E_TAG: str(etag)}
