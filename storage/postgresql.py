"""PostgreSQL by asyncpg, for several copies of the bot on one database."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import URL, Connection, Table, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.connections import translated

T = TypeVar("T")

_SECONDS = {"timeout": 10, "command_timeout": 10}
_LOCK = text("SELECT pg_advisory_xact_lock(7305621)")


class PostgresqlConnections:
    """Fulfils Connections."""

    def __init__(self, url: URL) -> None:
        self._engine = _engine(url)
        self._autocommit = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    async def single(self, work: Callable[[Connection], T]) -> T:
        with translated():
            async with self._autocommit.connect() as connection:
                return await connection.run_sync(work)

    async def together(self, work: Callable[[Connection], T]) -> T:
        with translated():
            async with self._engine.begin() as connection:
                return await connection.run_sync(work)

    async def alone(self, work: Callable[[Connection], T]) -> T:
        def locked(connection: Connection) -> T:
            connection.execute(_LOCK)
            return work(connection)

        return await self.together(locked)

    def insert(self, table: Table) -> postgresql.Insert:
        return postgresql.insert(table)

    async def close(self) -> None:
        await self._engine.dispose()


def _engine(url: URL) -> AsyncEngine:
    try:
        return create_async_engine(url, connect_args=_SECONDS, hide_parameters=True)
    except ModuleNotFoundError:
        raise ValueError("PostgreSQL needs the extra: frontdesk[postgresql]") from None
