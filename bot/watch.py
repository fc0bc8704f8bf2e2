"""What can be watched from outside: how long things take, and how often they happen. Ids and figures only."""

from contextlib import AbstractContextManager, nullcontext
from typing import Literal, Protocol

Kind = Literal["turn", "graph", "store", "send"]
Count = Literal["bookings", "graph_retries", "limited"]
Facts = dict[str, str | int]


class Watch(Protocol):
    """Is told of both."""

    def around(self, kind: Kind, name: str) -> AbstractContextManager[Facts]:
        """Around what takes time; facts that are put into the dict go with it."""
        ...

    def count(self, what: Count, which: str) -> None:
        """One more."""
        ...


class Unwatched:
    """For whoever does not ask."""

    def around(self, kind: Kind, name: str) -> AbstractContextManager[Facts]:  # noqa: ARG002  fulfils Watch
        """Nothing happens."""
        return nullcontext({})

    def count(self, what: Count, which: str) -> None:
        """Nothing happens."""
