"""Whether the bot says that it can do its work: not before it knows who is who, nor without its database."""

import asyncio
from contextlib import asynccontextmanager

import aiohttp
import pytest
from bot_stand import CLINIC, Scripted, serving
from entra_stand import Entra
from identity_stand import BOT, BotServiceIdentity

from bot.app import open_app
from bot.settings import Settings

READY = {"status": "ready", "database": "reachable", "mode": "authenticated"}


@pytest.fixture
def entra():
    return Entra()


@pytest.fixture
def identity():
    return BotServiceIdentity()


@pytest.fixture
def running(entra, identity, tmp_path):
    """GET /readyz of a bot that has just started."""

    @asynccontextmanager
    async def run():
        async with serving(identity.app()) as identity_url:
            settings = Settings(
                app_id=BOT,
                app_tenant=CLINIC,
                app_password="s3cret",
                connection="graph",
                openid_metadata_url=f"{identity_url}/openid",
                database_url=f"sqlite:///{tmp_path / 'frontdesk.db'}",
            )
            async with (
                open_app(settings, Scripted(), msal_http=entra) as app,
                serving(app) as url,
                aiohttp.ClientSession() as http,
            ):

                async def asked():
                    async with http.get(f"{url}/readyz") as answer:
                        return answer.status, await answer.json()

                yield asked

    return run


async def until(asked, told):
    """Asked again and again, until that is what is told."""
    async with asyncio.timeout(20):
        while await asked() != told:
            pass


async def test_it_is_ready_when_it_has_keys_and_a_token(running):
    async with running() as asked:
        await until(asked, (200, READY))


async def test_with_a_wrong_secret_it_never_is(running, entra):
    entra.refusal = {"error": "invalid_client", "error_description": "s3cret is wrong"}
    lacking = {"status": "not ready", "identity": ["no token for the app"]}

    async with running() as asked:
        await until(asked, (503, READY | lacking))


async def test_without_the_keys_of_the_bot_service_it_is_not_ready(running, identity):
    identity.away = True
    lacking = {"status": "not ready", "identity": ["no signing keys"]}

    async with running() as asked:
        await until(asked, (503, READY | lacking))
