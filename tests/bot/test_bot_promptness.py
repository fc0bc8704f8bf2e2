"""An answer that takes long: a first word at once, then the answer in its place; and two copies at a time."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from bot_stand import Scripted, an_activity, an_execute, local_settings, post, serving
from botbuilder.core.adapters import TestAdapter
from botbuilder.dialogs import DialogInstance, DialogState

from bot.app import open_app
from dialogs.desk import desk_of
from dialogs.stage import View
from storage import open_database

TestAdapter.__test__ = False

VIEW = View({"title": "for Dana"}, {"title": "for all"})
CHANNEL = {"id": "19:channel", "conversationType": "channel", "tenantId": "t"}


class Connector:
    """Keeps every message as it stands."""

    def __init__(self):
        self.messages, self.history = {}, []
        self.changed = asyncio.Event()

    async def post(self, request):
        key = f"m{len(self.messages)}"
        return self._keep(key, await request.json())

    async def put(self, request):
        return self._keep(request.match_info["id"], await request.json())

    async def delete(self, request):
        return self._keep(request.match_info["id"], None)

    def _keep(self, key, activity):
        self.messages[key] = _said(activity)
        self.history.append(self.messages[key])
        self.changed.set()
        return web.json_response({"id": key})

    async def shows(self, key, said):
        async with asyncio.timeout(30):
            while self.messages.get(key, "") != said:
                self.changed.clear()
                await self.changed.wait()

    def app(self):
        app = web.Application()
        chat = "/v3/conversations/{chat}/activities"
        app.add_routes([web.post(chat, self.post), web.post(chat + "/{id}", self.post)])
        app.add_routes([web.put(chat + "/{id}", self.put), web.delete(chat + "/{id}", self.delete)])
        return app


def _said(activity):
    if activity is None:
        return None
    attached = activity.get("attachments")
    if not attached:
        return activity["text"]
    card = attached[0]["content"]
    return card.get("title") or card["body"][1]["text"]


async def kept_elsewhere(settings):
    """Another copy of the bot keeps what it made of what Dana did."""
    async with open_database(settings.database_url.get_secret_value()) as elsewhere:
        key = "msteams/conversations/a:dana/users/29:dana/"
        other = DialogInstance(id="theirs", state={})
        await elsewhere.state.write({key: {"dialogs": DialogState([other]), "e_tag": "*"}})


class Slow(Scripted):
    """Shows a view, or says what it heard, when it is let."""

    view = None

    async def hear(self, context, state):
        if self.view is None:
            await super().hear(context, state)
            return
        await self.busy.wait()
        await desk_of(context).stage.show(self.view)


@pytest.fixture
async def connector():
    connector = Connector()
    async with serving(connector.app()) as url:
        connector.url = f"{url}/"
        yield connector


@asynccontextmanager
async def impatient(folder, conversations):
    """A bot for which no time at all is too long."""

    async def at_once(_work, _seconds):
        for _ in range(3):
            await asyncio.sleep(0)

    conversations.busy.clear()
    async with (
        open_app(local_settings(folder), conversations, wait=at_once) as app,
        serving(app) as url,
    ):
        yield f"{url}/api/messages"


async def test_a_message_gets_its_answer_in_the_place_of_the_first_word(tmp_path, connector):
    conversations = Slow()
    async with impatient(tmp_path, conversations) as url:
        status, _ = await post(url, an_activity(text="hello", id="1", serviceUrl=connector.url))
        assert (status, connector.messages) == (200, {"m0": "Working on it …"})

        conversations.busy.set()
        await connector.shows("m0", "heard hello")

    assert list(connector.messages) == ["m0"]


async def test_a_card_takes_the_place_of_the_first_word_too(tmp_path, connector):
    conversations = Slow()
    conversations.view = VIEW
    async with impatient(tmp_path, conversations) as url:
        await post(url, an_activity(text="hello", id="1", serviceUrl=connector.url))
        conversations.busy.set()
        await connector.shows("m0", "for Dana")

    assert list(connector.messages) == ["m0"]


async def test_a_tap_is_answered_at_once_and_its_card_changes_by_itself(tmp_path, connector):
    conversations = Slow()
    conversations.view = VIEW
    async with impatient(tmp_path, conversations) as url:
        _, answer = await post(url, an_execute() | {"serviceUrl": connector.url})
        assert "Working on it" in str(answer["value"])

        conversations.busy.set()
        await connector.shows("7", "for Dana")


@pytest.mark.parametrize("is_heard_elsewhere", [False, True])
async def test_a_late_card_is_shown_once_more_unless_another_copy_has_heard_the_next_tap(
    tmp_path, connector, is_heard_elsewhere
):
    conversations = Slow()
    conversations.view = VIEW
    async with impatient(tmp_path, conversations) as url:
        await post(url, an_execute() | {"serviceUrl": connector.url})
        conversations.busy.set()
        await connector.shows("7", "for Dana")
        if is_heard_elsewhere:
            await kept_elsewhere(local_settings(tmp_path))

    assert connector.history == ["for Dana"] * (1 if is_heard_elsewhere else 2)


async def test_a_late_card_is_not_put_back_while_the_next_tap_is_heard(tmp_path, connector):
    conversations = Slow()
    conversations.view = VIEW

    async def takes_a_while():
        for _ in range(50):
            await asyncio.sleep(0)
        conversations.busy.set()

    async with impatient(tmp_path, conversations) as url:
        await post(url, an_execute() | {"serviceUrl": connector.url})
        conversations.busy.set()
        await connector.shows("7", "for Dana")
        conversations.busy.clear()
        conversations.view = View({"title": "the next"}, {"title": "for all"})
        await post(url, an_execute() | {"serviceUrl": connector.url, "id": "the-next-tap"})
        let_go = asyncio.create_task(takes_a_while())
    await let_go

    assert connector.history == ["for Dana", "the next", "the next"]


async def test_a_tap_that_fails_late_is_told_so_in_its_card(tmp_path, connector):
    conversations = Slow()
    conversations.error = RuntimeError("nobody foresaw it")
    async with impatient(tmp_path, conversations) as url:
        await post(url, an_execute() | {"serviceUrl": connector.url})
        conversations.busy.set()
        async with asyncio.timeout(30):
            await connector.changed.wait()

    assert "Something went wrong" in connector.messages["7"]


class Numbered(Slow):
    """Shows another card in each turn."""

    async def hear(self, context, state):
        await self.busy.wait()
        self.heard.append(context.activity.id)
        title = f"card {len(self.heard)}"
        await desk_of(context).stage.show(View({"title": title}, {"title": f"{title} for all"}))


@pytest.mark.parametrize("conversation", [None, CHANNEL], ids=["personal", "channel"])
async def test_a_late_card_gives_way_to_that_of_the_turn_after_it(tmp_path, connector, conversation):
    conversations, waits = Numbered(), []
    there = {"serviceUrl": connector.url} | ({"conversation": conversation} if conversation else {})

    async def first_is_late(work, _seconds):
        waits.append(work)
        if len(waits) > 1:
            await asyncio.wait({work})

    conversations.busy.clear()
    async with (
        open_app(local_settings(tmp_path), conversations, wait=first_is_late) as app,
        serving(app) as address,
    ):
        url = f"{address}/api/messages"
        await post(url, an_execute() | there | {"id": "1"})
        conversations.busy.set()
        _, second = await post(url, an_execute(frontdesk="n", move="back") | there | {"id": "2"})

    assert second["value"] == {"title": "card 2"}
    assert connector.history[-1] == ("card 1 for all" if conversation else "card 2")


class Refusing(Slow):
    """Shows a view when it is written to, and answers taps with a sentence."""

    async def hear(self, context, state):
        self.view = VIEW if context.activity.type == "message" else None
        await super().hear(context, state)


@pytest.mark.parametrize(("conversation", "stands"), [(None, "for Dana"), (CHANNEL, "for all")])
async def test_a_sentence_that_comes_late_leaves_the_tapped_card_as_it_stands(
    tmp_path, connector, conversation, stands
):
    conversations = Refusing()
    there = {"serviceUrl": connector.url} | ({"conversation": conversation} if conversation else {})
    async with impatient(tmp_path, conversations) as url:
        conversations.busy.set()
        await post(url, an_activity(text="hello", id="1") | there)
        await connector.shows("m0", stands)
        conversations.busy.clear()
        await post(url, an_execute() | there | {"replyToId": "m0"})
        conversations.busy.set()
        await connector.shows("m1", "tapped answer")

    assert connector.messages == {"m0": stands, "m1": "tapped answer"}
    assert connector.history[-3:] == [stands, "tapped answer", stands]


async def test_a_sentence_for_a_client_that_looks_by_itself_does_not_have_it_look_again(tmp_path, connector):
    conversations = Refusing()
    there = {"serviceUrl": connector.url, "conversation": CHANNEL}
    async with impatient(tmp_path, conversations) as url:
        conversations.busy.set()
        await post(url, an_activity(text="hello", id="1") | there)
        await connector.shows("m0", "for all")
        conversations.busy.clear()
        await post(url, an_execute(frontdesk="n", move="look") | there | {"replyToId": "m0"})
        conversations.busy.set()
        await connector.shows("m1", "tapped look")

    assert connector.history[-2:] == ["for all", "tapped look"]


async def test_in_a_channel_a_late_card_waits_for_the_client_of_who_tapped(tmp_path, connector):
    conversations = Slow()
    conversations.view = VIEW
    there = {"serviceUrl": connector.url, "conversation": CHANNEL}
    async with impatient(tmp_path, conversations) as url:
        await post(url, an_execute() | there)
        conversations.busy.set()
        await connector.shows("7", "for all")

        _, look = await post(url, an_execute(frontdesk="n", move="look") | there)

    assert look["value"] == VIEW.private


class Late(Slow):
    """Shows its view after so many rounds of the loop."""

    def __init__(self, rounds):
        super().__init__()
        self.rounds, self.view = rounds, VIEW

    async def hear(self, context, state):
        for _ in range(self.rounds):
            await asyncio.sleep(0)
        await super().hear(context, state)


@pytest.mark.parametrize("rounds", range(8))
@pytest.mark.parametrize("conversation", [CHANNEL, None], ids=["channel", "personal"])
async def test_whether_the_first_word_or_the_card_comes_first_the_card_is_not_lost(
    tmp_path, connector, rounds, conversation
):
    conversations, answered = Late(rounds), set()
    there = {"serviceUrl": connector.url} | ({"conversation": conversation} if conversation else {})

    async def after_three(work, _seconds):
        for _ in range(3):
            await asyncio.sleep(0)
        answered.add(work.done())

    async with (
        open_app(local_settings(tmp_path), conversations, wait=after_three) as app,
        serving(app) as address,
    ):
        _, answer = await post(f"{address}/api/messages", an_execute() | there)
        if answer["value"] != VIEW.private:
            assert answered == {False}
            await connector.shows("7", "for all" if conversation else "for Dana")
        else:
            assert answered == {True}


class Crossed(Scripted):
    """While it hears for the first time, another copy of the bot saves what it heard."""

    def __init__(self, settings):
        super().__init__()
        self.settings, self.seen = settings, []

    async def hear(self, context, state):
        kept = await state.get(context, DialogState)
        self.seen.append([one.id for one in kept.dialog_stack])
        if len(self.seen) == 1:
            await kept_elsewhere(self.settings)
        kept.dialog_stack.append(DialogInstance(id="mine", state={}))
        await super().hear(context, state)


async def test_a_turn_that_another_copy_overtook_is_heard_again_with_what_that_made(tmp_path, connector):
    settings = local_settings(tmp_path)
    conversations = Crossed(settings)
    async with open_app(settings, conversations) as app, serving(app) as url:
        await post(f"{url}/api/messages", an_activity(text="hello", id="1", serviceUrl=connector.url))

    assert conversations.seen == [[], ["theirs"]]
    assert connector.messages == {"m0": "heard hello"}


async def test_a_message_that_another_copy_has_heard_is_not_heard_again(tmp_path, connector):
    conversations = Crossed(local_settings(tmp_path))
    said = an_activity(text="hello", id="1", serviceUrl=connector.url)
    for _copy in range(2):
        async with open_app(local_settings(tmp_path), conversations) as app, serving(app) as url:
            await post(f"{url}/api/messages", said)

    assert len(conversations.heard) == 2  # once more for the conflict, and not by the second copy


class Found(Slow):
    """Shows a view, and knows more as soon as that is kept."""

    view = VIEW

    async def hear(self, context, state):
        async def more():
            await stage.bring_up_to_date("7", View({"title": "found out"}, {"title": "for all"}))

        stage = desk_of(context).stage
        stage.more_comes = True
        stage.afterwards.append(more)
        await super().hear(context, state)


async def test_what_is_found_out_at_once_is_not_put_back_by_the_late_card_before_it(tmp_path, connector):
    conversations = Found()
    async with impatient(tmp_path, conversations) as url:
        _, answer = await post(url, an_execute() | {"serviceUrl": connector.url})
        assert "Working on it" in str(answer["value"])
        conversations.busy.set()
        await connector.shows("7", "found out")

    assert connector.history == ["for Dana", "found out"]
