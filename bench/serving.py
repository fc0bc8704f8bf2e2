"""What the servers of the bench have in common."""

import asyncio
import signal
from ssl import SSLContext

from aiohttp import web


async def until_stopped() -> None:
    """Wait for SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()


async def listen(app: web.Application, *contexts: SSLContext | None) -> tuple[web.AppRunner, list[int]]:
    """The app on a free port of this machine for each context; None is plain HTTP."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    for context in contexts:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    return runner, [port for _, port in runner.addresses]
