"""What the bot answers over HTTP; for everything else aiohttp says 404 or 405."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.metrics import CONTENT_TYPE, Tally
from storage import StorageError

LARGEST_BODY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Routes:
    """`messages` takes what Teams sends, `ping` fails while the database is away, `mode` is for /readyz.

    `lacks` names what of the bot's identity was never to be had: a wrong secret shows there at once.
    """

    messages: Callable[[web.Request], Awaitable[web.Response]]
    ping: Callable[[], Awaitable[None]]
    lacks: Callable[[], list[str]]
    mode: str
    tally: Tally | None = None

    def app(self) -> web.Application:
        """The routes, for bodies up to a mebibyte; /metrics only where somebody keeps count."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes(
            [
                web.post("/api/messages", self.messages),
                web.get("/healthz", self.healthz),
                web.get("/readyz", self.readyz),
            ]
        )
        if self.tally:
            app.router.add_get("/metrics", partial(_metrics, self.tally))
        return app

    async def healthz(self, _request: web.Request) -> web.Response:
        """Whether the process is up."""
        return web.json_response({"status": "up"})

    async def readyz(self, _request: web.Request) -> web.Response:
        """Whether it can do its work."""
        told: dict[str, Any] = {"status": "ready", "database": "reachable", "mode": self.mode}
        try:
            await self.ping()
        except StorageError:
            told |= {"status": "not ready", "database": "unreachable"}
        if lacks := self.lacks():
            told |= {"status": "not ready", "identity": [f"no {each}" for each in lacks]}
        is_ready = told["status"] == "ready"
        return web.json_response(told, status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE)


async def _metrics(tally: Tally, _request: web.Request) -> web.Response:
    return web.Response(text=tally.text(), headers={"Content-Type": CONTENT_TYPE})
