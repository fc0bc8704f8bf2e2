"""One id for all that comes of an activity: in each log line, in each request to Graph, in what is said.

The person reads its first four digits ("reference 4F2A"); the log holds the whole of it, and every
client-request-id that Graph was given in that turn begins with the same twenty digits.
"""

from collections.abc import Mapping
from contextvars import Token
from typing import Any
from uuid import UUID, uuid4

from structlog.contextvars import bind_contextvars, get_contextvars, reset_contextvars

_SPOKEN = 4
_OWN = 12
"""Digits at the end of a client-request-id that tell one request of a turn from another."""


def reference_of(correlation: UUID) -> str:
    """What is said to a person in place of the id."""
    return _reference(correlation.hex)


def _reference(digits: str) -> str:
    return digits[:_SPOKEN].upper()


class Bound:
    """Every line that is logged within, tasks begun there included, tells of which turn it is."""

    __slots__ = ("_before", "_told")

    def __init__(self, correlation: UUID, activity_id: str | None) -> None:
        told = str(correlation)
        self._told = {"correlation": told, "reference": _reference(told), "activity": activity_id}
        self._before: Mapping[str, Token[Any]] = {}

    def __enter__(self) -> None:
        self._before = bind_contextvars(**self._told)

    def __exit__(self, *_error: object) -> None:
        reset_contextvars(**self._before)


def correlation_id() -> str | None:
    """The id of this turn; None outside of all turns."""
    return get_contextvars().get("correlation")


def client_request_id() -> str:
    """A new id for one request to Graph: that of the turn, but for its last twelve digits."""
    fresh, turn = str(uuid4()), correlation_id()
    return f"{turn[:-_OWN]}{fresh[-_OWN:]}" if turn else fresh
