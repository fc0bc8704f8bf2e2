"""Each repair of the SDK beside the stock adapter, which shows what it is needed for."""

import pytest
from bot_stand import an_activity, an_execute, bot_with, local_settings, mended_bot, post, stock_bot
from botbuilder.core import Bot, TurnContext
from botbuilder.core.invoke_response import InvokeResponse
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ChannelAccount, Entity
from botbuilder.schema.teams import TaskModuleMessageResponse

from bot.sdk.mentions import without_own

CARD = {"type": "AdaptiveCard", "version": "1.5", "body": []}


class Answering(Bot):
    """Answers each invoke with one body."""

    def __init__(self, body):
        self.body = body

    async def on_turn(self, context):
        answer = InvokeResponse(status=200, body=self.body)
        await context.send_activity(Activity(type="invokeResponse", value=answer))


class Failing(Bot):
    async def on_turn(self, context):
        raise RuntimeError("nobody foresaw this")


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"statusCode": 200, "value": CARD}, {"statusCode": 200, "value": CARD}),
        ([{"a": 1}], [{"a": 1}]),
        ({"task": TaskModuleMessageResponse(value="x")}, {"task": {"type": "message", "value": "x"}}),
    ],
)
async def test_d1_an_answer_of_plain_json_arrives(body, answer):
    async with stock_bot(Answering(body)) as url:
        assert (await post(url, an_execute()))[0] == 500

    async with mended_bot(Answering(body)) as url:
        assert await post(url, an_execute()) == (200, answer)


@pytest.mark.parametrize(("body", "answer"), [("a word", "a word"), (None, None)])
async def test_d1_what_the_stock_adapter_answers_stays_so(body, answer):
    async with mended_bot(Answering(body)) as url:
        assert await post(url, an_execute()) == (200, answer)


async def test_d2_a_tap_is_answered_with_a_card_or_with_a_sentence(conversations, tmp_path):
    class Typed(TeamsActivityHandler):
        async def on_adaptive_card_invoke(self, turn_context, invoke_value):
            return {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD}

    async with stock_bot(Typed()) as url:
        assert (await post(url, an_execute()))[0] == 500

    async with bot_with(conversations, local_settings(tmp_path)) as url:
        said = await post(url, an_execute())
        conversations.card = CARD
        shown = await post(url, an_execute())

    message, card = "application/vnd.microsoft.activity.message", "application/vnd.microsoft.card.adaptive"
    assert said == (200, {"statusCode": 200, "type": message, "value": "tapped answer"})
    assert shown == (200, {"statusCode": 200, "type": card, "value": CARD})


@pytest.mark.parametrize(
    "request_",
    [
        {"data": b"{", "headers": {"Content-Type": "application/json"}},
        {"data": b"[]", "headers": {"Content-Type": "application/json"}},
        {"data": b"{}", "skip_auto_headers": ["Content-Type"]},
        {"body": an_activity(entities="x")},
        {"body": an_activity(**{"from": "Dana"})},
    ],
)
async def test_d7_what_is_malformed_is_never_a_fault_of_the_server(url, request_):
    async with stock_bot(Answering(None)) as stock:
        assert (await post(stock, **request_))[0] == 500

    assert (await post(url, **request_))[0] in {400, 415}


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer a.b.c"])
async def test_d7_a_token_that_cannot_be_read_is_no_fault_of_the_server(header):
    async with stock_bot(Answering(None)) as url:
        assert (await post(url, an_activity(), headers={"Authorization": header}))[0] == 500


def a_message(text, said):
    mention = Entity(type="mention")
    mention.additional_properties = {"mentioned": {"id": "28:bot", "name": "Book"}, "text": said}
    return Activity(text=text, entities=[mention], recipient=ChannelAccount(id="28:bot"))


def test_d11_the_name_of_the_bot_stays_where_it_is_no_mention():
    message = a_message("<at>Book</at> Book a Bookkeeping slot", "<at>Book</at>")

    assert TurnContext.remove_recipient_mention(message) == " Book a Bookkeeping slot".replace("Book", "")
    assert _mended_text("<at>Book</at> Book a Bookkeeping slot", "<at>Book</at>") == "Book a Bookkeeping slot"


def test_d11_a_card_without_text_is_no_mistake():
    with pytest.raises(TypeError):
        TurnContext.remove_recipient_mention(a_message(None, "<at>Book</at>"))

    assert _mended_text(None, "<at>Book</at>") == ""


async def test_d18_a_tap_that_fails_gets_a_sentence():
    async with stock_bot(Failing()) as url:
        assert (await post(url, an_execute()))[0] == 500

    async with mended_bot(Failing()) as url:
        status, answer = await post(url, an_execute())
        message = await post(url, an_activity(text="hello"))

    assert (status, answer["statusCode"]) == (200, 200)
    assert answer["value"] == "Something went wrong here. Please try again."
    assert message == (200, None)


def _mended_text(text, said):
    entity = {"type": "mention", "mentioned": {"id": "28:bot", "name": "Book"}, "text": said}
    return without_own(text, [entity], "28:bot")
