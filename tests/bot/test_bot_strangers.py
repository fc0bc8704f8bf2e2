"""Whatever a stranger posts: no 5xx, and nothing that anybody would be woken for."""

import copy
import json
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from bot_stand import DANA, an_activity, an_execute, bot_with, local_settings, serving
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.main import Conversations
from rehearsal.processes import Server

pytestmark = pytest.mark.asyncio(loop_scope="module")

EXPECTED = {200, 400, 401, 403, 413, 415, 429}
SEARCH = {"queryText": "ade", "queryOptions": {"skip": 0, "top": 15}, "dataset": "customers"}
MENTION = {"type": "mention", "mentioned": {"id": "28:frontdesk", "name": "Frontdesk"}, "text": "<at>F</at>"}
CLIENT = {"type": "clientInfo", "locale": "en-GB", "timezone": "Europe/London"}

NEAR = [
    an_activity(text="/book", id="1", entities=[CLIENT]),
    an_activity(text="<at>F</at> initial consult", entities=[MENTION, CLIENT], localTimezone="Asia/Kolkata"),
    an_activity(value={"frontdesk": "n", "move": "answer", "choice": "x"}, replyToId="7"),
    an_activity(text="/meet Review tomorrow at 10 as 1234", attachments=[{"contentType": "text/html"}]),
    an_execute(frontdesk="n", move="answer", customer="x"),
    an_execute(frontdesk="n", move="look"),
    an_activity(type="invoke", name="application/search", value=SEARCH),
    an_activity(type="invoke", name="signin/tokenExchange", value={"id": "1", "token": "x"}),
    an_activity(type="invoke", name="signin/verifyState", value={"state": "123456"}),
    an_activity(type="invoke", name="signin/failure", value={"code": "invokeerror", "message": "x"}),
    an_activity(type="conversationUpdate", membersAdded=[{"id": "28:frontdesk"}]),
    an_activity(type="installationUpdate", action="add"),
    an_activity(type="installationUpdate", action="remove"),
    an_activity(type="messageReaction", reactionsAdded=[{"type": "like"}]),
]
WORDS = st.sampled_from(
    [
        "",
        "message",
        "invoke",
        "msteams",
        "/book",
        "/cancel",
        "/meet",
        "cancel",
        "28:frontdesk",
        "\x00",
        "\ud800",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=40)
    | WORDS
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | WORDS, inner, max_size=3)
    ),
    max_leaves=8,
)


def places(value, path=()):
    """Every path into a JSON value, but the top."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*path, key)
        yield from places(part, (*path, key))


@st.composite
def near_valid(draw):
    """An activity of Teams in which a few places hold something else, or nothing, or more."""
    activity = copy.deepcopy(draw(st.sampled_from(NEAR)))
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(sorted(places(activity), key=repr)))
        holder = activity
        for key in path[:-1]:
            holder = holder[key]
        match draw(st.sampled_from(["replace", "drop", "add"])):
            case "replace":
                holder[path[-1]] = draw(VALUES)
            case "drop":
                del holder[path[-1]]
            case "add" if isinstance(holder, dict):
                holder[draw(st.text(max_size=12) | WORDS)] = draw(VALUES)
            case "add":
                holder.append(draw(VALUES))
    return activity


@asynccontextmanager
async def teams_that_takes_everything():
    async def taken(request):
        await request.read()
        return web.json_response({"id": "1"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", taken)
    async with serving(app) as url:
        yield f"{url}/teams/"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stranger(tmp_path_factory):
    """Posts what it is given to a whole bot, and tells the status."""
    graph = await Server.start("sandbox", "--port", "0", greeting="Graph sandbox on")
    settings = local_settings(
        tmp_path_factory.mktemp("strangers"), graph_url=f"{graph.url}/v1.0", person_turns=0, pauses=(0.0,)
    )
    async with (
        bot_with(Conversations(), settings) as url,
        teams_that_takes_everything() as teams,
        ClientSession() as session,
    ):

        async def post(body, **headers):
            if not isinstance(body, bytes):
                if body.get("serviceUrl") == DEAD_END:
                    body = body | {"serviceUrl": teams}
                body = json.dumps(body).encode()
            async with session.post(
                url, data=body, headers={"Content-Type": "application/json"} | headers
            ) as answer:
                return answer.status

        yield post
    await graph.stop()


DEAD_END = an_activity()["serviceUrl"]
MANY = settings(deadline=None, suppress_health_check=list(HealthCheck))


@given(activity=near_valid())
@settings(MANY, max_examples=250)
async def test_an_activity_that_is_nearly_right_does_no_harm(stranger, logged, activity):
    assert await stranger(activity) in EXPECTED
    assert errors(logged) == []


@given(body=st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
@settings(MANY, max_examples=100)
async def test_a_body_that_is_no_activity_is_refused(stranger, logged, body):
    assert await stranger(body) in EXPECTED - {200}
    assert errors(logged) == []


@given(
    header=st.sampled_from(["Authorization", "Content-Type", "Content-Encoding", "Accept", "Connection"]),
    value=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
)
@settings(MANY, max_examples=100)
async def test_no_header_does_any_harm(stranger, logged, header, value):
    assert await stranger(an_activity(type="typing"), **{header: value}) in EXPECTED
    assert errors(logged) == []


async def test_it_is_a_whole_bot_that_strangers_speak_to(stranger, logged):
    assert await stranger(an_activity(text="/book", id="whole", from_=DANA)) == 200
    assert [entry["kind"] for entry in logged if entry["event"] == "turn"] == ["message"]


def errors(logged):
    return [entry for entry in logged if entry["log_level"] in {"error", "critical"}]
