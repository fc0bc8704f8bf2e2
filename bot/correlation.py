"""One id for all that comes of an activity: in each log line, in each request to Graph, in what is said.

The person reads its first four digits ("reference 4F2A"); the log holds the whole of it, and every
client-request-id that Graph was given in that turn begins with the same twenty digits.
"""

from contextlib import AbstractContextManager
from uuid import UUID, uuid4

from structlog.contextvars import bound_contextvars, get_contextvars

_SPOKEN = 4
_OWN = 12
"""Digits at the end of a client-request-id that tell one request of a turn from another."""


def reference_of(correlation: UUID) -> str:
    """What is said to a person in place of the id."""
    return correlation.hex[:_SPOKEN].upper()


def bound(correlation: UUID, activity_id: str | None) -> AbstractContextManager[None]:
    """Every line that is logged within, tasks begun there included, tells of which turn it is."""
    return bound_contextvars(
        correlation=str(correlation), reference=reference_of(correlation), activity=activity_id
    )


def correlation_id() -> str | None:
    """The id of this turn; None outside of all turns."""
    return get_contextvars().get("correlation")


def client_request_id() -> str:
    """A new id for one request to Graph: that of the turn, but for its last twelve digits."""
    fresh, turn = str(uuid4()), correlation_id()
    return f"{turn[:-_OWN]}{fresh[-_OWN:]}" if turn else fresh
