"""SQL, on SQLite or PostgreSQL: the bot's state, its intents, and meeting links."""

from storage.database import Database, open_database
from storage.errors import StateConflict, StateUnreadable, StorageError, StorageUnavailable

__all__ = [
    "Database",
    "StateConflict",
    "StateUnreadable",
    "StorageError",
    "StorageUnavailable",
    "open_database",
]
