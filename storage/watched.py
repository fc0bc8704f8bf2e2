"""Connections that somebody looks at while they work."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy import Connection, Table

from storage.connections import Connections

T = TypeVar("T")

Watch = Callable[[str], AbstractContextManager[Any]]
"""Goes around a piece of work, and is given its name."""


class WatchedConnections:
    """Fulfils Connections."""

    def __init__(self, connections: Connections, watch: Watch) -> None:
        self._connections = connections
        self._watch = watch

    async def single(self, work: Callable[[Connection], T]) -> T:
        with self._watch(_name(work)):
            return await self._connections.single(work)

    async def together(self, work: Callable[[Connection], T]) -> T:
        with self._watch(_name(work)):
            return await self._connections.together(work)

    async def alone(self, work: Callable[[Connection], T]) -> T:
        with self._watch(_name(work)):
            return await self._connections.alone(work)

    def insert(self, table: Table) -> Any:
        return self._connections.insert(table)

    async def close(self) -> None:
        await self._connections.close()


def _name(work: Callable[[Connection], Any]) -> str:
    """Whose work it is, such as SqlStorage.read."""
    return work.__qualname__.partition(".<locals>")[0].replace("._", ".")
