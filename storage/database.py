"""The database, opened and brought up to date."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import URL, select

from storage.connections import Connections
from storage.intents import SqlIntents
from storage.links import SqlLinks
from storage.migrations import to_head
from storage.postgresql import PostgresqlConnections
from storage.sqlite import SqliteConnections, make_file
from storage.state import SqlStorage
from storage.urls import driver_url


@dataclass(frozen=True, slots=True)
class Database:
    """One database, by what is kept in it."""

    state: SqlStorage
    intents: SqlIntents
    links: SqlLinks
    _connections: Connections = field(repr=False)

    async def ping(self) -> None:
        """Raises StorageUnavailable when no statement gets through."""
        await self._connections.single(lambda connection: connection.scalar(select(1)))


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Open the database and bring its schema up to date; a SQLite file and its folder are made if need be.

    Raises ValueError for a URL that makes no sense and StorageUnavailable when it leads nowhere.
    """
    target = driver_url(url)
    connections = await _connections(target)
    try:
        await connections.alone(to_head)
        yield Database(SqlStorage(connections), SqlIntents(connections), SqlLinks(connections), connections)
    finally:
        await connections.close()


async def _connections(url: URL) -> Connections:
    if url.get_backend_name() != "sqlite":
        return PostgresqlConnections(url)
    await asyncio.to_thread(make_file, url)
    return SqliteConnections(url)
