"""What was asked of the sandbox, oldest first."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile

from sandbox.edm import write_instant
from sandbox.exchange import Json, Request

MOST_KEPT = 20_000


def _entries() -> deque[Json]:
    return deque(maxlen=MOST_KEPT)


@dataclass(slots=True)
class Log:
    """Numbers, times and paths; no bodies, no tokens."""

    entries: deque[Json] = field(default_factory=_entries)
    number: int = 0

    def add(self, request: Request, came: datetime, done: datetime, outcome: Json) -> None:
        """`outcome` tells operation, status (null where the connection broke), ids, caller and fault."""
        self.number += 1
        path = f"{request.path}?{request.query}" if request.query else request.path
        first: Json = {"n": self.number, "at": write_instant(came), "method": request.method, "path": path}
        self.entries.append({**first, **outcome, "ms": (done - came) / timedelta(milliseconds=1)})

    def later_than(self, number: int) -> list[Json]:
        """What came after the entry of this number; all of it for 0."""
        found = takewhile(lambda entry: entry["n"] > number, reversed(self.entries))
        return list(found)[::-1]

    def clear(self) -> None:
        self.entries.clear()
        self.number = 0
