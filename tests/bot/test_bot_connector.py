"""The connector client, against a connector that answers as it is told, beside the SDK's own."""

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from bot_stand import serving
from botbuilder.schema import Activity, ChannelAccount, ConversationParameters, ErrorResponseException
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import MicrosoftAppCredentials
from msrest.exceptions import ClientException, ClientRequestError

from booking.errors import Unavailable
from bot.sdk.calling import Caller, open_http
from bot.sdk.connector import Connectors
from bot.sdk.pace import Pace
from bot.sdk.shown import Shown
from dialogs.targeted import message

CHANNEL = "19:general@thread.tacv2;messageid=17"
MADE = {"id": "m1"}


@dataclass
class Connector:
    """Answers with what stands in line, then well; remembers what it was asked, and on which connections."""

    answers: deque = field(default_factory=deque)
    asked: list = field(default_factory=list)
    connections: set = field(default_factory=set)
    tokens: list = field(default_factory=list)

    async def answer(self, request):
        body = await request.json() if request.can_read_body else None
        self.asked.append((request.method, request.raw_path, body))
        self.connections.add(request.transport.get_extra_info("peername"))
        self.tokens.append(request.headers.get("Authorization"))
        status, told, headers = self.answers.popleft() if self.answers else (200, MADE, {})
        if status is None:
            request.transport.close()
        return web.json_response(told, status=status or 200, headers=headers)

    def will(self, status, told=None, **headers):
        self.answers.append((status, told, {key.replace("_", "-"): value for key, value in headers.items()}))

    @property
    def methods(self):
        return [method for method, _, _ in self.asked]


class Token:
    async def bearer(self):
        return "our-own"


@pytest.fixture
async def connector():
    return Connector()


@pytest.fixture
def waited():
    return []


@pytest.fixture
async def url(connector):
    app = web.Application()
    app.add_routes([web.route("*", "/{path:.*}", connector.answer)])
    async with serving(app) as address:
        yield f"{address}/emea/"


@pytest.fixture
async def conversations(url, waited):
    async with _client(url, waited, Token()) as conversations:
        yield conversations


@asynccontextmanager
async def _client(url, waited, bearer):
    async def pause(seconds):
        waited.append(seconds)

    async with open_http() as http:
        caller = Caller(http, bearer, pause=pause, spread=lambda: 0.5)
        connectors = Connectors(caller, Pace(), Shown())
        yield (await connectors.create(url, "https://api.botframework.com")).conversations


def stock(url):
    """The SDK's own, as its adapter makes it anew for each turn."""
    return ConnectorClient(MicrosoftAppCredentials.empty(), base_url=url).conversations


HELLO = Activity(type="message", text="Hello")


async def test_each_operation_is_asked_as_the_sdks_own_client_asks_it(connector, url, conversations):
    async def ask_all(one):
        await one.reply_to_activity(CHANNEL, "a/1", HELLO)
        await one.send_to_conversation(CHANNEL, HELLO)
        await one.update_activity(CHANNEL, "a/1", HELLO)
        await one.delete_activity(CHANNEL, "a/1")
        await one.create_conversation(ConversationParameters(is_group=False, tenant_id="home"))
        await one.get_conversation_member(CHANNEL, "29:dana")
        await one.get_conversation_paged_members(CHANNEL, 50, "next one")
        connector.will(200, [{"id": "29:dana"}])
        members = await one.get_conversation_members(CHANNEL)
        asked, connector.asked = connector.asked, []
        return asked, [member.id for member in members]

    assert await ask_all(conversations) == await ask_all(stock(url))


async def test_what_was_made_is_named(conversations):
    assert (await conversations.send_to_conversation(CHANNEL, HELLO)).id == "m1"


async def test_d4_one_connection_serves_many_replies(connector, url, conversations):
    for _ in range(5):
        await stock(url).send_to_conversation(CHANNEL, HELLO)
    assert len(connector.connections) == 5

    connector.connections.clear()
    for number in range(5):
        await conversations.send_to_conversation(f"a:{number}", HELLO)
    assert len(connector.connections) == 1


async def test_the_bots_own_token_goes_along_and_none_where_there_is_none(
    connector, url, waited, conversations
):
    await conversations.delete_activity(CHANNEL, "1")
    async with _client(url, waited, None) as anonymous:
        await anonymous.delete_activity(CHANNEL, "1")

    assert connector.tokens == ["Bearer our-own", None]


@pytest.mark.parametrize("status", [412, 429, 503])
async def test_d5_what_was_not_taken_is_sent_again(connector, url, waited, conversations, status):
    connector.will(status)
    with pytest.raises(ErrorResponseException):
        await stock(url).send_to_conversation(CHANNEL, HELLO)
    connector.asked.clear()

    connector.will(status, Retry_After="2")
    assert (await conversations.send_to_conversation(CHANNEL, HELLO)).id == "m1"

    assert connector.methods == ["POST", "POST"]
    assert waited == [2.25]


@pytest.mark.parametrize("status", [502, 504])
async def test_d17_a_message_that_may_stand_there_already_is_not_sent_again(connector, conversations, status):
    connector.will(status)

    with pytest.raises(ErrorResponseException) as refused:
        await conversations.reply_to_activity(CHANNEL, "1", HELLO)

    assert connector.methods == ["POST"]
    assert refused.value.response.status_code == status


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_may_be_done_twice_is_repeated(connector, waited, conversations, status):
    for _ in range(3):
        connector.will(status)

    await conversations.update_activity(CHANNEL, "1", HELLO)

    assert connector.methods == ["PUT"] * 4
    assert waited == [0.5, 1.0, 2.0]


async def test_a_connector_that_stays_away_is_given_up(connector, conversations):
    for _ in range(9):
        connector.will(503)

    with pytest.raises(ErrorResponseException):
        await conversations.delete_activity(CHANNEL, "1")

    assert connector.methods == ["DELETE"] * 4


async def test_nobody_waits_for_longer_than_teams_does(connector, waited, conversations):
    connector.will(429, Retry_After="60")

    with pytest.raises(ErrorResponseException):
        await conversations.send_to_conversation(CHANNEL, HELLO)

    assert waited == []


async def test_a_refusal_is_told_in_the_connectors_words(connector, url, conversations):
    told = {"error": {"code": "BotNotInConversationRoster", "message": "The bot is not part of it."}}
    connector.will(403, told)
    with pytest.raises(ErrorResponseException) as theirs:
        await stock(url).send_to_conversation(CHANNEL, HELLO)
    connector.will(403, told)
    with pytest.raises(ErrorResponseException) as ours:
        await conversations.send_to_conversation(CHANNEL, HELLO)

    assert str(ours.value) == str(theirs.value)
    assert ours.value.error == theirs.value.error
    assert isinstance(ours.value, ClientException)


async def test_a_refusal_without_words_is_told_by_its_status(connector, conversations):
    connector.will(404, "gone")

    with pytest.raises(ErrorResponseException, match="404"):
        await conversations.update_activity(CHANNEL, "1", HELLO)


async def test_a_connection_that_breaks_is_an_error_of_the_sdk(connector, conversations):
    connector.will(None)

    with pytest.raises(ClientRequestError):
        await conversations.send_to_conversation(CHANNEL, HELLO)

    assert connector.methods == ["POST"]


class NoToken:
    async def bearer(self):
        raise Unavailable("no token for the app: invalid_client")


async def test_without_a_token_of_our_own_nothing_is_sent_and_it_is_an_error_of_the_sdk(
    connector, url, waited
):
    """Who tidies an old card goes on without: the answer to a tap needs no token."""
    async with _client(url, waited, NoToken()) as conversations:
        with pytest.raises(ClientRequestError, match="Unavailable"):
            await conversations.update_activity(CHANNEL, "1", HELLO)

    assert (connector.asked, waited) == ([], [])


async def test_a_place_where_nobody_listens_is_tried_again_and_given_up(waited, unused_tcp_port):
    async with _client(f"http://127.0.0.1:{unused_tcp_port}/", waited, None) as nowhere:
        with pytest.raises(ClientRequestError):
            await nowhere.send_to_conversation(CHANNEL, HELLO)

    assert len(waited) == 3


async def test_a_redirection_takes_the_token_nowhere_else(connector, conversations):
    connector.will(307, Location="http://127.0.0.1:9/elsewhere")

    with pytest.raises(ErrorResponseException):
        await conversations.send_to_conversation(CHANNEL, HELLO)


async def test_clients_of_one_place_are_one(url):
    async with aiohttp.ClientSession() as http:
        connectors = Connectors(Caller(http, None), Pace(), Shown())
        first, second = await asyncio.gather(connectors.create(url, ""), connectors.create(url, ""))

    assert first is second


async def test_a_message_for_one_person_is_sent_and_changed_as_such(conversations, connector):
    card = message("Adele Vance is free.", targeted=True)
    card.recipient = ChannelAccount(id="29:dana")

    await conversations.reply_to_activity(CHANNEL, "m0", card)
    await conversations.update_activity(CHANNEL, "m1", card)

    root = "/emea/v3/conversations/19%3Ageneral%40thread.tacv2%3Bmessageid%3D17/activities"
    assert [(method, path) for method, path, _ in connector.asked] == [
        ("POST", f"{root}?isTargetedActivity=true"),
        ("PUT", f"{root}/m1?isTargetedActivity=true"),
    ]
    assert connector.asked[0][2]["recipient"] == {"id": "29:dana"}
    assert "recipient" not in connector.asked[1][2]
