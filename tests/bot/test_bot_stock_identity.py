"""Each repair of the SDK's authentication beside the stock one, which shows what it is needed for."""

import asyncio
from types import SimpleNamespace

import msal
import pytest
from aiohttp import ClientSession
from bot_stand import CLINIC, serving
from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity
from botframework.connector.auth import PasswordServiceClientCredentialFactory
from entra_stand import Entra
from identity_stand import BOT, EVER, ISSUER, SMBA, BotServiceIdentity, Clock

from bot.sdk.authentication import BotService, FrontdeskAuthentication
from bot.sdk.clouds import PUBLIC
from bot.sdk.entra import own_token
from bot.sdk.inbound import InboundTokens, NotAuthenticated
from bot.sdk.keys import UNKNOWN_KEY_PAUSE, SigningKeys
from bot.settings import Settings

LOGIN = f"https://login.microsoftonline.com/{CLINIC}"
PLAIN = Activity(type="message", channel_id="msteams", service_url=SMBA)


class Both:
    """The stock authentication and ours, at the same identity."""

    def __init__(self, identity, http):
        self.uptime = Clock()
        configuration = SimpleNamespace(
            APP_TYPE="SingleTenant",
            APP_ID=BOT,
            APP_PASSWORD="s3cret",
            APP_TENANTID=CLINIC,
            TO_CHANNEL_FROM_BOT_LOGIN_URL=LOGIN,
            TO_CHANNEL_FROM_BOT_OAUTH_SCOPE=ISSUER,
            TO_BOT_FROM_CHANNEL_TOKEN_ISSUER=ISSUER,
            OAUTH_URL=ISSUER,
            TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=f"{identity.url}/openid",
            TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL=f"{identity.url}/openid",
            CALLER_ID=PUBLIC.caller_id,
        )
        self._stock = ConfigurationBotFrameworkAuthentication(configuration)
        keys = SigningKeys(http, f"{identity.url}/openid", self.uptime)
        tokens = InboundTokens(keys, app_id=BOT, issuer=ISSUER, clock=Clock(EVER["exp"] / 2))
        self._ours = FrontdeskAuthentication(BotService(tokens), None, PUBLIC)

    async def stock(self, token, activity=PLAIN):
        """In a thread: it blocks its loop while it fetches keys, and the identity lives in ours."""
        return await asyncio.to_thread(
            lambda: asyncio.run(self._stock.authenticate_request(activity, f"Bearer {token}"))
        )

    async def ours(self, token, activity=PLAIN):
        return await self._ours.authenticate_request(activity, f"Bearer {token}")


@pytest.fixture
async def identity():
    identity = BotServiceIdentity()
    async with serving(identity.app()) as url:
        identity.url = url
        yield identity


@pytest.fixture
async def both(identity):
    async with ClientSession() as http:
        yield Both(identity, http)


async def test_both_let_the_bot_service_in(both, identity):
    token = identity.token(**EVER)
    stock, ours = await both.stock(token), await both.ours(token)

    assert stock.claims_identity.claims == ours.claims_identity.claims
    assert (stock.audience, stock.caller_id) == (ours.audience, ours.caller_id)


async def test_d3_one_token_of_our_own_serves_many_turns():
    factory, theirs = PasswordServiceClientCredentialFactory(BOT, "s3cret", CLINIC), Entra()
    for _ in range(3):
        credentials = await factory.create_credentials(BOT, ISSUER, LOGIN, validate_authority=True)
        # What get_access_token does first, each time: nothing is left of the turn before.
        assert credentials.app is None
        credentials.app = msal.ConfidentialClientApplication(
            BOT, client_credential="s3cret", authority=LOGIN, http_client=theirs
        )
        credentials.get_access_token()
    assert len(theirs.granted) == 3

    entra = Entra()
    settings = Settings(app_id=BOT, app_tenant=CLINIC, app_password="s3cret", act_as="app")
    token = own_token(settings, PUBLIC.audience, entra)
    assert [await token.bearer() for _ in range(3)] == ["token-1"] * 3
    assert len(entra.granted) == 1


async def test_d6_a_new_key_of_the_bot_service_is_looked_for(both, identity):
    old = identity.token(**EVER)
    await both.stock(old)
    await both.ours(old)
    identity.rotate()
    both.uptime.now += UNKNOWN_KEY_PAUSE
    new = identity.token(**EVER)

    with pytest.raises(IndexError):
        await both.stock(new)
    assert (await both.ours(new)).claims_identity.is_authenticated


@pytest.mark.parametrize(
    "forge",
    [
        lambda i: i.token(nbf=0, exp=1),
        lambda i: i.token(**EVER, algorithm="RS512")[:-4],
        lambda i: i.token(**EVER, kid="key-9"),
        lambda i: i.token(**EVER)[:-8] + "AAAAAAAA",
    ],
    ids=["expired", "garbage", "an unknown key", "another signature"],
)
async def test_d7_a_token_that_does_not_do_is_told_from_a_fault_of_ours(both, identity, forge):
    token = forge(identity)
    with pytest.raises(Exception) as stock:  # noqa: PT011  anything that CloudAdapter makes a 500 of
        await both.stock(token)
    assert not isinstance(stock.value, PermissionError)

    with pytest.raises(NotAuthenticated):
        await both.ours(token)


async def test_d7_a_key_for_another_channel_is_told_from_a_fault_of_ours(both, identity):
    identity.published[1] = {"endorsements": ["webchat"]}
    with pytest.raises(Exception, match="endorsement") as stock:
        await both.stock(identity.token(**EVER))
    assert not isinstance(stock.value, PermissionError)

    with pytest.raises(NotAuthenticated, match="endorsement"):
        await both.ours(identity.token(**EVER))


@pytest.mark.parametrize(
    "activity",
    [
        Activity(type="message", channel_id="msteams"),
        Activity(type="message", channel_id=None, service_url=SMBA),
    ],
    ids=["no place", "no channel"],
)
async def test_d8_an_activity_that_names_no_place_or_channel_is_not_believed(both, identity, activity):
    token = identity.token(**EVER)
    assert (await both.stock(token, activity)).claims_identity.is_authenticated

    with pytest.raises(NotAuthenticated):
        await both.ours(token, activity)


async def test_d8_a_key_endorsed_for_nobody_opens_nothing(both, identity):
    identity.published[1] = {"endorsements": []}
    token = identity.token(**EVER)
    assert (await both.stock(token)).claims_identity.is_authenticated

    with pytest.raises(NotAuthenticated):
        await both.ours(token)


async def test_d8_a_slash_at_the_end_of_the_place_makes_no_difference(both, identity):
    token = identity.token(**EVER)
    bare = Activity(type="message", channel_id="msteams", service_url=SMBA.removesuffix("/"))
    with pytest.raises(PermissionError):
        await both.stock(token, bare)

    assert (await both.ours(token, bare)).claims_identity.is_authenticated
