"""What the client takes from outside: clock, sleep, chance, ids; and the bounds it keeps."""

import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

Facts = dict[str, str | int]

GRAPH = "https://graph.microsoft.com/v1.0"


def _new_id() -> str:
    return str(uuid.uuid4())


def _unwatched(_call: str) -> AbstractContextManager[Facts]:
    return nullcontext({})


def _uncounted(_call: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The clock is monotonic, in seconds; `chance` in [0, 1).

    `watch` goes around each try of a call, by its name, and is handed what is known of it; `repeated` is told
    of a call that is sent again.
    """

    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    new_id: Callable[[], str] = _new_id
    watch: Callable[[str], AbstractContextManager[Facts]] = _unwatched
    repeated: Callable[[str], None] = _uncounted


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the connections; times in seconds.

    Four requests in flight per booking mailbox is Graph's own limit. The pool is small because httpx's
    bookkeeping grows with it, and lets idle connections go before Graph does: a create on a connection
    that is just being closed would be unclear.
    """

    connect: float = 3.0
    read: float = 10.0
    whole: float = 25.0
    connections: int = 32
    idle: float = 20.0
    in_flight: int = 4
    body_bytes: int = 16 * 1024 * 1024
    pages: int = 200


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long what was read is good for; seconds.

    Up to `usable` it is still served when Graph cannot be reached; `hurry` is how long that is waited for.
    A refusal is remembered for `refusal`.
    """

    catalogue: float = 300.0
    customers: float = 120.0
    usable: float = 3600.0
    hurry: float = 3.0
    refusal: float = 30.0
    kept: int = 2048
