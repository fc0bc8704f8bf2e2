"""Where the world is kept: tables of entities, in memory or also in an SQLite file.

Entities are values: whoever changes one puts a new one. So a snapshot costs next to nothing.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sandbox.exchange import Json

Tables = dict[str, dict[str, Json]]
_EMPTY: Mapping[str, Json] = {}


class Store:
    """Tables in memory, in the order in which entities came."""

    def __init__(self) -> None:
        self._tables: Tables = {}
        self._undo: list[tuple[str, str, Json | None]] = []

    def table(self, name: str) -> Mapping[str, Json]:
        return self._tables.get(name, _EMPTY)

    def get(self, table: str, key: str) -> Json | None:
        return self.table(table).get(key)

    def put(self, table: str, key: str, entity: Json) -> None:
        self._undo.append((table, key, self.get(table, key)))
        self._tables.setdefault(table, {})[key] = entity

    def drop(self, table: str, key: str) -> None:
        self._undo.append((table, key, self._tables[table].pop(key)))

    def next_number(self) -> int:
        """A number never given before, for new ids."""
        number: int = (self.get("meta", "counter") or {"value": 0})["value"] + 1
        self.put("meta", "counter", {"value": number})
        return number

    def snapshot(self) -> Tables:
        return {name: dict(rows) for name, rows in self._tables.items()}

    def restore(self, tables: Tables) -> None:
        self._tables = {name: dict(rows) for name, rows in tables.items()}

    def commit(self) -> None:
        """Make what was put and dropped last."""
        self._undo.clear()

    def rollback(self) -> None:
        """Take back what was put and dropped since the last commit."""
        for table, key, before in reversed(self._undo):
            if before is None:
                del self._tables[table][key]
            else:
                self._tables[table][key] = before
        self._undo.clear()

    def close(self) -> None:
        """Let go of whatever is held."""


class FileStore(Store):
    """Tables in memory, every commit written through to an SQLite file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._changed: set[tuple[str, str]] = set()  # by restore
        self._database = sqlite3.connect(path)
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE TABLE IF NOT EXISTS entity"
            "(number INTEGER PRIMARY KEY, place TEXT, id TEXT, body TEXT, UNIQUE (place, id));"
        )
        rows: Iterable[tuple[str, str, str]] = self._database.execute(
            "SELECT place, id, body FROM entity ORDER BY number"
        )
        for place, key, body in rows:
            self.put(place, key, json.loads(body))
        super().commit()

    def restore(self, tables: Tables) -> None:
        self._changed |= {(name, key) for name, rows in self._tables.items() for key in rows}
        super().restore(tables)
        self._changed |= {(name, key) for name, rows in tables.items() for key in rows}

    def commit(self) -> None:
        self._changed.update((table, key) for table, key, _ in self._undo)
        super().commit()
        if not self._changed:
            return
        with self._database:
            for table, key in self._changed:
                self._write(table, key, self.get(table, key))
        self._changed.clear()

    def close(self) -> None:
        self._database.close()

    def _write(self, table: str, key: str, entity: Json | None) -> None:
        place: tuple[Any, ...] = (table, key)
        if entity is None:
            self._database.execute("DELETE FROM entity WHERE place = ? AND id = ?", place)
        else:
            self._database.execute(
                "INSERT INTO entity (place, id, body) VALUES (?, ?, ?)"
                " ON CONFLICT (place, id) DO UPDATE SET body = excluded.body",
                (*place, json.dumps(entity)),
            )
