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


def being_answered() -> asyncio.Event | None:
    """Set once the answer to this turn's request has been written; None where no request is open."""
    return _ANSWERED.get()
