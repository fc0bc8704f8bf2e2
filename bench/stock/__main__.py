"""`python -m bench.stock echo|waterfall [--tls-port PORT]`: serve as the SDK's samples do.

Signed, it is the public cloud's configuration for a single tenant, to the letter; the two names behind which
the SDK looks for keys and tokens lead to the bench's identity service.
"""

import argparse
import asyncio
import socket
from dataclasses import dataclass

from aiohttp import web
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication

from bench.identity import NAMES
from bench.serving import listen, until_stopped
from bench.somebody import APP_ID, APP_PASSWORD, TENANT
from bench.stock.away import led_to
from bench.stock.waterfall import StockEcho, StockWaterfall

BOTS = {"echo": StockEcho, "waterfall": StockWaterfall}


@dataclass(frozen=True, slots=True)
class Configuration:
    """The attributes that the SDK looks for, in its own spelling; an empty id turns authentication off."""

    APP_TYPE: str = "MultiTenant"
    APP_ID: str = ""
    APP_PASSWORD: str = ""
    APP_TENANTID: str = ""


SIGNED = Configuration("SingleTenant", APP_ID, APP_PASSWORD, TENANT)


async def main(kind: str, tls_port: int | None) -> None:
    """Serve until told to stop."""
    if tls_port:
        socket.getaddrinfo = led_to(tls_port, NAMES, socket.getaddrinfo)
    configuration = SIGNED if tls_port else Configuration()
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(configuration))
    bot = BOTS[kind]()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, bot) or web.Response()

    app = web.Application()
    app.add_routes([web.post("/api/messages", messages)])
    runner, (port,) = await listen(app, None)
    print(f"Stock on http://127.0.0.1:{port}", flush=True)
    await until_stopped()
    await runner.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=BOTS)
    parser.add_argument("--tls-port", type=int)
    options = parser.parse_args()
    asyncio.run(main(options.kind, options.tls_port))
