"""The database, opened and brought up to date."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, nullcontext
from dataclasses import dataclass, field

from sqlalchemy import URL, select

from storage.connections import Connections
from storage.holds import SqlHolds
from storage.intents import SqlIntents
from storage.links import SqlLinks
from storage.migrations import to_head
from storage.sqlite import SqliteConnections, is_file, make_file
from storage.sqlite_state import SqliteState
from storage.state import SqlStorage
from storage.urls import driver_url
from storage.watched import Watch, WatchedConnections


@dataclass(frozen=True, slots=True)
class Database:
    """One database, by what is kept in it."""

    state: SqlStorage
    intents: SqlIntents
    links: SqlLinks
    holds: SqlHolds
    _connections: Connections = field(repr=False)

    async def ping(self) -> None:
        """Raises StorageUnavailable when no statement gets through."""
        await self._connections.single(lambda connection: connection.scalar(select(1)))


@asynccontextmanager
async def open_database(url: str, *, watch: Watch | None = None) -> AsyncIterator[Database]:
    """Open the database and bring its schema up to date; a SQLite file and its folder are made if need be.

    `watch` goes around each piece of work.
    Raises ValueError for a URL that makes no sense and StorageUnavailable when it leads nowhere.
    """
    target = driver_url(url)
    async with AsyncExitStack() as opened:
        connections = await _connections(target)
        opened.push_async_callback(connections.close)
        watched = WatchedConnections(connections, watch) if watch else connections
        await watched.alone(to_head)
        near = (
            opened.enter_context(closing(SqliteState(target, watch or nullcontext)))
            if is_file(target)
            else None
        )
        yield Database(
            SqlStorage(watched, near), SqlIntents(watched), SqlLinks(watched), SqlHolds(watched), watched
        )


async def _connections(url: URL) -> Connections:
    if url.get_backend_name() != "sqlite":
        from storage.postgresql import PostgresqlConnections  # noqa: PLC0415 - SQLAlchemy's ORM comes with it

        return PostgresqlConnections(url)
    await asyncio.to_thread(make_file, url)
    return SqliteConnections(url)
