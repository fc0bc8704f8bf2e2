"""The socket by which a page is told what its person sees."""

import asyncio
from contextlib import suppress

from aiohttp import ClientConnectionResetError, web

from rehearsal.web.asking import somebody
from rehearsal.web.desk import Desk
from rehearsal.web.sights import Sight

HEARTBEAT = 20.0
LONGEST_MESSAGE = 1024


class Feed:
    """Serves `/room/feed`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sockets: set[web.WebSocketResponse] = set()

    def add_to(self, app: web.Application) -> None:
        """Serve it there."""
        app.router.add_get("/room/feed", self.feed)
        app.on_shutdown.append(self._close)

    async def feed(self, request: web.Request) -> web.StreamResponse:
        """Tell one page until it goes."""
        person = somebody(request.query.get("as", ""), self._desk.people)
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LONGEST_MESSAGE)
        await socket.prepare(request)
        sight = self._desk.sight(person)
        self._desk.sights.add(sight)
        self._sockets.add(socket)
        telling = asyncio.create_task(_tell(socket, sight))
        try:
            async for _ in socket:
                pass  # a page has nothing to say here
        finally:
            self._desk.sights.discard(sight)
            self._sockets.discard(socket)
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
        return socket

    async def _close(self, _app: web.Application) -> None:
        await asyncio.gather(*(socket.close() for socket in list(self._sockets)), return_exceptions=True)


async def _tell(socket: web.WebSocketResponse, sight: Sight) -> None:
    with suppress(ClientConnectionResetError):
        while not socket.closed:
            await socket.send_json(await sight.next())
