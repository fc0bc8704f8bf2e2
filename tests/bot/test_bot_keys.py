"""The Bot Service's keys: fetched once for all, renewed ahead, and kept while their endpoint is away."""

import asyncio

import pytest
from aiohttp import ClientSession
from bot_stand import NOWHERE, serving
from identity_stand import BotServiceIdentity, Clock, public_key

from booking.errors import Unavailable
from bot.sdk.kept import AFTER_A_FAILURE
from bot.sdk.keys import DAY, HOUR, LONGEST_ABSENCE, UNKNOWN_KEY_PAUSE, SigningKeys, is_as_safe


@pytest.fixture
async def identity():
    identity = BotServiceIdentity()
    async with serving(identity.app()) as url:
        identity.url = url
        yield identity


@pytest.fixture
async def http():
    async with ClientSession() as session:
        yield session


@pytest.fixture
def uptime():
    return Clock()


@pytest.fixture
def keys(identity, http, uptime):
    return SigningKeys(http, f"{identity.url}/openid", uptime)


async def test_however_many_want_to_know_one_asks(keys, identity):
    found = await asyncio.gather(*(keys.find("key-1") for _ in range(20)))

    assert {key.id for key in found} == {"key-1"}
    assert identity.asked == {"metadata": 1, "keys": 1}


async def test_however_many_meet_a_new_key_one_asks(keys, identity, uptime):
    await keys.find("key-1")
    identity.rotate()
    uptime.now += UNKNOWN_KEY_PAUSE

    found = await asyncio.gather(*(keys.find("key-2") for _ in range(20)))

    assert {key.id for key in found} == {"key-2"}
    assert identity.asked["keys"] == 2


async def test_they_are_looked_at_again_every_hour_and_before_anybody_needs_them(keys, identity, uptime):
    await keys.freshen()
    identity.published[2] = {}
    uptime.now += HOUR - 1
    await keys.freshen()
    assert keys.held("key-2") is None

    uptime.now += 1
    await keys.freshen()
    assert keys.held("key-2")
    assert identity.asked["keys"] == 2


async def test_while_the_endpoint_is_away_the_last_ones_serve_for_three_days(keys, identity, uptime):
    await keys.find("key-1")
    identity.away = True
    uptime.now += LONGEST_ABSENCE - 1
    await keys.freshen()
    assert await keys.find("key-1")

    uptime.now += 1
    assert keys.held("key-1") is None
    with pytest.raises(Unavailable, match="503"):
        await keys.find("key-1")

    identity.away = False
    uptime.now += AFTER_A_FAILURE
    assert await keys.find("key-1")


async def test_where_there_never_were_keys_the_endpoint_is_not_pressed(keys, identity, uptime):
    identity.away = True
    for _ in range(10):
        with pytest.raises(Unavailable):
            await keys.find("key-1")
    assert identity.asked["metadata"] == 1

    uptime.now += AFTER_A_FAILURE
    with pytest.raises(Unavailable):
        await keys.find("key-1")
    assert identity.asked["metadata"] == 2


async def test_an_endpoint_that_nobody_answers_at_is_away(http):
    with pytest.raises(Unavailable, match="ClientConnectorError"):
        await SigningKeys(http, NOWHERE, Clock()).find("key-1")


@pytest.mark.parametrize(
    "metadata",
    [[], {}, {"jwks_uri": 5}, {"jwks_uri": "ftp://127.0.0.1/keys"}, {"jwks_uri": "file:///etc/passwd"}],
)
async def test_metadata_that_leads_nowhere_changes_nothing(keys, identity, uptime, metadata):
    await keys.find("key-1")
    identity.metadata = metadata
    uptime.now += DAY
    await keys.freshen()

    assert await keys.find("key-1")
    assert identity.asked == {"metadata": 2, "keys": 1}


def test_keys_are_not_read_in_the_clear_where_the_metadata_were_not():
    assert not is_as_safe("http://login.example/keys", "https://login.example/openid")
    assert is_as_safe("https://login.example/keys", "https://login.example/openid")


@pytest.mark.parametrize(
    "key_set",
    [
        [],
        {},
        {"keys": {}},
        {"keys": []},
        {"keys": [None, 5, "key", {}]},
        {"keys": [{"kty": "RSA", "kid": "key-1", "n": "!", "e": "AQAB"}]},
        {"keys": [{"kty": "RSA", "kid": "key-1", "n": "AQAB", "e": "AQAB"}]},
        {"keys": [{"kty": "oct", "kid": "key-1", "k": "c2VjcmV0"}]},
    ],
)
async def test_a_list_without_a_usable_key_changes_nothing(keys, identity, uptime, key_set):
    await keys.find("key-1")
    identity.key_set = key_set
    uptime.now += DAY
    await keys.freshen()

    assert await keys.find("key-1")


async def test_what_is_no_signing_key_is_passed_over(keys, identity):
    identity.key_set = {"keys": [None, public_key(1, use="enc"), public_key(2), public_key(3, kid=3)]}

    assert await keys.find("key-2")
    assert keys.held("key-1") is None
