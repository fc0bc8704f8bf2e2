"""A turn that leaves out what the SDK does for nothing, beside the SDK's own."""

import asyncio
import sys

import pytest
from botbuilder.core import CardFactory, MessageFactory, TurnContext
from botbuilder.core.adapters import TestAdapter
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from bot.sdk.light import LightTurn


class Teams(TestAdapter):
    """Takes what is sent, and knows it again."""

    def __init__(self):
        super().__init__()
        self.sent = []

    async def send_activities(self, context, activities):
        self.sent.extend(activities)
        return [object() for _ in activities]


def a_turn(adapter, **fields):
    activity = Activity(
        type="message",
        id="7",
        channel_id="msteams",
        service_url="https://smba.trafficmanager.net/emea/",
        from_property=ChannelAccount(id="29:dana"),
        recipient=ChannelAccount(id="28:frontdesk"),
        conversation=ConversationAccount(id="a:dana"),
        **fields,
    )
    return TurnContext(adapter, activity)


def a_card():
    return MessageFactory.attachment(CardFactory.adaptive_card({"type": "AdaptiveCard", "body": []}))


async def test_a_card_goes_out_without_being_copied():
    stock, light, card = Teams(), Teams(), a_card()
    await a_turn(stock).send_activity(card)
    await LightTurn(a_turn(light)).send_activity(card)

    assert stock.sent[0].attachments[0].content is not card.attachments[0].content
    assert light.sent[0].attachments[0].content is card.attachments[0].content


@pytest.mark.parametrize("said", ["Hello", a_card(), Activity(text="Hello", id="9"), Activity(type="typing")])
async def test_what_is_sent_is_what_the_sdk_would_send(said):
    stock, light = Teams(), Teams()
    await a_turn(stock).send_activity(said)
    await LightTurn(a_turn(light)).send_activity(said)

    assert light.sent == stock.sent


async def test_what_was_given_can_be_sent_again_elsewhere():
    card = a_card()
    before = dict(vars(card))
    await LightTurn(a_turn(Teams())).send_activity(card)

    assert vars(card) == before


async def test_d14_what_is_only_for_tracing_is_shown_to_nobody():
    seen = {"stock": [], "light": []}

    def watch(turn, name):
        async def see(_context, activities, go_on):
            seen[name].extend(each.type for each in activities)
            return await go_on()

        turn.on_send_activities(see)
        return turn

    memory = Activity(type="trace", name="BotState", value={"customer": "Adele"})
    for turn in (watch(a_turn(Teams()), "stock"), watch(LightTurn(a_turn(Teams())), "light")):
        await turn.send_activity(memory)
        await turn.send_trace_activity("BotState", {"customer": "Adele"})
        await turn.send_activity("Hello")

    assert seen == {"stock": ["trace", "trace", "message"], "light": ["message"]}


async def test_the_state_of_the_turn_and_buffered_replies_are_shared():
    turn = a_turn(Teams(), delivery_mode="expectReplies")
    light = LightTurn(turn)
    light.turn_state["desk"] = "laid"
    await light.send_activity("Hello")

    assert turn.turn_state["desk"] == "laid"
    assert [each.text for each in turn.buffered_reply_activities] == ["Hello"]


async def _modules_after(code):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    return set(out.decode().split())


async def test_the_dialogs_come_without_what_they_are_not_used_for():
    names = {"recognizers_number", "recognizers_date_time", "recognizers_choice", "emoji"}
    names |= {"oauthlib", "requests_oauthlib", "charset_normalizer"}
    stock = await _modules_after("import botbuilder.dialogs")
    ours = await _modules_after("from bot.sdk.unneeded import load_dialogs; load_dialogs()")

    assert names <= stock
    assert not names & ours
    assert "botbuilder.dialogs.prompts.number_prompt" in ours


async def test_the_http_client_comes_without_its_command_line():
    ours = await _modules_after("from bot.sdk.unneeded import load_dialogs; load_dialogs()")

    assert "httpx" in ours
    assert not {"click", "rich", "pygments"} & ours


async def test_who_needs_them_gets_them():
    code = """
from bot.sdk.unneeded import load_dialogs
load_dialogs()
from botbuilder.dialogs.prompts.number_prompt import recognize_number
assert recognize_number("five", "en-us")[0].resolution["value"] == "5"
from recognizers_text.utilities import UNICODE_EMOJI
assert "en" in UNICODE_EMOJI and "xx" not in UNICODE_EMOJI
from botframework.connector.async_mixin.async_mixin import oauth2
assert issubclass(oauth2.rfc6749.errors.TokenExpiredError, Exception)
import requests
answer = requests.Response()
answer._content = "Zoë".encode("utf-16")
assert answer.text == "Zoë"
"""
    needed = {"recognizers_number", "emoji", "oauthlib", "charset_normalizer"}
    assert needed <= await _modules_after(code)
