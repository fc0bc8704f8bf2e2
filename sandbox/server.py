"""The aiohttp skin: requests in, answers out, waiting, breaking connections, and four places a mailbox."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager

from aiohttp import web

from sandbox import batch, control
from sandbox.exchange import Answer, Request
from sandbox.faults import SLOW, SLOW_AFTER
from sandbox.routes import BATCH
from sandbox.world import Visit, World

PLACES = 4
_LARGEST_BODY = 4 * 1024 * 1024
_ABSOLUTE = re.compile(r"^[a-z]+://[^/]+", re.IGNORECASE)


class Desk:
    """Takes requests one by one to the world, at most four at a time for one mailbox."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._inside: Counter[str] = Counter()

    async def exchange(self, request: Request) -> Answer:
        """The answer to a request, after whatever wait the armed fault wants."""
        if request.path.casefold().strip("/") == BATCH:
            return await self._batch(request)
        visit = self.world.receive(request)
        with self._place(visit.mailbox) as found:
            if not found:
                return self.world.refuse(visit)
            await asyncio.sleep(0)  # parts of one batch come in together
            visit = self.world.strike(visit)
            await _wait(visit, SLOW)
            answer = self.world.answer(visit)
            await _wait(visit, SLOW_AFTER)
            return answer

    async def _batch(self, request: Request) -> Answer:
        visit = self.world.strike(self.world.receive(request))
        await _wait(visit, SLOW)
        answer = self.world.answer(visit)
        if answer.dropped or answer.status != web.HTTPOk.status_code:
            return answer
        return await batch.answer(request, answer, self.exchange)

    @contextmanager
    def _place(self, mailbox: str) -> Generator[bool]:
        self._inside[mailbox] += 1
        try:
            yield not mailbox or self._inside[mailbox] <= PLACES
        finally:
            self._inside[mailbox] -= 1
            if not self._inside[mailbox]:
                del self._inside[mailbox]


async def _wait(visit: Visit, fault: str) -> None:
    if visit.fault and visit.fault.fault == fault:
        await asyncio.sleep(visit.fault.seconds)


def make_app(world: World) -> web.Application:
    """The web application: Graph under `/v1.0`, the switches under `/_sandbox`."""
    desk = Desk(world)

    async def graph(request: web.Request) -> web.StreamResponse:
        answer = await desk.exchange(await _read(request))
        if answer.dropped and request.transport is not None:
            request.transport.abort()
        return web.Response(status=answer.status, headers=answer.headers, body=answer.body or None)

    async def closed(_app: web.Application) -> AsyncIterator[None]:
        yield
        world.tenant.store.close()

    app = web.Application(client_max_size=_LARGEST_BODY)
    app.cleanup_ctx.append(closed)
    control.add_routes(app, world)
    app.router.add_route("*", "/v1.0/{path:.*}", graph)
    return app


async def _read(request: web.Request) -> Request:
    """As it came: the path still encoded, header names in lower case."""
    path, _, query = _ABSOLUTE.sub("", request.raw_path).partition("?")
    return Request(
        method=request.method,
        path=path.removeprefix("/v1.0"),
        query=query,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=await request.read(),
        base=f"{request.scheme}://{request.host}/v1.0",
    )


@asynccontextmanager
async def serving(world: World, *, host: str, port: int) -> AsyncGenerator[int]:
    """Serve until left; the value is the port, chosen freely for port 0."""
    runner = web.AppRunner(make_app(world), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
