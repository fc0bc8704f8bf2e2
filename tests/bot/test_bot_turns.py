"""What a turn is: heard once, one at a time, remembered, and always answered."""

import asyncio
import gc
import json
import re
import sqlite3
import weakref

import pytest
from bot_stand import DANA, Scripted, an_activity, an_execute, bot_with, local_settings, post
from botbuilder.dialogs import DialogInstance, DialogState

from bot import phrases
from cards.phrases import unmarked
from dialogs.main import Conversations
from rehearsal import Room
from storage import open_database

KEY = f"msteams/conversations/a:dana/users/{DANA['id']}/"


async def test_a_message_that_is_delivered_again_is_heard_once(dana, conversations):
    await dana.says("hello")
    await dana.redelivers(3)

    assert len(conversations.heard) == 1


async def test_a_tap_that_is_delivered_again_gets_the_answer_it_got(url, conversations):
    tap = an_execute() | {"id": "tap-1"}
    conversations.busy.clear()
    both = asyncio.gather(post(url, tap), post(url, tap))
    await conversations.arrivals.get()
    conversations.busy.set()

    first, second = await both

    assert first == second == await post(url, tap)
    assert len(conversations.heard) == 1


async def test_two_taps_of_one_person_are_heard_one_after_the_other(url, conversations):
    conversations.busy.clear()
    taps = asyncio.gather(*(post(url, an_execute() | {"id": f"tap-{number}"}) for number in range(4)))
    await conversations.arrivals.get()
    conversations.busy.set()
    await taps

    assert (len(conversations.heard), conversations.most_at_once) == (4, 1)


async def test_two_people_are_heard_at_the_same_time(url, conversations):
    conversations.busy.clear()
    alex = {"from": DANA | {"id": "29:alex"}}
    taps = asyncio.gather(post(url, an_execute() | {"id": "1"}), post(url, an_execute() | {"id": "1"} | alex))
    await conversations.arrivals.get()
    await conversations.arrivals.get()
    conversations.busy.set()

    assert [status for status, _ in await taps] == [200, 200]


@pytest.mark.parametrize("said", ["/book a consult", "/BOOK a consult", "book a consult", "Book  a consult"])
async def test_a_command_is_heard_however_it_is_written(dana, said):
    assert await dana.says(said) == ["begins book: a consult"]


async def test_in_a_group_the_mention_is_no_part_of_the_command(room):
    group = room.as_("dana").in_("group")

    assert await group.says("/book a consult") == ["begins book: a consult"]


@pytest.mark.parametrize("said", ["", "/help", "Help"])
async def test_whoever_says_nothing_is_told_what_can_be_said(room, said):
    group = room.as_("dana").in_("group")
    await group.says(said)

    assert "/book" in group.visible


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/bok now", "I do not know **/bok**. Did you mean **/book**?"),
        ("/qqqqqqq", "I do not know **/qqqqqqq**. Write **/help** for what I can do."),
        ("/<b>[x](y)", "I do not know that command. Write **/help** for what I can do."),
        ("/" + "x" * 10_000, "I do not know that command. Write **/help** for what I can do."),
    ],
)
async def test_an_unknown_command_is_never_carried_out(dana, said, answer):
    assert await dana.says(said) == [answer]


async def test_the_nearest_command_is_a_button_of_the_personal_chat_alone(room):
    dana, group = room.as_("dana"), room.as_("dana").in_("group")
    await dana.says("/bok initial consult for Adele")
    await group.says("/bok initial consult for Adele")

    (said,), (overheard,) = ([one.now for one in seat.posts if one.author is None] for seat in (dana, group))
    assert said["suggestedActions"]["actions"] == [
        {"type": "imBack", "title": "/book", "value": "/book initial consult for Adele"}
    ]
    assert "suggestedActions" not in overheard


async def test_help_for_a_misspelt_command_offers_help_for_the_nearest_as_a_button(room):
    dana = room.as_("dana")

    assert await dana.says("/help /agneda") == ["I do not know **/agneda**. Did you mean **/agenda**?"]

    (said,) = (one.now for one in dana.posts if one.author is None)
    assert said["suggestedActions"]["actions"] == [
        {"type": "imBack", "title": "/agenda", "value": "/help agenda"}
    ]


async def test_what_is_no_command_goes_to_the_conversation(dana):
    assert await dana.says("Adele, tomorrow") == ["heard Adele, tomorrow"]


async def test_a_button_that_is_not_ours_does_nothing(dana, url, conversations):
    await dana.sends({"type": "message", "value": {"move": "book"}})
    execute = await post(url, an_execute(frontdesk="n", move="pay"))

    assert dana.heard == [phrases.NOT_MY_BUTTON]
    assert execute[1]["value"] == phrases.NOT_MY_BUTTON
    assert conversations.heard == []


@pytest.mark.parametrize("value", [None, 5, "x", [], {}, {"action": "x"}, {"action": {"data": {}}}])
async def test_odd_invokes_get_a_plain_answer(url, value):
    execute = an_activity(type="invoke", name="adaptiveCard/action", value=value)
    search = an_activity(type="invoke", name="application/search", value=value)

    assert (await post(url, execute))[1]["value"] == phrases.NOT_MY_BUTTON
    assert (await post(url, search))[1]["value"] == {"results": []}
    assert await post(url, an_activity(type="invoke", name="task/fetch", value=value)) == (200, None)


async def test_a_search_offers_no_more_than_a_client_shows(url):
    asked = {"dataset": "customers", "queryText": "ade", "queryOptions": {"skip": 0, "top": 15}}
    _, answer = await post(url, an_activity(type="invoke", name="application/search", value=asked))

    assert answer["type"] == "application/vnd.microsoft.search.searchResponse"
    assert len(answer["value"]["results"]) == 15
    assert answer["value"]["results"][0] == {"title": "customers ade 0", "value": "0"}


async def test_an_unforeseen_error_gives_the_person_a_reference_that_stands_in_the_log(
    dana, url, conversations, logged
):
    conversations.error = ValueError("Adele Vance, adelev@proseware.example")
    await dana.says("Adele, please")
    _, tapped = await post(url, an_execute())

    told = [re.search(r"reference (?:\*\*)?([0-9A-F]{4})\b", said) for said in (*dana.heard, tapped["value"])]
    failed = [entry for entry in logged if entry["event"] == "failed"]
    assert [found[1] for found in told if found] == [entry["reference"] for entry in failed]
    assert all(entry["correlation"].upper().startswith(entry["reference"]) for entry in failed)
    assert [entry["error"] for entry in failed] == ["ValueError"] * 2
    assert "adele" not in f"{dana.heard} {tapped} {logged}".casefold()


async def test_both_events_of_an_installation_bring_one_greeting(room, dana):
    await dana.opens()
    await dana.opens()

    assert len([post for post in room.history.posts if post.author is None]) == 1
    assert "Hello, this is Frontdesk" in dana.visible


async def test_who_removes_and_adds_the_bot_is_greeted_again(room, dana):
    await dana.opens()
    await dana.sends({"type": "installationUpdate", "action": "remove"})
    await dana.opens()

    assert len([post for post in room.history.posts if post.author is None]) == 2


async def test_a_dialog_that_is_no_more_is_put_aside(tmp_path):
    settings = local_settings(tmp_path)
    async with bot_with(Conversations(), settings) as url:
        await _keep(settings, DialogState([DialogInstance("vanished", {})]))
        lost = await post(url, an_execute())
        again = await post(url, an_execute())

    assert lost[1]["value"] == unmarked(phrases.FORGOTTEN)
    assert again[1]["value"] != unmarked(phrases.FORGOTTEN)


async def test_a_state_that_makes_no_sense_is_put_aside(url, tmp_path):
    with sqlite3.connect(tmp_path / "frontdesk.db") as database:
        database.execute("INSERT INTO state (key, etag, value) VALUES (?, 1, '{]')", (KEY,))
    database.close()
    lost = await post(url, an_execute())
    again = await post(url, an_execute())

    assert lost[1]["value"] == unmarked(phrases.FORGOTTEN)
    assert again[1]["value"] == "tapped answer"


class Overtaken(Scripted):
    """While it thinks, another copy of the bot writes the same state."""

    def __init__(self, settings):
        super().__init__()
        self.settings = settings

    async def hear(self, context, state):
        await state.set(context, DialogState([DialogInstance("book", {})]))
        await _keep(self.settings, DialogState([DialogInstance("other", {})]))
        await super().hear(context, state)


async def test_a_lost_update_is_told_and_not_made(tmp_path):
    settings = local_settings(tmp_path)
    async with bot_with(Overtaken(settings), settings) as url:
        _, answer = await post(url, an_execute())

    assert answer["value"] == phrases.TRY_AGAIN
    assert (await _kept(settings)).dialog_stack[0].id == "other"


async def test_what_changed_nothing_leaves_no_state_behind(tmp_path):
    settings = local_settings(tmp_path)
    async with bot_with(Conversations(), settings) as url:
        await post(url, an_execute())

    assert await _kept(settings) is None


async def test_characters_that_no_store_takes_are_mended(room):
    dana = room.as_("dana")
    odd = json.dumps(an_activity(text="a\ud800b\0c", serviceUrl=room.service_url)).encode()
    delivery = await dana.sends(odd, whole=False)

    assert delivery.status == 200


async def _keep(settings, dialogs):
    async with open_database(settings.database_url.get_secret_value()) as database:
        await database.state.write({KEY: {"dialogs": dialogs, "e_tag": "*"}})


async def _kept(settings):
    async with open_database(settings.database_url.get_secret_value()) as database:
        return (await database.state.read([KEY]))[KEY].get("dialogs")


class Watched(Scripted):
    """Knows whether its turns are still there."""

    def __init__(self):
        super().__init__()
        self.turns = []

    async def hear(self, context, state):
        self.turns.append(weakref.ref(context))
        await super().hear(context, state)


async def test_a_turn_that_is_over_is_gone_without_the_collector(tmp_path):
    conversations = Watched()
    async with bot_with(conversations, local_settings(tmp_path)) as url, Room(url) as room:
        dana = room.as_("dana")
        await dana.says("once")
        gc.disable()
        try:
            await dana.says("twice")
            await dana.says("and once more")
        finally:
            gc.enable()

    assert [turn() for turn in conversations.turns] == [None, None, None]


async def test_a_connector_that_does_not_answer_is_not_told_so_while_the_next_turn_waits(url, conversations):
    calls = []

    async def hang_up(reader, writer):
        calls.append(await reader.readline())
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as deaf:
        where = f"http://127.0.0.1:{deaf.sockets[0].getsockname()[1]}/"
        for number in range(2):
            status, _ = await post(url, an_activity(text="hello", id=f"{number}", serviceUrl=where))
            assert status == 200

    assert len(conversations.heard) == 2
    assert [call.split()[0] for call in calls] == [b"POST", b"POST"]
