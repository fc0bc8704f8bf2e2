"""Assembles the bot from the bottom up, and serves it."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from aiohttp import ClientSession, DummyCookieJar, web

from booking.ids import BusinessId
from bot.clock import started_at, system_clock
from bot.commands.command import Conversations
from bot.desks import Desks
from bot.greeting import Greeter
from bot.later import Later
from bot.limits import Bounds, Limits
from bot.local_clock import LocalClock
from bot.memory import Memory
from bot.people import people
from bot.promptness import Wait, wait
from bot.routes import Routes
from bot.sdk.adapter import FrontdeskAdapter
from bot.sdk.calling import Caller, open_http
from bot.sdk.connector import Connectors
from bot.sdk.identity import open_identity
from bot.sdk.pace import Pace, no_pause
from bot.sdk.shown import Shown
from bot.settings import Settings
from bot.sign_in.desk import sign_in_desk
from bot.sign_in.waiting import WaitingRoom
from bot.sweeper import Sweeper
from bot.telemetry import open_telemetry, surroundings
from bot.turns import Doorway, House
from graph import Patience, open_graph
from storage import open_database

PATIENCE = 10.0
"""Seconds that turns, and after them follow-up work, get to finish when the bot stops."""

GRAPH_DEADLINE = 6.0
"""Seconds that one call to Graph may be retried: Teams gives a turn up after 10 to 15 (teams-platform 5B)."""


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """The work goes on for as long as this is open, and is broken off then."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def open_app(
    settings: Settings, conversations: Conversations, *, msal_http: Any = None, wait: Wait = wait
) -> AsyncIterator[web.Application]:
    """The web application, with everything below it open for as long as it serves.

    `msal_http` takes the place of the HTTP client by which MSAL reaches Entra, `wait` that of the clock by
    which an answer is late.
    """
    async with AsyncExitStack() as opened:
        telemetry = await opened.enter_async_context(open_telemetry(os.environ, metrics=settings.metrics))
        database = await opened.enter_async_context(
            open_database(settings.database_url.get_secret_value(), watch=telemetry.around("store"))
        )
        graph = await opened.enter_async_context(
            open_graph(
                url=settings.graph_url,
                patience=Patience(deadline=GRAPH_DEADLINE),
                surroundings=surroundings(telemetry.watch),
            )
        )
        http = await opened.enter_async_context(ClientSession(cookie_jar=DummyCookieJar()))
        connector_http = await opened.enter_async_context(open_http())
        identity = await opened.enter_async_context(open_identity(settings, http, msal_http))
        pace = Pace(pause=no_pause) if settings.local else Pace()
        shown = Shown()
        connectors = Connectors(Caller(connector_http, identity.connector), pace, shown)
        adapter = FrontdeskAdapter(identity.authentication(connectors), identity.admission)
        later = Later(adapter, settings.app_id, telemetry.watch, shown=shown)
        opened.push_async_callback(later.drain, PATIENCE)
        clock = LocalClock(started_at(settings.now) if settings.now else system_clock)
        whose = people(
            settings, graph, http, bot_bearer=identity.connector, app_bearer=identity.graph, clock=clock
        )
        desks = Desks(
            people=whose,
            intents=database.intents,
            holds=database.holds,
            links=database.links,
            state=database.state,
            clock=clock,
            later=later,
            pauses=settings.pauses,
            watch=telemetry.watch,
            default_business=BusinessId(settings.business) if settings.business else None,
        )
        sweeper = Sweeper(
            people=whose,
            intents=database.intents,
            holds=database.holds,
            links=database.links,
            later=later,
            clock=clock,
        )
        house = House(
            conversations,
            desks,
            Memory(database.state),
            Greeter(database.state),
            Limits(
                Bounds(settings.person_turns, settings.person_at_once),
                Bounds(settings.tenant_turns, settings.tenant_at_once),
            ),
            telemetry.watch,
            sweeper,
            sign_in_desk(whose.tokens, WaitingRoom(database.state, clock), adapter, settings.app_id),
            wait,
        )
        doorway = Doorway(house)
        await opened.enter_async_context(running(sweeper.run()))

        async def messages(request: web.Request) -> web.Response:
            return await adapter.process(request, doorway)

        served = Routes(messages, database.ping, identity.lacks, settings.mode, telemetry.tally).app()
        if settings.local:
            clock.serve(served)
        yield served
