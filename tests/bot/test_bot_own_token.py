"""The bot's own tokens: every kind of credential, asked for ahead of need and off the event loop."""

import asyncio

import jwt
import pytest
from bot_stand import CLINIC, NOWHERE, Scripted, serving
from entra_stand import LIFETIME, Entra, certificate, key_pem, written
from identity_stand import BOT, Clock, private_key

from booking.errors import Unavailable
from bot.app import open_app
from bot.sdk.clouds import PUBLIC
from bot.sdk.entra import own_token
from bot.sdk.kept import AFTER_A_FAILURE, keep_fresh
from bot.settings import Settings

COMMON = {"app_id": BOT, "app_tenant": CLINIC, "act_as": "app", "openid_metadata_url": NOWHERE}
SECRET = {"app_password": "s3cret"}
LOGIN = f"https://login.microsoftonline.com/{CLINIC}"


@pytest.fixture
def entra():
    return Entra()


@pytest.fixture
def uptime():
    return Clock()


@pytest.fixture
def token(entra, uptime):
    return own_token(Settings(**COMMON, **SECRET), PUBLIC.audience, entra, uptime)


def by_certificate(folder):
    return {"app_certificate": written(folder / "bot.pem", key_pem() + certificate())}


def by_federation(folder):
    return {"app_federated_token_file": written(folder / "token", "of-the-platform\n")}


def by_azure(folder):
    return {"AZURE_FEDERATED_TOKEN_FILE": written(folder / "token", "of-azure\n")}


CREDENTIALS = {
    "secret": lambda _: SECRET,
    "certificate": by_certificate,
    "federation": by_federation,
    "federation by Azure": by_azure,
    "managed identity": lambda _: {"app_type": "UserAssignedMSI"},
}


@pytest.mark.parametrize("credential", CREDENTIALS.values(), ids=CREDENTIALS)
async def test_the_bot_boots_with_each_kind_of_credential(entra, tmp_path, credential):
    store = {"database_url": f"sqlite:///{tmp_path / 'frontdesk.db'}"}
    settings = Settings(**COMMON, **store, **credential(tmp_path))

    async with open_app(settings, Scripted(), msal_http=entra) as app, serving(app):
        await asyncio.to_thread(entra.wait_for, 2)

    asked = {each.get("scope") or each["resource"] for each in entra.granted}
    end = "" if settings.app_type == "UserAssignedMSI" else "/.default"
    assert asked == {f"{PUBLIC.audience}{end}", f"https://graph.microsoft.com{end}"}


async def test_a_secret_is_sent_to_the_tenants_own_authority(token, entra):
    assert await token.bearer() == "token-1"

    (asked,) = entra.granted
    assert entra.places == [f"{LOGIN}/v2.0/.well-known/openid-configuration", f"{LOGIN}/token"]
    assert (asked["grant_type"], asked["client_secret"]) == ("client_credentials", "s3cret")


async def test_a_certificate_signs_and_is_named_by_its_own_thumbprint(entra, tmp_path):
    token = own_token(Settings(**COMMON, **by_certificate(tmp_path)), PUBLIC.audience, entra)
    await token.bearer()

    assertion = entra.granted[0]["client_assertion"]
    assert jwt.get_unverified_header(assertion)["x5t#S256"]
    told = jwt.decode(assertion, private_key(1).public_key(), algorithms=["PS256"], audience=f"{LOGIN}/token")
    assert told["iss"] == told["sub"] == BOT


async def test_a_federated_token_is_read_anew_each_time(entra, uptime, tmp_path):
    settings = Settings(**COMMON, **by_federation(tmp_path))
    token = own_token(settings, PUBLIC.audience, entra, uptime)
    await token.bearer()
    written(tmp_path / "token", "a newer one")
    uptime.now += LIFETIME
    await token.bearer()

    assert [each["client_assertion"] for each in entra.granted] == ["of-the-platform", "a newer one"]


async def test_a_managed_identity_is_asked_for_by_the_id_of_the_app(entra):
    await own_token(Settings(**COMMON, app_type="UserAssignedMSI"), PUBLIC.audience, entra).bearer()

    assert entra.granted[0]["client_id"] == BOT
    assert entra.granted[0]["resource"] == PUBLIC.audience


async def test_the_government_cloud_has_an_entra_of_its_own(entra):
    settings = Settings(**COMMON, **SECRET, cloud="usgov")
    await own_token(settings, PUBLIC.audience, entra).bearer()

    assert settings.graph_url == "https://graph.microsoft.us/v1.0"
    assert all(each.startswith("https://login.microsoftonline.us/") for each in entra.places)


async def test_however_many_want_it_one_asks_and_the_loop_goes_on(token, entra):
    entra.open.clear()
    waiting = [asyncio.create_task(token.bearer()) for _ in range(20)]
    await asyncio.sleep(0)
    assert not any(each.done() for each in waiting)
    entra.open.set()

    assert await asyncio.gather(*waiting) == ["token-1"] * 20
    assert len(entra.granted) == 1


async def test_from_half_its_time_on_it_is_renewed_ahead(token, entra, uptime):
    await token.freshen()
    uptime.now += LIFETIME / 2 - 1
    await token.freshen()
    assert await token.bearer() == "token-1"

    uptime.now += 1
    await token.freshen()
    assert await token.bearer() == "token-2"
    assert len(entra.granted) == 2


async def test_while_entra_is_away_the_token_serves_until_shortly_before_its_end(token, entra, uptime):
    await token.bearer()
    entra.away = True
    uptime.now += LIFETIME - 301
    await token.freshen()
    assert await token.bearer() == "token-1"

    uptime.now += 1
    with pytest.raises(Unavailable, match="ConnectionError"):
        await token.bearer()

    entra.away = False
    uptime.now += AFTER_A_FAILURE
    assert await token.bearer() == "token-2"


async def test_a_refusal_is_told_by_its_code_alone_and_not_asked_for_again_at_once(token, entra):
    entra.refusal = {"error": "invalid_client", "error_description": "s3cret is wrong"}

    for _ in range(5):
        with pytest.raises(Unavailable, match="invalid_client") as caught:
            await token.bearer()

    assert "s3cret" not in str(caught.value)
    assert len(entra.granted) == 1


async def test_what_is_kept_fresh_is_looked_at_again_and_again(token, entra, uptime):
    looks = 0

    async def an_hour_later(_seconds):
        nonlocal looks
        looks += 1
        uptime.now += LIFETIME
        if looks == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await keep_fresh((token,), an_hour_later)

    assert len(entra.granted) == 3
