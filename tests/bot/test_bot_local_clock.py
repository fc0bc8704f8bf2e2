"""The bot's clock in its local mode can be moved forward, and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession, web
from bot_stand import CLINIC, NOWHERE, Scripted, serving
from entra_stand import Entra
from identity_stand import BOT

from bot.app import open_app
from bot.local_clock import LONGEST_JUMP, PATH, LocalClock
from bot.settings import Settings

NOW = datetime(2030, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    return LocalClock(lambda: NOW)


@pytest.fixture
async def address(clock):
    app = web.Application()
    clock.serve(app)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
    await runner.cleanup()


async def posted(address, **what):
    async with ClientSession() as http, http.post(address, **what) as answer:
        return answer.status, await answer.json()


async def test_the_clock_goes_on_from_a_later_time(clock, address):
    for _ in range(2):
        status, _ = await posted(address, json={"forward": 1800})
        assert status == 200

    assert clock() == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    "what",
    [
        {"json": {"forward": -1}},
        {"json": {"forward": LONGEST_JUMP + 1}},
        {"json": {"forward": True}},
        {"json": {"forward": "60"}},
        {"json": {}},
        {"json": [60]},
        {"data": b'{"forward": NaN}', "headers": {"Content-Type": "application/json"}},
        {"data": b"{", "headers": {"Content-Type": "application/json"}},
        {"data": b'{"forward": 60}', "headers": {"Content-Type": "text/plain"}},
        {"json": {"forward": 60}, "headers": {"Origin": "http://evil.example"}},
        {"data": b'{"forward": 60}', "headers": {"Content-Type": "text/plain; b*"}},
        {"data": b"{", "headers": {"Content-Type": "application/json; charset=klingon"}},
    ],
)
async def test_anything_else_moves_nothing_and_is_told_so(clock, address, what):
    status, answer = await posted(address, **what)

    assert (status, clock()) == (400, NOW)
    assert "a number of seconds" in answer["error"]


async def test_the_bot_lets_its_clock_be_moved_in_local_mode(url):
    status, answer = await posted(url.replace("/api/messages", PATH), json={"forward": 60})

    assert (status, list(answer)) == (200, ["now"])


async def test_with_authentication_nobody_moves_the_clock(tmp_path):
    known = {"app_id": BOT, "app_tenant": CLINIC, "app_password": "s3cret", "openid_metadata_url": NOWHERE}
    settings = Settings(**known, act_as="app", database_url=f"sqlite:///{tmp_path / 'frontdesk.db'}")

    async with (
        open_app(settings, Scripted(), msal_http=Entra()) as app,
        serving(app) as url,
        ClientSession() as http,
        http.post(url + PATH, json={"forward": 60}) as answer,
    ):
        assert answer.status == 404
