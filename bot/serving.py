"""Listens, says so, and stops in good order."""

import asyncio
import os
import signal
import socket
import sys

from aiohttp import web

from bot import heap
from bot.app import PATIENCE, open_app
from bot.logs import set_up
from bot.settings import Settings
from bot.telemetry import TelemetryUnavailable
from dialogs.main import Conversations
from storage import StorageUnavailable

HEARD_OUT = 2.0
"""Seconds in which somebody who was turned away unread may go on sending, so that they see the answer."""


class CannotStart(Exception):
    """The text says why, and what to look at."""


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; then finish what was begun."""
    set_up(settings.log)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        await _serve(settings, stop)
    except StorageUnavailable as error:
        raise CannotStart(f"{error}: look at FRONTDESK_DATABASE_URL") from None
    except TelemetryUnavailable as error:
        raise CannotStart(str(error)) from None


async def _serve(settings: Settings, stop: asyncio.Event) -> None:
    async with open_app(settings, Conversations()) as app:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE, lingering_time=HEARD_OUT)
        await runner.setup()
        try:
            await _listen(runner, settings)
            heap.settle()
            _say(_ready_line(settings, runner.addresses[0]))
            await stop.wait()
        finally:
            await runner.cleanup()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        why = error.strerror if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)
        raise CannotStart(
            f"port {settings.port} of {settings.host} cannot be used ({why}): "
            "look at FRONTDESK_HOST and FRONTDESK_PORT"
        ) from None


def _ready_line(settings: Settings, address: tuple[str, int]) -> str:
    host, port = address[:2]
    named = f"[{host}]" if ":" in host else host
    mode = f" ({settings.mode})" if settings.local else ""
    return f"Frontdesk on http://{named}:{port}{mode}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
