"""What a stranger may send to POST /api/messages, and what they get."""

import gzip
import json
from io import BytesIO

import aiohttp
import pytest
import pytest_asyncio
from bot_stand import CLINIC, DANA, NOWHERE, Scripted, an_activity, bot_with, local_settings, post

from bot.settings import Settings

pytestmark = pytest.mark.asyncio(loop_scope="module")

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def conversations():
    return Scripted()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def url(conversations, tmp_path_factory):
    async with bot_with(conversations, local_settings(tmp_path_factory.mktemp("edge"))) as address:
        yield address


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'"message"',
        b"{}",
        b'{"type": NaN}',
        b'{"type": ' + b"9" * 5000 + b"}",
        b'{"type": 5}',
        b"[" * 100_000,
        b'{"a":' * 100 + b"1" + b"}" * 100,
    ],
)
async def test_what_is_no_activity_is_a_bad_request(url, body):
    assert await post(url, data=body, headers=JSON) == (400, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": 5},
        {"text": {"a": 1}},
        {"from": "Dana"},
        {"from": {"id": 5}},
        {"from": {}},
        {"from": None},
        {"conversation": []},
        {"conversation": {"name": "no id"}},
        {"conversation": {"id": "a" * 3_000, "conversationType": "personal", "tenantId": CLINIC}},
        {"from": DANA | {"id": "29:" + "x" * 3_000}},
        {"id": "1" * 3_000},
        {"replyToId": "1" * 3_000},
        {"recipient": None},
        {"channelData": "x"},
        {"channelId": ["msteams"]},
        {"serviceUrl": {"a": 1}},
        {"entities": {"type": "mention"}},
        {"entities": ["mention", None]},
        {"membersAdded": [1]},
        {"attachments": 5},
        {"timestamp": "yesterday"},
        {"localTimezone": 5},
    ],
)
async def test_a_field_of_the_wrong_kind_is_a_bad_request(url, fields):
    status, _ = await post(url, an_activity(text="hello") | fields)

    assert status == 400


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/octet-stream"}]
)
async def test_only_json_is_taken(url, headers):
    body = json.dumps(an_activity(text="hello")).encode()

    assert (await post(url, data=body, headers=headers))[0] == 415


@pytest.mark.parametrize("odd", ["; b*", ";0*", ";=", ";;", ';a="', " ;\t"])
async def test_a_content_type_that_cannot_be_parsed_is_no_fault_of_the_server(url, odd):
    body = json.dumps(an_activity(type="typing")).encode()

    assert (await post(url, data=body, headers={"Content-Type": f"text/plain{odd}"}))[0] == 415
    assert (await post(url, data=body, headers={"Content-Type": f"application/JSON{odd}"}))[0] == 200


async def test_a_charset_that_nobody_knows_does_no_harm(url):
    body = json.dumps(an_activity(type="typing")).encode()

    assert (await post(url, data=body, headers={"Content-Type": "application/json; charset=klingon"}))[
        0
    ] == 200


async def test_more_than_a_mebibyte_is_too_large(url):
    body = json.dumps(an_activity(text="x" * (1024 * 1024))).encode()

    assert (await post(url, data=BytesIO(body), headers=JSON))[0] == 413


@pytest.mark.parametrize("data", [gzip.compress(b" " * (5 * 1024 * 1024)), b"not gzip"])
async def test_compression_is_not_taken(url, data):
    assert (await post(url, data=data, headers=JSON | {"Content-Encoding": "gzip"}))[0] == 415


@pytest.mark.parametrize(
    "kind", ["typing", "messageReaction", "trace", "endOfConversation", "öäü", "x" * 5000]
)
async def test_an_unknown_type_is_taken_and_ignored(url, conversations, kind):
    assert await post(url, {"type": kind, "channelId": "msteams", "serviceUrl": "http://localhost:9/"}) == (
        200,
        None,
    )
    assert conversations.heard == []


async def test_only_posts_are_taken_and_only_there(url):
    async with aiohttp.ClientSession() as session:
        assert (await session.get(url)).status == 405
        assert (await session.get(url.replace("messages", "other"))).status == 404


@pytest.mark.parametrize("channel", ["emulator", "webchat", "directline", "", None])
async def test_other_channels_are_refused(url, conversations, channel):
    assert await post(url, an_activity(text="hello", channelId=channel)) == (403, None)
    assert conversations.heard == []


@pytest.mark.parametrize(
    "service_url",
    [
        None,
        "",
        "https://evil.example/",
        "https://smba.trafficmanager.net/emea/",
        "http://127.0.0.1.evil.example/",
        "http://localhost@evil.example/",
        "http://evil.example\\@localhost/",
        "http://localhost:9/?to=evil.example",
        "file://localhost/etc/passwd",
        "http://localhost:9/\n",
    ],
)
async def test_in_local_mode_the_bot_answers_to_this_machine_alone(url, conversations, service_url):
    assert await post(url, an_activity(text="hello", serviceUrl=service_url)) == (403, None)
    assert conversations.heard == []


async def test_who_cannot_be_told_apart_is_refused(url):
    nobody = {key: value for key, value in DANA.items() if key != "aadObjectId"}

    assert (await post(url, an_activity(text="hello") | {"from": nobody}))[0] == 403


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"channelData": {"tenant": {"id": "elsewhere"}}},
        {"conversation": {"id": "a:1", "tenantId": "elsewhere"}},
        {"channelData": {}, "conversation": {"id": "a:1"}},
        {"channelData": {"tenant": ["x"]}, "conversation": {"id": "a:1"}},
    ],
)
async def test_other_tenants_are_refused(conversations, tmp_path, elsewhere):
    async with bot_with(conversations, local_settings(tmp_path, tenants=CLINIC.upper())) as url:
        assert (await post(url, an_activity(type="typing")))[0] == 200
        assert (await post(url, an_activity(type="typing") | elsewhere))[0] == 403
        assert (await post(url, an_activity(text="hello") | elsewhere))[0] == 403

    assert conversations.heard == []


@pytest.mark.parametrize(
    "header",
    [None, "", "Basic ZGFuYTpkYW5h", "Bearer", "Bearer x", "Bearer a.b.c", "Bearer e30.e30.", "x y z"],
)
async def test_without_a_good_token_nobody_comes_in_and_nobody_is_told_why(conversations, tmp_path, header):
    settings = Settings(
        app_id="bot",
        app_tenant=CLINIC,
        app_password="secret",
        act_as="app",
        openid_metadata_url=NOWHERE,
        **_store(tmp_path),
    )
    headers = {} if header is None else {"Authorization": header}
    async with bot_with(conversations, settings) as url:
        smba = an_activity(text="hello", serviceUrl="https://smba.trafficmanager.net/emea/")
        assert await post(url, smba, headers=headers) == (401, None)
        assert await post(url, an_activity(type="typing"), headers=headers) == (401, None)
        assert await post(url, data=b"{", headers=headers | JSON) == (401, None)
        assert await post(url, data=b"{", headers=headers) == (401, None)


async def test_it_tells_whether_it_is_up_and_how_it_runs(url):
    base = url.removesuffix("/api/messages")
    async with aiohttp.ClientSession() as session:
        assert await (await session.get(f"{base}/healthz")).json() == {"status": "up"}
        assert await (await session.get(f"{base}/readyz")).json() == {
            "status": "ready",
            "database": "reachable",
            "mode": "local: no authentication, loopback only",
        }


def _store(folder):
    return {"database_url": f"sqlite:///{folder / 'frontdesk.db'}"}
