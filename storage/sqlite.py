"""SQLite: one connection on a thread of its own, and one trip to that thread for each piece of work.

An asynchronous driver goes to its thread seven times for one statement: measured, 2.5 times the cost of this.
SQLite has one writer anyway, and waiting in line is quicker than its busy handler.
"""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Table, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import StaticPool

from storage.connections import translated
from storage.errors import StorageUnavailable

T = TypeVar("T")

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",  # milliseconds
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
)


def is_file(url: URL) -> bool:
    """Whether it is one that other connections can open too."""
    return url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")


def make_file(url: URL) -> None:
    """A file and a folder for their owner alone, who keeps links and names there. Raises StorageUnavailable.

    Connections that turn on the write-ahead log of a new file at once lock one another out: here they queue.
    """
    if not is_file(url):
        return
    file = Path(str(url.database))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone_in(file.parent):
            file.touch(mode=0o600)
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
    except (OSError, sqlite3.Error) as error:
        raise StorageUnavailable(f"{file} cannot be made or used ({error})") from error


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class SqliteConnections:
    """Fulfils Connections."""

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(url, poolclass=StaticPool, hide_parameters=True)
        event.listen(self._engine, "connect", _prepare)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")

    async def single(self, work: Callable[[Connection], T]) -> T:
        def run() -> T:
            with self._engine.connect() as connection:
                return work(connection)

        return await self._on_thread(run)

    async def together(self, work: Callable[[Connection], T]) -> T:
        def run() -> T:
            with self._engine.begin() as connection:
                # A deferred transaction that wants to write later fails at once when another was quicker.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return work(connection)

        return await self._on_thread(run)

    async def alone(self, work: Callable[[Connection], T]) -> T:
        return await self.together(work)

    def insert(self, table: Table) -> sqlite.Insert:
        return sqlite.insert(table)

    async def close(self) -> None:
        await self._on_thread(self._engine.dispose)
        self._thread.shutdown()

    async def _on_thread(self, run: Callable[[], T]) -> T:
        with translated():
            return await asyncio.get_running_loop().run_in_executor(self._thread, run)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    for pragma in _PRAGMAS:
        connection.execute(pragma)
