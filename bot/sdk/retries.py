"""When a call to the connector is worth repeating (teams-platform 5A and D17)."""

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from aiohttp import ClientConnectionError, ClientConnectorError

ATTEMPTS = 4
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 5.0
"""Seconds; Teams waits 10 to 15 for the answer to an activity, and who is told to wait longer is told so."""

_NOT_TAKEN = frozenset(
    {HTTPStatus.PRECONDITION_FAILED, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
)
_IN_DOUBT = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})


def is_worth_repeating(method: str, trouble: int | Exception) -> bool:
    """Whether a second call may follow this status or failure.

    A message may have been delivered although the answer was 502 or 504, or never came: posted again it would
    stand there twice. A 503 says that it was not taken. What is put, deleted or read may be repeated.
    """
    match trouble:
        case ClientConnectorError():
            return True
        case ClientConnectionError():
            return method != "POST"
        case int(status):
            return status in _NOT_TAKEN or (status in _IN_DOUBT and method != "POST")
        case _:
            return False


def pause_before(attempt: int, told: str | None, random: Callable[[], float]) -> float | None:
    """Seconds until attempt 2, 3, 4: what Retry-After says, or more each time, spread; None to give up."""
    if attempt > ATTEMPTS:
        return None
    asked = seconds_told(told)
    if asked is None:
        return FIRST_PAUSE * 2.0 ** (attempt - 2) * (0.5 + random())
    return asked + random() * FIRST_PAUSE if asked <= LONGEST_PAUSE else None


def seconds_told(header: str | None, now: Callable[[], float] = time.time) -> float | None:
    """Retry-After, in seconds or as a date; None where it says nothing that makes sense."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(parsedate_to_datetime(header).timestamp() - now(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None
