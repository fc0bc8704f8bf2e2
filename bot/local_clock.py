"""A clock that a rehearsal moves forward; the way to it is there in local mode alone."""

import json
import math
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from aiohttp import web

from booking.ports import Clock
from bot.sdk.body import is_json

PATH = "/local/clock"
LONGEST_JUMP = 366 * 86_400
"""Seconds."""


class LocalClock:
    """Another clock, and ahead of it by as much as it was moved."""

    def __init__(self, under: Clock) -> None:
        self._under = under
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """The time by this clock."""
        return self._under() + self._ahead

    def serve(self, app: web.Application) -> None:
        """Let it be moved by a POST of `{"forward": seconds}`."""
        app.router.add_post(PATH, self._forward)

    async def _forward(self, request: web.Request) -> web.Response:
        seconds = await _seconds(request)
        if seconds is None:
            told = f"Post JSON with 'forward', a number of seconds from 0 to {LONGEST_JUMP}."
            return web.json_response({"error": told}, status=HTTPStatus.BAD_REQUEST)
        self._ahead += timedelta(seconds=seconds)
        return web.json_response({"now": self().isoformat()})


async def _seconds(request: web.Request) -> float | None:
    if not is_json(request.headers) or "Origin" in request.headers:
        return None  # a web page that somebody has open: unasked it sends no JSON, and always its origin
    try:
        body: Any = json.loads(await request.read())
    except (ValueError, RecursionError):
        return None
    seconds = body.get("forward") if isinstance(body, dict) else None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds):
        return None
    return seconds if 0 <= seconds <= LONGEST_JUMP else None
