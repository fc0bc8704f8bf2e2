"""A bot with conversations that a test can script, and the stock SDK beside it, both over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from botbuilder.core import Bot
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from entra_stand import Entra

from bot.app import open_app
from bot.sdk.adapter import FrontdeskAdapter
from bot.sdk.admission import Admission
from bot.sdk.authentication import Anybody, FrontdeskAuthentication
from bot.sdk.calling import Caller, open_http
from bot.sdk.clouds import PUBLIC
from bot.sdk.connector import Connectors
from bot.sdk.pace import Pace
from bot.sdk.shown import Shown
from bot.settings import Settings
from cards.answers import Tapped, Typed
from dialogs.desk import desk_of

NOWHERE = "http://127.0.0.1:9"
DANA = {"id": "29:dana", "name": "Dana Swope", "aadObjectId": "7a1c6d1e-0000-4000-8000-0000000000da"}
FRONTDESK = {"id": "28:frontdesk", "name": "Frontdesk"}
CLINIC = "5f0c2c9e-0000-4000-8000-00000000c11c"


class Scripted:
    """Conversations that say back what they hear; `busy` holds them up until it is set."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.at_once = 0
        self.most_at_once = 0
        self.arrivals: asyncio.Queue[None] = asyncio.Queue()
        self.busy = asyncio.Event()
        self.busy.set()
        self.error: Exception | None = None
        self.card: dict[str, Any] | None = None

    async def hear(self, context, state):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.arrivals.put_nowait(None)
        await self.busy.wait()
        self.at_once -= 1
        if self.error:
            raise self.error
        desk = desk_of(context)
        self.heard.append(desk.heard)
        if self.card is not None:
            desk.stage.answer = self.card
            return
        match desk.heard:
            case Typed(text):
                await desk.stage.say(f"heard {text}")
            case Tapped(move=move):
                await desk.stage.say(f"tapped {move}")

    async def begin(self, context, state, dialog_id, options):
        await desk_of(context).stage.say(f"begins {dialog_id}: {options['said']}")

    async def search(self, context, state, dataset, text):
        return [(f"{dataset} {text} {number}", str(number)) for number in range(20)]


def local_settings(folder: Path, **others: Any) -> Settings:
    given = {"database_url": f"sqlite:///{folder / 'frontdesk.db'}", "graph_url": NOWHERE, "port": 0}
    return Settings(**{"local": True, **given, **others})


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """The address of the app, while it serves on loopback."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def bot_with(conversations: Any, settings: Settings) -> AsyncIterator[str]:
    """The address of the real app; Entra grants it tokens that nobody takes."""
    async with open_app(settings, conversations, msal_http=Entra()) as app, serving(app) as url:
        yield f"{url}/api/messages"


class Anonymous:
    """As the SDK's samples run without a registration."""

    APP_ID = APP_PASSWORD = ""


def stock_bot(bot: Bot) -> AbstractAsyncContextManager[str]:
    """The address of a bot on the SDK's own CloudAdapter."""
    return bot_on(CloudAdapter(ConfigurationBotFrameworkAuthentication(Anonymous())), bot)


@asynccontextmanager
async def mended_bot(bot: Bot) -> AsyncIterator[str]:
    """The address of the same bot on ours."""
    async with open_http() as http:
        authentication = FrontdeskAuthentication(
            Anybody(), Connectors(Caller(http, None), Pace(), Shown()), PUBLIC
        )
        adapter = FrontdeskAdapter(authentication, Admission(local=True, tenants=()))
        async with bot_on(adapter, bot) as url:
            yield url


@asynccontextmanager
async def bot_on(adapter: CloudAdapter, bot: Bot) -> AsyncIterator[str]:
    """The address of the bot behind this adapter."""

    async def messages(request: web.Request) -> web.StreamResponse:
        return await adapter.process(request, bot) or web.Response()

    app = web.Application()
    app.add_routes([web.post("/api/messages", messages)])
    async with serving(app) as url:
        yield f"{url}/api/messages"


def an_activity(**fields: Any) -> dict[str, Any]:
    """What Dana sends in her own chat."""
    common = {
        "type": "message",
        "channelId": "msteams",
        "serviceUrl": "http://127.0.0.1:9/teams/",
        "from": DANA,
        "recipient": FRONTDESK,
        "conversation": {"id": "a:dana", "conversationType": "personal", "tenantId": CLINIC},
        "channelData": {"tenant": {"id": CLINIC}},
        "locale": "en-GB",
    }
    return {**common, **{name.rstrip("_"): value for name, value in fields.items()}}


def an_execute(**data: Any) -> dict[str, Any]:
    """Dana's tap on a button."""
    action = {"type": "Action.Execute", "data": data or {"frontdesk": "n", "move": "answer"}}
    return an_activity(
        type="invoke",
        name="adaptiveCard/action",
        value={"action": action, "trigger": "manual"},
        replyToId="7",
    )


async def post(url: str, body: Any = None, **how: Any) -> tuple[int, Any]:
    """Status and JSON of the answer; `data` and `headers` go as they are."""
    if body is not None:
        how["json"] = body
    async with aiohttp.ClientSession() as session, session.post(url, **how) as answer:
        is_json = answer.content_type == "application/json"
        return answer.status, await answer.json() if is_json else None
