"""The switches under `/_sandbox`: faults, log, reset, clock. They are not Graph's, and not logged."""

import json
from datetime import datetime
from typing import Any, cast

from aiohttp import web

from sandbox.edm import instant, write_instant
from sandbox.exchange import GraphError, Json, bad_request
from sandbox.world import World

_LONGEST_JUMP = 10 * 366 * 86_400


def add_routes(app: web.Application, world: World) -> None:
    async def arm(request: web.Request) -> web.Response:
        return _json(201, world.faults.arm(await _body(request)).as_json())

    async def armed(_request: web.Request) -> web.Response:
        return _json(200, {"value": [fault.as_json() for fault in world.faults.armed]})

    async def clear(_request: web.Request) -> web.Response:
        world.faults.armed.clear()
        return web.Response(status=204)

    async def log(request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        if not after.isdecimal():
            raise bad_request("'after' is the number of an entry.")
        return _json(200, {"value": world.log.later_than(int(after))})

    async def reset(request: web.Request) -> web.Response:
        body = await _body(request)
        world.reset(seed=_seed(body), now=_now(body))
        return web.Response(status=204)

    async def clock(request: web.Request) -> web.Response:
        if request.method == "POST":
            _move(world, await _body(request))
        return _json(200, {"now": write_instant(world.tenant.clock.now())})

    app.middlewares.append(_plainly)
    app.router.add_post("/_sandbox/faults", arm)
    app.router.add_get("/_sandbox/faults", armed)
    app.router.add_delete("/_sandbox/faults", clear)
    app.router.add_get("/_sandbox/log", log)
    app.router.add_post("/_sandbox/reset", reset)
    app.router.add_get("/_sandbox/clock", clock)
    app.router.add_post("/_sandbox/clock", clock)


@web.middleware
async def _plainly(request: web.Request, handler: Any) -> web.StreamResponse:
    """What a switch refuses is said in a sentence; and no web page that somebody has open moves one."""
    if "Origin" in request.headers and request.path.startswith("/_sandbox/"):
        return _json(403, {"error": {"code": "Forbidden", "message": "The switches are not for web pages."}})
    try:
        return await handler(request)
    except GraphError as error:
        return _json(error.status, {"error": {"code": error.code, "message": error.message}})


async def _body(request: web.Request) -> Json:
    content = await request.read()
    try:
        value: Any = json.loads(content, parse_constant=_refuse_constant) if content else {}
    except (ValueError, RecursionError):
        raise bad_request("The body is not JSON.") from None
    if not isinstance(value, dict):
        raise bad_request("The body is not a JSON object.")
    return cast("Json", value)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _seed(body: Json) -> int | None:
    seed = body.get("seed")
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
        raise bad_request("'seed' is a whole number.")
    return seed


def _now(body: Json) -> datetime | None:
    if body.get("now") is None:
        return None
    moment = instant(body["now"])
    if moment is None:
        raise bad_request("'now' is an ISO 8601 time.")
    return moment


def _move(world: World, body: Json) -> None:
    """To a time, or forward by seconds."""
    now, seconds = _now(body), body.get("forward", 0)
    number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if not number or abs(seconds) > _LONGEST_JUMP:
        raise bad_request("'forward' is a number of seconds, at most ten years.")
    if now is not None:
        world.tenant.clock.move(now)
    world.tenant.clock.forward(seconds)


def _json(status: int, body: Json) -> web.Response:
    return web.json_response(body, status=status)
