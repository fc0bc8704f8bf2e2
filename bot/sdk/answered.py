"""Whether the answer to the request of a turn has been written: what comes after it must not overtake it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ANSWERED: ContextVar[asyncio.Event | None] = ContextVar("answered", default=None)


@contextmanager
def answering() -> Iterator[None]:
    """Around a turn and the writing of its answer; tasks that the turn starts know of it too."""
    answered = asyncio.Event()
    token = _ANSWERED.set(answered)
    try:
        yield
    finally:
        answered.set()
        _ANSWERED.reset(token)


async def written() -> None:
    """Over once the answer to this turn's request has been written, and at once where no request is open.

    On a loop that is pressed what came of a turn may be known before its first word has gone out.
    """
    if answered := _ANSWERED.get():
        await answered.wait()
