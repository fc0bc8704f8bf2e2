"""Calls to the Bot Connector over one pool of connections, with the bot's own token, repeated with care.

The SDK's client opens a new connection for each reply, on one of a few threads (teams-platform D4, D5).
"""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from botbuilder.schema import Error, ErrorResponse, ErrorResponseException
from msrest.exceptions import ClientException, ClientRequestError
from yarl import URL

from booking.errors import Unavailable
from bot.sdk.credentials import Bearer
from bot.sdk.retries import is_worth_repeating, pause_before

CONNECTIONS = 256
KEPT = 20.0
"""Seconds a connection is kept unused: less than the other side keeps it, so that none is found closed."""
TIMEOUT = ClientTimeout(total=12, sock_connect=4)


def open_http() -> ClientSession:
    """The pool; made within a running loop, and closed by who made it."""
    pool = TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEPT)
    return ClientSession(connector=pool, timeout=TIMEOUT, cookie_jar=DummyCookieJar())


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, as msrest's exceptions want it."""

    status_code: int
    reason: str
    body: bytes
    retry_after: str | None = None

    @property
    def text(self) -> str:
        """The body in words."""
        return self.body.decode(errors="replace")

    @property
    def is_good(self) -> bool:
        """Whether it was done."""
        return self.status_code < 300  # noqa: PLR2004 - where redirections begin; none is followed


class Caller:
    """One call after another, each with the bot's own token, repeated where that does no harm."""

    def __init__(
        self,
        http: ClientSession,
        bearer: Bearer | None,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        spread: Callable[[], float] = random.random,
    ) -> None:
        self._http, self._bearer, self._pause, self._spread = http, bearer, pause, spread

    async def call(self, method: str, url: URL, body: bytes | None = None) -> Any:
        """The JSON that was answered; None for nothing.

        Raises ErrorResponseException, which holds the status, and ClientRequestError where no answer came.
        """
        attempt = 1
        while True:
            answer = await self._tried(method, url, body)
            if isinstance(answer, Reply) and answer.is_good:
                return _json(answer)
            trouble = answer.status_code if isinstance(answer, Reply) else answer
            told = answer.retry_after if isinstance(answer, Reply) else None
            attempt += 1
            wait = pause_before(attempt, told, self._spread)
            if wait is None or not is_worth_repeating(method, trouble):
                raise _failure(answer)
            await self._pause(wait)

    async def _tried(self, method: str, url: URL, body: bytes | None) -> Reply | Exception:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        try:
            if self._bearer:
                headers["Authorization"] = f"Bearer {await self._bearer.bearer()}"
            async with self._http.request(
                method, url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                read = await answer.read()
                return Reply(answer.status, answer.reason or "", read, answer.headers.get("Retry-After"))
        except (ClientError, TimeoutError, Unavailable) as error:
            return error


def _json(answer: Reply) -> Any:
    if not answer.body:
        return None
    try:
        return orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        pass
    try:  # halves of surrogate pairs, infinite numbers
        return json.loads(answer.body)
    except ValueError:
        return None


def _failure(answer: Reply | Exception) -> ClientException:
    if isinstance(answer, Reply):
        return ErrorResponseException(_told, answer)
    return ClientRequestError(f"the connector did not answer ({type(answer).__name__})", answer)


def _told(_kind: str, answer: Reply) -> ErrorResponse:
    """The connector's own words; a status and its name where it has none."""
    match _json(answer):
        case {"error": {"code": str(code), "message": str(message)}}:
            return ErrorResponse(error=Error(code=code, message=message))
        case _:
            return ErrorResponse(error=Error(code=str(answer.status_code), message=answer.reason))
