"""Whatever a stranger sends, the real route answers with something below 500, and lets nobody in."""

import json
from types import SimpleNamespace

import pytest
import pytest_asyncio
from bot_stand import CLINIC, Scripted, an_activity, bot_with, post, serving
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from identity_stand import BOT, EVER, SMBA, BotServiceIdentity, private_key

from bot.settings import Settings

pytestmark = pytest.mark.asyncio(loop_scope="module")
JSON = {"Content-Type": "application/json"}
OURS = an_activity(text="hello", serviceUrl=SMBA)
THOROUGHLY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory):
    """The app as it runs, with the identity of the Bot Service on loopback."""
    folder = tmp_path_factory.mktemp("fuzz")
    identity, conversations = BotServiceIdentity(), Scripted()
    async with serving(identity.app()) as identity_url:
        given_ = Settings(
            app_id=BOT,
            app_tenant=CLINIC,
            app_password="s3cret",
            act_as="app",
            database_url=f"sqlite:///{folder / 'frontdesk.db'}",
            openid_metadata_url=f"{identity_url}/openid",
        )
        async with bot_with(conversations, given_) as url:
            yield SimpleNamespace(url=url, identity=identity, heard=conversations.heard)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
printable = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))
claims = st.dictionaries(st.sampled_from(["iss", "aud", "exp", "nbf", "serviceurl", "iat", "sub"]), anything)
parts = st.text('abcXYZ019-_=.{}"', max_size=60)
headers = (
    printable
    | parts.map("Bearer {}".format)
    | st.tuples(parts, parts, parts).map(lambda three: "Bearer " + ".".join(three))
)


@THOROUGHLY
@given(header=headers)
async def test_no_header_opens_the_door_or_breaks_it(bot, header):
    status, said = await post(bot.url, OURS, headers={"Authorization": header.strip()})

    assert (status, said) == (401, None)


@THOROUGHLY
@given(odd=claims)
async def test_no_claims_open_the_door_under_another_signature_or_break_it_under_the_right_one(bot, odd):
    for signed_by, statuses in ((private_key(9), {401}), (private_key(1), {200, 401})):
        token = bot.identity.token(**{**EVER, **odd}, signed_by=signed_by)
        header = {"Authorization": f"Bearer {token}"}
        assert (await post(bot.url, OURS | {"type": "typing"}, headers=header))[0] in statuses


@THOROUGHLY
@given(odd=st.dictionaries(st.sampled_from([*OURS, "value", "name", "entities", "membersAdded"]), anything))
async def test_no_body_breaks_anything_whoever_sends_it(bot, odd):
    body = json.dumps(OURS | {"type": "typing"} | odd)
    for token in (bot.identity.token(**EVER), bot.identity.token(**EVER, signed_by=private_key(9))):
        header = {"Authorization": f"Bearer {token}"}
        status, _ = await post(bot.url, data=body.encode(), headers=JSON | header)
        assert status < 500


@THOROUGHLY
@given(body=st.binary(max_size=200))
async def test_no_bytes_break_anything(bot, body):
    header = {"Authorization": f"Bearer {bot.identity.token(**EVER)}"}

    assert (await post(bot.url, data=body, headers=JSON | header))[0] in {400, 401}


async def test_the_bot_service_itself_gets_through(bot):
    header = {"Authorization": f"Bearer {bot.identity.token(**EVER)}"}

    assert (await post(bot.url, OURS | {"type": "typing"}, headers=header))[0] == 200
    assert (await post(bot.url, OURS | {"channelId": "webchat"}, headers=header))[0] == 401
    assert (await post(bot.url, OURS | {"channelData": {"tenant": {"id": "x"}}}, headers=header))[0] == 403
    assert bot.heard == []
