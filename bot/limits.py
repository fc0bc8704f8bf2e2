"""How much one person, and all people of one tenant, may ask of the bot; nobody's flood slows the others."""

import time
from asyncio import Future
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MINUTE = 60.0
KEPT = 50_000


class Limit(StrEnum):
    """Which limit was reached."""

    PERSON_RATE = "person-rate"
    PERSON_AT_ONCE = "person-at-once"
    TENANT_RATE = "tenant-rate"
    TENANT_AT_ONCE = "tenant-at-once"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Turns a minute, which may come in one burst, and turns begun and not yet ended; 0 is without bounds."""

    a_minute: int = 0
    at_once: int = 0


class Buckets:
    """A token bucket for each key, full when it is new; those unused for longest are forgotten."""

    def __init__(self, size: int, clock: Callable[[], float], most: int) -> None:
        self._size, self._clock, self._most = size, clock, most
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._levels)

    def take(self, key: Hashable) -> bool:
        """Take one; False when there is none. A bucket fills itself within a minute."""
        if not self._size:
            return True
        now = self._clock()
        level, at = self._levels.pop(key, (float(self._size), now))
        level = min(self._size, level + (now - at) * self._size / MINUTE)
        enough = level >= 1
        self._levels[key] = (level - 1 if enough else level), now
        if len(self._levels) > self._most:
            self._levels.popitem(last=False)
        return enough


class Limits:
    """Looked at before a turn waits for anything. The clock is monotonic, in seconds."""

    def __init__(
        self,
        person: Bounds,
        tenant: Bounds,
        *,
        clock: Callable[[], float] = time.monotonic,
        kept: int = KEPT,
    ) -> None:
        self._person, self._tenant = person, tenant
        self._of_person = Buckets(person.a_minute, clock, kept)
        self._of_tenant = Buckets(tenant.a_minute, clock, kept)
        self._words = Buckets(1, clock, kept)
        self._under_way: Counter[Hashable] = Counter()

    def __len__(self) -> int:
        """How much is remembered."""
        return sum(map(len, (self._of_person, self._of_tenant, self._words, self._under_way)))

    def turn(self, tenant: str, person: str) -> "Admitted":
        """Around a turn; what is given is the limit that forbids it."""
        return Admitted(self, tenant, (tenant, person))

    def may_say_so(self, tenant: str, person: str) -> bool:
        """Whether this person may be told of it; once a minute, or the answers were a flood themselves."""
        return self._words.take((tenant, person))

    def begin(self, tenant: str, someone: Hashable) -> Limit | None:
        """The limit that forbids another turn; without one it has begun, and has to be ended."""
        if reached := self._reached(tenant, someone):
            return reached
        self._under_way[tenant] += 1
        self._under_way[someone] += 1
        return None

    def end(self, key: Hashable) -> None:
        """One turn less is under way."""
        self._under_way[key] -= 1
        if not self._under_way[key]:
            del self._under_way[key]

    def _reached(self, tenant: str, someone: Hashable) -> Limit | None:
        if self._person.at_once and self._under_way[someone] >= self._person.at_once:
            return Limit.PERSON_AT_ONCE
        if self._tenant.at_once and self._under_way[tenant] >= self._tenant.at_once:
            return Limit.TENANT_AT_ONCE
        if not self._of_person.take(someone):
            return Limit.PERSON_RATE
        if not self._of_tenant.take(tenant):
            return Limit.TENANT_RATE
        return None


class Admitted:
    """One turn under way, unless a limit forbids it."""

    __slots__ = ("_begun", "_limits", "_someone", "_tenant", "_work")

    def __init__(self, limits: Limits, tenant: str, someone: Hashable) -> None:
        self._limits, self._tenant, self._someone = limits, tenant, someone
        self._begun = False
        self._work: Future[Any] | None = None

    def __enter__(self) -> Limit | None:
        reached = self._limits.begin(self._tenant, self._someone)
        self._begun = reached is None
        return reached

    def __exit__(self, *_error: object) -> None:
        if not self._begun:
            return
        if self._work is None:
            self._end()
        else:
            self._work.add_done_callback(self._end)

    def goes_on(self, work: Future[Any] | None) -> None:
        """The turn is under way until this work is done, however soon its request is answered."""
        self._work = work

    def _end(self, _work: object = None) -> None:
        self._limits.end(self._tenant)
        self._limits.end(self._someone)
