"""`$batch`: up to twenty requests in one, in parallel unless they depend on one another."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from sandbox.exchange import Answer, Json, Request

MOST = 20
FAILED_DEPENDENCY = 424
_FIRST_ERROR = 400
Exchange = Callable[[Request], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    request: Request
    depends_on: tuple[str, ...]
    problem: str = ""


async def answer(request: Request, outer: Answer, exchange: Exchange) -> Answer:
    """The answers of the parts inside the outer answer; 400 for a batch that is none."""
    parts = _parts(request)
    if isinstance(parts, str):
        error: Json = {"error": {"code": "BadRequest", "message": parts}}
        return _with(outer, 400, error)
    tasks: dict[str, asyncio.Task[Json]] = {}
    for part in parts:
        waits = [tasks[name] for name in part.depends_on]
        tasks[part.id] = asyncio.create_task(_answer_part(part, waits, exchange))
    responses = await asyncio.gather(*tasks.values())
    return _with(outer, 200, {"responses": sorted(responses, key=lambda one: one["status"])})


async def _answer_part(part: Part, waits: list[asyncio.Task[Json]], exchange: Exchange) -> Json:
    if part.problem:
        return _refused(part.id, 400, part.problem)
    before = await asyncio.gather(*waits)
    if any(one["status"] >= _FIRST_ERROR for one in before):
        return _refused(part.id, FAILED_DEPENDENCY, "A request this one depends on failed.")
    given = await exchange(part.request)
    if given.dropped:
        return _refused(part.id, 504, "The service did not answer.")
    shown: Json = {"id": part.id, "status": given.status, "headers": dict(given.headers)}
    if given.body:
        kind = given.headers.get("Content-Type", "")
        shown["body"] = json.loads(given.body) if "json" in kind else given.body.decode()
    return shown


def _parts(request: Request) -> list[Part] | str:
    """The parts in order, or what is wrong with the whole."""
    try:
        body: Any = json.loads(request.body)
        items = cast("list[Json]", body["requests"])
        if not 0 < len(items) <= MOST:
            return f"A batch holds 1 to {MOST} requests."
        parts = [_part(request, item) for item in items]
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return "Invalid batch payload format."
    return _misnamed(parts) or parts


def _misnamed(parts: list[Part]) -> str:
    seen: set[str] = set()
    for part in parts:
        if part.id in seen:
            return f"The request id '{part.id}' is used twice."
        if not set(part.depends_on) <= seen:
            return f"The request '{part.id}' depends on one that does not come before it."
        seen.add(part.id)
    return ""


def _part(outer: Request, item: Json) -> Part:
    named = cast("Json", item.get("headers") or {})
    headers = {name.lower(): str(value) for name, value in named.items()}
    path, _, query = str(item["url"]).partition("?")
    sent = json.dumps(item["body"]).encode() if item.get("body") is not None else b""
    untyped = bool(sent) and "content-type" not in headers
    inner = replace(
        outer,
        method=str(item["method"]).upper(),
        path="/" + path.lstrip("/"),
        query=query,
        headers={**_shared(outer.headers), **headers},
        body=sent,
    )
    problem = "A body needs a Content-Type header." if untyped else ""
    nested = "A batch inside a batch is not supported." if path.strip("/").casefold() == "$batch" else ""
    return Part(str(item["id"]), inner, tuple(map(str, item.get("dependsOn") or ())), problem or nested)


def _shared(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name == "authorization"}


def _refused(key: str, status: int, message: str) -> Json:
    code = "FailedDependency" if status == FAILED_DEPENDENCY else "BadRequest"
    headers = {"Content-Type": "application/json"}
    return {
        "id": key,
        "status": status,
        "headers": headers,
        "body": {"error": {"code": code, "message": message}},
    }


def _with(outer: Answer, status: int, body: Json) -> Answer:
    headers = {**outer.headers, "Content-Type": "application/json"}
    return Answer(status, headers, json.dumps(body, ensure_ascii=False).encode(errors="replace"))
