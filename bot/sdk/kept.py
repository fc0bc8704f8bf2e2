"""What is fetched from elsewhere ahead of its need: signing keys, the bot's own tokens."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import structlog

from booking.errors import Unavailable

log = structlog.get_logger()

Value = TypeVar("Value")

AFTER_A_FAILURE = 5.0
"""Seconds in which nobody asks again what has just failed, however many want to know."""
LOOK_ROUND = 20.0
"""Seconds between looks at what has to be renewed."""


@dataclass(frozen=True, slots=True)
class Fetched(Generic[Value]):
    """A value, when it shall be renewed and how long it may be used, both in seconds from now."""

    value: Value
    renew_after: float
    good_for: float


class Kept(Generic[Value]):
    """One value. It is fetched once for all who wait, and stays in use while its source is away."""

    def __init__(
        self,
        name: str,
        fetch: Callable[[], Awaitable[Fetched[Value]]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name, self._fetch, self._clock = name, fetch, clock
        self._one_at_a_time = asyncio.Lock()
        self._value: Value | None = None
        self._renew_at = self._ends_at = self._tried_at = float("-inf")
        self._why = "not fetched"

    @property
    def lacks(self) -> str | None:
        """Its name, for as long as it has never been fetched."""
        return self._name if self._value is None else None

    def held(self) -> Value | None:
        """What is at hand and may be used; asks nobody."""
        return self._value if self._clock() < self._ends_at else None

    async def get(self) -> Value:
        """What is at hand, or else fetched now. Raises Unavailable."""
        value = self.held()
        if value is None:
            await self.renew(AFTER_A_FAILURE)
            value = self.held()
        if value is None:
            raise Unavailable(f"no {self._name}: {self._why}")
        return value

    async def freshen(self) -> None:
        """Fetch it if its time has come; until then, and if that fails, the old one serves."""
        if self._clock() >= self._renew_at:
            await self.renew(AFTER_A_FAILURE)

    async def renew(self, pause: float) -> None:
        """Fetch it, unless somebody did or tried within so many seconds. A failure is logged."""
        asked_at = self._clock()
        async with self._one_at_a_time:
            if asked_at < self._tried_at + pause:
                return
            try:
                fetched = await self._fetch()
            except Exception as error:  # noqa: BLE001  whatever a source away raises, the old value serves
                self._why = str(error) if isinstance(error, Unavailable) else type(error).__name__
                log.warning("not-renewed", work=self._name, reason=self._why)
            else:
                self._keep(fetched)
            finally:
                self._tried_at = self._clock()

    def _keep(self, fetched: Fetched[Value]) -> None:
        now = self._clock()
        self._value = fetched.value
        self._renew_at, self._ends_at = now + fetched.renew_after, now + fetched.good_for


class Renewable(Protocol):
    """What can be kept fresh."""

    @property
    def lacks(self) -> str | None:
        """What has never been fetched yet."""
        ...

    async def freshen(self) -> None:
        """Renew it if its time has come."""
        ...


async def keep_fresh(
    what: tuple[Renewable, ...], pause: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> None:
    """Fetch everything at once, and go on renewing it ahead until cancelled."""
    while True:
        await asyncio.gather(*(each.freshen() for each in what))
        await pause(LOOK_ROUND)
