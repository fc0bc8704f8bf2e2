"""How long a function takes: the median of many runs, in CPU time of the process."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Timed:
    """One line of the table; microseconds."""

    what: str
    us: float


def timed(what: str, run: Callable[[], Any], *, runs: int) -> Timed:
    """CPU time of one call, of which the first does not count."""
    run()
    return Timed(what, median(_once(run) for _ in range(runs)))


async def timed_awaiting(what: str, run: Callable[[], Awaitable[Any]], *, runs: int) -> Timed:
    """The same for a coroutine; threads that work for it count."""
    await run()
    took: list[float] = []
    for _ in range(runs):
        began = time.process_time()
        await run()
        took.append(time.process_time() - began)
    return Timed(what, 1e6 * median(took))


def _once(run: Callable[[], Any]) -> float:
    began = time.process_time()
    run()
    return 1e6 * (time.process_time() - began)
