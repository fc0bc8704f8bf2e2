"""What each open page is yet to be told: in order, and never more than it can take."""

import asyncio
from collections import deque
from collections.abc import Callable

from rehearsal.people import Person
from rehearsal.values import Json

MOST_WAITING = 200
LATEST_COUNTS = frozenset({"trace", "clock", "switches", "servers"})
"""Kinds of which a later message says all that an earlier one did."""


class Sight:
    """One page as one person: a page too slow for its messages gets a snapshot in place of them.

    `snapshot` makes one of the room as it is when it is called.
    """

    def __init__(self, person: Person, snapshot: Callable[[], Json], most: int = MOST_WAITING) -> None:
        self.person = person
        self._snapshot, self._most = snapshot, most
        self._waiting: deque[Json] = deque()
        self._behind = True
        self._something = asyncio.Event()
        self._something.set()
        self._seq = 0

    def tell(self, message: Json) -> None:
        """Have the page told, in its turn."""
        if self._behind:
            return
        if message["kind"] in LATEST_COUNTS:
            self._waiting = deque(one for one in self._waiting if one["kind"] != message["kind"])
        self._waiting.append(message)
        if len(self._waiting) > self._most:
            self._waiting.clear()
            self._behind = True
        self._something.set()

    async def next(self) -> Json:
        """The next message, as soon as there is one; the first is a snapshot."""
        await self._something.wait()
        if self._behind:
            self._behind = False
            message = self._snapshot()
        else:
            message = self._waiting.popleft()
        if not self._waiting:
            self._something.clear()
        self._seq += 1
        return {"seq": self._seq, **message}
