"""What the tables need of a database, whichever it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from storage.errors import StorageUnavailable

T = TypeVar("T")


class Connections(Protocol):
    """Runs work on a connection; what it returns must be read to the end.

    A database that cannot be reached or used raises StorageUnavailable.
    """

    async def single(self, work: Callable[[Connection], T]) -> T:
        """Each statement commits by itself: the cheapest way for one."""
        ...

    async def together(self, work: Callable[[Connection], T]) -> T:
        """All statements or none."""
        ...

    async def alone(self, work: Callable[[Connection], T]) -> T:
        """As `together`, while every other process that asks for this waits."""
        ...

    def insert(self, table: Table) -> Any:
        """INSERT in the dialect at hand, which knows ON CONFLICT."""
        ...

    async def close(self) -> None:
        """Give every connection back."""
        ...


@contextmanager
def translated() -> Iterator[None]:
    """The driver's failures as StorageUnavailable; our own faulty statements stay what they are."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise
    except (DBAPIError, PoolExhausted, OSError) as error:
        raise StorageUnavailable(f"the database cannot be used ({type(error).__name__})") from error
