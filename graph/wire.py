"""The one place that speaks HTTP with Graph."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, cast

import httpx
import structlog

from booking.errors import Unavailable
from graph.calls import Answer, Call, Reach, Trouble
from graph.fields import Json, entity, text
from graph.retries import retry_after
from graph.surroundings import Limits, Surroundings

log = structlog.get_logger()

# Failures after which Graph surely knows nothing of the call.
NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
_CLAIMS = re.compile(r'\bclaims="([^"]{1,4000})"')
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def new_client(limits: Limits) -> httpx.AsyncClient:
    """One pool for all; loopback is never asked of a proxy."""
    return httpx.AsyncClient(
        timeout=httpx.Timeout(limits.read, connect=limits.connect, pool=limits.connect),
        limits=httpx.Limits(
            max_connections=limits.connections,
            max_keepalive_connections=limits.connections,
            keepalive_expiry=limits.idle,
        ),
        # Persons share the pool, and nothing else.
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        mounts={"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None},
        follow_redirects=False,
    )


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    content: bytes | None


class Wire:
    """Sends one request and reads one answer; repeats nothing. Raises ValueError for a base without TLS."""

    def __init__(
        self, client: httpx.AsyncClient, url: str, *, limits: Limits, surroundings: Surroundings
    ) -> None:
        self._client = client
        self._base = httpx.URL(url.rstrip("/"))
        self._limits = limits
        self._surroundings = surroundings
        if self._base.scheme != "https" and self._base.host not in _LOOPBACK:
            raise ValueError("bearer tokens go over https only")

    async def exchange(self, call: Call, bearer: str) -> Answer | Trouble:
        """What came of one try. Logs ids and times, never a path, a body or a token."""
        request_id = self._surroundings.new_id()
        started = self._surroundings.clock()
        with self._surroundings.watch(call.name) as facts:
            outcome = await self._reply(call, bearer, request_id)
            told = _facts(outcome, request_id)
            facts.update(told)
        took = round((self._surroundings.clock() - started) * 1000)
        said = "graph answered" if isinstance(outcome, Answer) else "graph failed"
        log.info(said, call=call.name, milliseconds=took, **told)
        return outcome

    async def _reply(self, call: Call, bearer: str, request_id: str) -> Answer | Trouble:
        try:
            async with asyncio.timeout(self._limits.whole):
                reply = await self._stream(self._request(call, bearer, request_id))
        except NOT_SENT:
            return Trouble(Reach.NOT_SENT)
        except (httpx.HTTPError, TimeoutError):
            return Trouble(Reach.LOST)
        return read_reply(reply.status, reply.headers, reply.content, answers=call.answers)

    def _request(self, call: Call, bearer: str, request_id: str) -> httpx.Request:
        return self._client.build_request(
            call.method,
            self._address(call.path),
            params=call.query or None,
            json=call.body,
            headers={
                "Accept": "application/json",
                "Authorization": f"Bearer {bearer}",
                "client-request-id": request_id,
                "Prefer": "include-unknown-enum-members",
            },
        )

    def _address(self, path: str) -> httpx.URL:
        """Below the base; a link to a next page as it stands, if it leads to the same server."""
        if path.startswith("/"):
            return httpx.URL(f"{self._base}{path}")
        try:
            url = httpx.URL(path)
        except httpx.InvalidURL:
            url = httpx.URL()
        if (url.scheme, url.host, url.port) != (self._base.scheme, self._base.host, self._base.port):
            raise Unavailable("a next page on a foreign server")
        return url

    async def _stream(self, request: httpx.Request) -> _Reply:
        response = await self._client.send(request, stream=True)
        try:
            content = bytearray()
            async for part in response.aiter_bytes():
                content += part
                if len(content) > self._limits.body_bytes:
                    return _Reply(response.status_code, response.headers, None)
            return _Reply(response.status_code, response.headers, bytes(content))
        finally:
            await response.aclose()


def _facts(outcome: Answer | Trouble, client_request_id: str) -> dict[str, str | int]:
    facts: dict[str, str | int] = {"client_request_id": client_request_id}
    if outcome.request_id:
        facts["request_id"] = outcome.request_id
    if isinstance(outcome, Trouble):
        facts |= {"reach": outcome.reach.name.casefold(), "status": outcome.status, "code": outcome.code}
    return facts


def read_reply(
    status: int, headers: Mapping[str, str], content: bytes | None, *, answers: bool
) -> Answer | Trouble:
    """From HTTP to what it means; `content` is None where it was too much to read."""
    request_id = headers.get("request-id")
    body = _parsed(content)
    if 200 <= status < 300:  # noqa: PLR2004
        if body is None and answers:
            return Trouble(Reach.GARBLED, status, request_id=request_id)
        return Answer(body or {}, request_id)
    error = entity(body or {}, "error") or {}
    code = text(error, "code") or ""
    challenge = headers.get("www-authenticate", "")
    return Trouble(
        Reach.ANSWERED,
        status,
        code,
        retry_after(headers),
        request_id or text(entity(error, "innerError", "innererror") or {}, "request-id"),
        claims=code == "insufficient_claims" or "insufficient_claims" in challenge,
        challenge=found[1] if (found := _CLAIMS.search(challenge)) else "",
    )


def _parsed(content: bytes | None) -> Json | None:
    try:
        value: Any = json.loads(content or b"")
    except (ValueError, RecursionError):
        return None
    return cast("Json", value) if isinstance(value, dict) else None
