"""The side panel: what the last action set off, and the switches."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import web

from rehearsal.refusing import CODES, Trouble
from rehearsal.values import Json, record
from rehearsal.web.asking import Asked, Declined, bad, missing
from rehearsal.web.desk import Desk
from rehearsal.web.offers import offered
from rehearsal.web.tenant import OFFLINE

HABITS = ("rate_limits", "auto_refresh", "hears_all")
SWITCHES = frozenset({*HABITS, "offline", "connector"})
YEAR = 366 * 86_400
LAST = datetime(9000, 1, 1, tzinfo=UTC)
"""No clock is moved beyond it: soon after it time itself ends, for Python."""
ARMED = ("operation", "fault", "times")
Forward = Callable[[float], Awaitable[None]]
"""Moves the bot's clock by seconds. Raises Declined."""


class Panel:
    """Serves the panel's calls under `/room`."""

    def __init__(self, desk: Desk, forward: Forward) -> None:
        self._desk = desk
        self._forward = forward

    def add_to(self, app: web.Application) -> None:
        """Serve them there."""
        app.add_routes(
            [
                web.get(r"/room/trace/{number:\d{1,9}}", self.trace),
                web.get("/room/faults", self.faults),
                web.post("/room/faults", self.arm),
                web.delete("/room/faults", self.disarm),
                web.post("/room/again", self.again),
                web.post("/room/switches", self.switches),
                web.post("/room/clock", self.clock),
            ]
        )

    async def trace(self, request: web.Request) -> web.Response:
        """The bodies of one line."""
        body = self._desk.trace.body(int(request.match_info["number"]))
        if body is None:
            raise missing("The trace has moved on to another action.")
        return web.json_response(body)

    async def faults(self, _request: web.Request) -> web.Response:
        """What may be switched on in the sandbox, and what is."""
        armed = [{key: one.get(key) for key in ARMED} for one in await self._desk.tenant.faults()]
        return web.json_response(offered() | {"armed": armed})

    async def arm(self, request: web.Request) -> web.Response:
        """Switch a fault on."""
        asked = await Asked.read(request)
        fault: Json = {"operation": asked.text("operation"), "fault": asked.text("fault")}
        if all(fault.get(key) == OFFLINE[key] for key in fault) and asked.json.get("times", 1) is None:
            raise bad("To take Graph away altogether, use the switch for it.")
        more = {
            key: asked.json[key] for key in ("times", "skip", "seconds", "retryAfter") if key in asked.json
        }
        await self._desk.tenant.arm(fault | more)
        return await self.faults(request)

    async def disarm(self, request: web.Request) -> web.Response:
        """Switch all faults off."""
        await self._desk.tenant.disarm()
        return await self.faults(request)

    async def again(self, request: web.Request) -> web.Response:
        """Have the last activity delivered again."""
        asked = await Asked.read(request)
        times = asked.whole("times", most=10, default=1)
        after = asked.number("after", most=3600, default=15)
        self._desk.room.redelivers(times, fresh_id=asked.flag("fresh_id"), after=after)
        return web.json_response({"kind": "none"})

    async def switches(self, request: web.Request) -> web.Response:
        """Move switches; those that are not named stay."""
        asked = await Asked.read(request)
        if unknown := asked.json.keys() - SWITCHES:
            raise bad(f"There is no switch {', '.join(sorted(unknown))}.")
        habits = {name: asked.flag(name) for name in HABITS if name in asked.json}
        trouble = _trouble(asked.json.get("connector"))
        if "offline" in asked.json:
            offline = asked.flag("offline")
            await self._desk.tenant.go(offline=offline)
            self._desk.offline = offline
        self._desk.room.behaves(**habits)
        if "connector" in asked.json:
            self._desk.room.trouble = trouble
        self._desk.look_after()
        return web.json_response(self._desk.switches())

    async def clock(self, request: web.Request) -> web.Response:
        """Move all three clocks forward."""
        seconds = (await Asked.read(request)).number("forward", most=YEAR)
        if self._desk.room.clock.now() > LAST - timedelta(seconds=seconds):
            raise bad(f"The clocks go no further than the year {LAST.year}.")
        await self._desk.tenant.forward(seconds)
        await self._forward(seconds)
        self._desk.room.clock.forward(seconds)
        moved = self._desk.clock()
        self._desk.tell({"kind": "clock", "clock": moved})
        return web.json_response(moved)


def bots_clock(bot_url: str, http: aiohttp.ClientSession) -> Forward:
    """The clock of a bot in its local mode."""

    async def forward(seconds: float) -> None:
        try:
            async with http.post(f"{bot_url}/local/clock", json={"forward": seconds}) as answer:
                moved = answer.ok
        except (aiohttp.ClientError, TimeoutError):
            moved = False
        if not moved:
            raise Declined(HTTPStatus.BAD_GATEWAY, "The sandbox's clock was moved, the bot's was not.")

    return forward


def _trouble(told: Any) -> Trouble | None:
    if told is None:
        return None
    asked = Asked(record(told))
    status = asked.whole("status", most=599)
    if status not in CODES:
        raise bad(f"The connector answers {', '.join(map(str, CODES))}, not {status}.")
    return Trouble(status, asked.flag("after"), max(asked.whole("times", most=100, default=1), 1))
