"""The statements of the state table, each for any number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Text, bindparam, case, delete, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from storage.schema import state

ABSENT = "absent"
ANY = "*"

_PARAMETERS = "key", "replaces", "value"
_BY_KEYS = state.c.key.in_(bindparam("keys", expanding=True))
_READ = select(state).where(_BY_KEYS)
_DELETE = delete(state).where(_BY_KEYS)


class StateRow(NamedTuple):
    """A row as it stands."""

    key: str
    etag: int
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """A new value for a row, and what it may replace: ABSENT, ANY, or the row of one ETag."""

    key: str
    value: str
    replaces: str | int


class StateRows:
    """The statements, in the dialect of an `insert` into the state table."""

    def __init__(self, insert: Any) -> None:
        excluded = insert.excluded
        replacing = insert.on_conflict_do_update(
            index_elements=[state.c.key], set_={"etag": excluded.etag, "value": excluded.value}
        )
        self._inserts = {
            ABSENT: insert.on_conflict_do_nothing().returning(state.c.key),
            ANY: replacing.returning(state.c.key),
        }

    def read(self, connection: Connection, keys: list[str]) -> Sequence[StateRow]:
        """The rows there are."""
        return [StateRow(*row) for row in connection.execute(_READ, {"keys": keys})]

    def write(self, connection: Connection, changes: list[Change], etag: int) -> set[str]:
        """The keys that were written, with one statement for each way of writing."""
        written: set[str] = set()
        for way, insert in self._inserts.items():
            if rows := [{"key": c.key, "etag": etag, "value": c.value} for c in changes if c.replaces == way]:
                written.update(connection.scalars(insert, rows))
        if updates := [change for change in changes if isinstance(change.replaces, int)]:
            written.update(connection.scalars(_update(len(updates)), _parameters(updates, etag)))
        return written

    def delete(self, connection: Connection, keys: list[str]) -> None:
        """Delete what is there."""
        connection.execute(_DELETE, {"keys": keys})


@cache
def _update(count: int) -> ReturningUpdate[Any]:
    """So many rows in one statement, each only where its ETag still stands."""
    numbered = [{name: f"{name}_{number}" for name in _PARAMETERS} for number in range(count)]
    unmoved = [
        (state.c.key == bindparam(n["key"])) & (state.c.etag == bindparam(n["replaces"])) for n in numbered
    ]
    values = [(state.c.key == bindparam(n["key"]), bindparam(n["value"], type_=Text)) for n in numbered]
    change = update(state).where(or_(*unmoved))
    return change.values(etag=bindparam("new_etag"), value=case(*values)).returning(state.c.key)


def _parameters(changes: list[Change], etag: int) -> dict[str, Any]:
    rows = enumerate(changes)
    numbered = {f"{name}_{number}": getattr(change, name) for number, change in rows for name in _PARAMETERS}
    return {**numbered, "new_etag": etag}
