"""Assembles the bot from the bottom up, and serves it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import ClientSession, web

from booking.ids import BusinessId
from bot.clock import started_at, system_clock
from bot.commands.command import Conversations
from bot.desks import Desks
from bot.greeting import Greeter
from bot.later import Later
from bot.memory import Memory
from bot.people import access
from bot.routes import Routes
from bot.sdk.adapter import FrontdeskAdapter
from bot.sdk.admission import Admission
from bot.sdk.identity import authentication
from bot.settings import Settings
from bot.turns import Doorway, House
from graph import open_graph
from storage import open_database

PATIENCE = 10.0
"""Seconds that turns, and after them follow-up work, get to finish when the bot stops."""


@asynccontextmanager
async def open_app(settings: Settings, conversations: Conversations) -> AsyncIterator[web.Application]:
    """The web application, with everything below it open for as long as it serves."""
    async with AsyncExitStack() as opened:
        database = await opened.enter_async_context(open_database(settings.database_url.get_secret_value()))
        graph = await opened.enter_async_context(open_graph(url=settings.graph_url))
        http = await opened.enter_async_context(ClientSession())
        adapter = FrontdeskAdapter(authentication(settings), Admission(settings.local, settings.tenants))
        later = Later(adapter, settings.app_id)
        opened.push_async_callback(later.drain, PATIENCE)
        desks = Desks(
            access=access(settings, graph, http),
            intents=database.intents,
            links=database.links,
            clock=started_at(settings.now) if settings.now else system_clock,
            later=later,
            pauses=settings.pauses,
            default_business=BusinessId(settings.business) if settings.business else None,
        )
        house = House(conversations, desks, Memory(database.state), Greeter(database.state))
        doorway = Doorway(house)

        async def messages(request: web.Request) -> web.Response:
            return await adapter.process(request, doorway)

        yield Routes(messages, database.ping, settings.mode).app()
