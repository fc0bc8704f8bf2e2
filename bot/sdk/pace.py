"""How fast a bot may speak in one conversation (teams-platform 5A: 7 in 1 s, 8 in 2 s, 60 in 30 s)."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

AT_ONCE = 4
APART = 0.55
"""Seconds. So many at once and then one each so often is 5 in 1 s, 7 in 2 s and 58 in 30 s."""


async def no_pause(_seconds: float) -> None:
    """For the stand-ins of Teams on one's own machine, which have no limits."""


class Pace:
    """Makes those wait who would be refused; remembers a conversation only until it has calmed down."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock, self._pause = clock, pause
        self._calm_at: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._calm_at)

    async def keep(self, conversation_id: str) -> None:
        """Wait for the turn of the next message; those who come later wait behind it."""
        now = self._clock()
        self._forget_the_calm(now)
        calm_at = max(self._calm_at.pop(conversation_id, now), now) + APART
        self._calm_at[conversation_id] = calm_at
        if (wait := calm_at - now - AT_ONCE * APART) > 0:
            await self._pause(wait)

    def _forget_the_calm(self, now: float) -> None:
        while self._calm_at:
            conversation_id, calm_at = next(iter(self._calm_at.items()))
            if calm_at > now:
                return
            del self._calm_at[conversation_id]
