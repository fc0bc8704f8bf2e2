"""Reading and writing one conversation's state: ours, the driver alone, and the SDK's in memory."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from botbuilder.core import MemoryStorage, Storage
from botbuilder.dialogs import DialogInstance, DialogState

from bench.micro.timing import Timed, timed, timed_awaiting
from storage import open_database
from storage.codec import decode, encode
from storage.state import SqlStorage

KEY = "msteams/conversations/a:1bench/users/29:1bench/"
TEXT = '{"dialogs": "' + "An open booking. " * 50 + '"}'
_MAKE = "CREATE TABLE state (key TEXT PRIMARY KEY, etag BIGINT NOT NULL, value TEXT NOT NULL)"
_READ = "SELECT etag, value FROM state WHERE key = ?"
_WRITE = (
    "INSERT INTO state VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, value = excluded.value"
)


async def state(runs: int, folder: Path) -> list[Timed]:
    """One read and one write of a kilobyte each; ours and the SDK's with their encoding."""
    async with open_database(f"sqlite:///{folder}/micro.db") as database:
        ours = await timed_awaiting("state read and written, ours", _as_a_turn(database.state), runs=runs)
    memory = await timed_awaiting(
        "state read and written, MemoryStorage", _in_memory(MemoryStorage()), runs=runs
    )
    return [ours, _raw(runs, folder), memory]


def _as_a_turn(storage: SqlStorage) -> Callable[[], Awaitable[None]]:
    numbers = count()

    async def run() -> None:
        recalled = await storage.recall(KEY)
        item: dict[str, Any] = decode(recalled.text) if recalled.text else {}
        item["dialogs"] = _stack(next(numbers))
        await storage.keep(KEY, encode(item), recalled)

    return run


def _in_memory(storage: Storage) -> Callable[[], Awaitable[None]]:
    numbers = count()

    async def run() -> None:
        item: dict[str, Any] = (await storage.read([KEY])).get(KEY, {})
        item["dialogs"] = _stack(next(numbers))
        await storage.write({KEY: item})

    return run


def _stack(number: int) -> DialogState:
    options = {"words": "An open booking. " * 50, "number": number}
    return DialogState([DialogInstance("book", {"options": options})])


def _raw(runs: int, folder: Path) -> Timed:
    with closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_MAKE)

        def run() -> None:
            connection.execute(_READ, (KEY,)).fetchone()
            connection.execute(_WRITE, (KEY, 1, TEXT))

        return timed("state read and written, sqlite3 alone, nothing encoded", run, runs=runs)
