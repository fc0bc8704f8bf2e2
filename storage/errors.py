"""What can go wrong with the database.

StorageError
├── StateConflict        somebody else was quicker: load again
├── StateUnreadable      the stored row makes no sense: delete it, start anew
└── StorageUnavailable   the database cannot be reached or used
"""

from collections.abc import Iterable


class StorageError(Exception):
    """The root."""


class StateConflict(StorageError):
    """The rows under these keys are not those that were read; nothing was written."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = frozenset(keys)
        super().__init__(f"changed by somebody else since it was read: {', '.join(sorted(self.keys))}")


class StateUnreadable(StorageError):
    """A stored value that this version did not write or cannot read any more."""

    def __init__(self, reason: str, *, key: str | None = None) -> None:
        super().__init__(f"{key}: {reason}" if key else reason)
        self.reason = reason
        self.key = key


class StorageUnavailable(StorageError):
    """The database cannot be reached or used; the cause is chained and names no values."""
