"""What goes over the wire between the room and the bot, as it goes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(slots=True, eq=False)
class Exchange:
    """One request and its answer: an activity to the bot, or a call of the bot to the connector.

    `status` and `seconds` are None while it is under way; `started` is by the monotonic clock.
    """

    lane: Literal["activity", "connector"]
    what: str
    who: str = ""
    sent: Any = None
    got: Any = None
    status: int | None = None
    seconds: float | None = None
    started: float = field(default_factory=time.monotonic)

    def end(self, status: int, got: Any) -> None:
        """The answer is there."""
        self.status, self.got = status, got
        self.seconds = time.monotonic() - self.started


Watch = Callable[[Exchange], None]
"""Is shown every exchange when it begins, and again when it has ended."""


def unwatched(_exchange: Exchange) -> None:
    """Nobody watches."""
