"""The rows of the state in a SQLite file, by the driver itself and on the event loop.

It waits for nobody: what it cannot do at once is left to the connections, which wait on their own thread.
Why the state alone goes this way, and what it saves, stands in docs/decisions/0013.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import nullcontext, suppress

from sqlalchemy import URL, Connection

from storage.state_rows import ABSENT, ANY, Change, StateRow
from storage.watched import Watch

WRITES_BETWEEN_CHECKPOINTS = 500
"""Some 2,000 pages of the write-ahead log."""

OPENING = 10.0
"""Seconds; another copy that opens the file, or lets go of it as the last, has it for itself for a moment."""
_PRAGMAS = (
    "PRAGMA synchronous = NORMAL",
    "PRAGMA wal_autocheckpoint = 0",  # it would hold the loop up: checkpoints are made on the other thread
    "PRAGMA busy_timeout = 0",  # from here on
)
_READ = "SELECT key, etag, value FROM state WHERE key = ?"
_INSERT = "INSERT INTO state (key, etag, value) VALUES (?, ?, ?) ON CONFLICT (key) DO"
_INSERTS = {
    ABSENT: f"{_INSERT} NOTHING",
    ANY: f"{_INSERT} UPDATE SET etag = excluded.etag, value = excluded.value",
}
_UPDATE = "UPDATE state SET etag = ?, value = ? WHERE key = ? AND etag = ?"


class SqliteState:
    """One row at a time. None says that it could not be done at once, and that nothing was."""

    def __init__(self, url: URL, watch: Watch = nullcontext) -> None:
        self._connection = sqlite3.connect(str(url.database), timeout=OPENING, isolation_level=None)
        self._watch = watch
        self._writes = 0
        for pragma in _PRAGMAS:
            self._connection.execute(pragma)

    def read(self, key: str) -> Sequence[StateRow] | None:
        """The row, if there is one."""
        with self._watch("SqlStorage.read"), suppress(sqlite3.Error):
            return [StateRow(*row) for row in self._connection.execute(_READ, (key,))]
        return None

    def write(self, change: Change, etag: int) -> set[str] | None:
        """The key, if it was written."""
        with self._watch("SqlStorage.write"), suppress(sqlite3.Error):
            changed = self._connection.execute(*_statement(change, etag)).rowcount
            self._writes += 1
            return {change.key} if changed else set()
        return None

    @property
    def is_checkpoint_due(self) -> bool:
        """Whether the write-ahead log has grown long; to be asked after a write."""
        return self._writes % WRITES_BETWEEN_CHECKPOINTS == 0

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def checkpoint(connection: Connection) -> None:
    """Take over into the file what stands in the write-ahead log, as far as nobody has to wait for it."""
    connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").close()


def _statement(change: Change, etag: int) -> tuple[str, tuple[str | int, ...]]:
    if isinstance(change.replaces, int):
        return _UPDATE, (etag, change.value, change.key, change.replaces)
    return _INSERTS[change.replaces], (change.key, etag, change.value)
