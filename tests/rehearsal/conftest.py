"""The bot of a few lines, running, and the room around it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from fake_bot import FakeBot

from rehearsal import Room


@pytest.fixture
async def bot() -> AsyncIterator[FakeBot]:
    async with ClientSession() as session:
        fake = FakeBot(session)
        app = web.Application()
        app.router.add_post("/api/messages", fake.messages)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        yield fake
        await asyncio.wait_for(runner.cleanup(), 5)


@pytest.fixture
async def room(bot: FakeBot) -> AsyncIterator[Room]:
    async with Room(bot.url) as opened:
        yield opened
