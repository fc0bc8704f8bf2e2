"""What a person does at a client, and what the bot gets and shows."""

import asyncio

import pytest
from aiohttp import web
from fake_bot import card, execute, shows, tells, text

from rehearsal import BOT_ID, HOME, Habits, Room

SERVICE = {
    "type": "Input.ChoiceSet",
    "id": "service",
    "label": "Service",
    "value": "s1",
    "choices": [{"title": "Initial consult", "value": "s1"}, {"title": "Follow-up consult", "value": "s2"}],
}
CUSTOMER = {
    "type": "Input.ChoiceSet",
    "id": "customer",
    "label": "Customer",
    "style": "filtered",
    "choices": [],
    "choices.data": {"type": "Data.Query", "dataset": "customers"},
}
NOTES = {"type": "Input.Text", "id": "notes", "label": "Notes"}
QUESTION = card(text("Which service?"), SERVICE, NOTES, actions=(execute("Next", "pick", nonce="n1"),))


def asks(bot, question):
    async def replies(activity):
        if activity["type"] == "message":
            await bot.posts(activity, question)

    return replies


async def test_words_in_the_personal_chat_arrive_as_teams_writes_them(bot, room):
    async def replies(activity):
        await bot.posts(activity, f"Hello {activity['from']['name']}")

    bot.replies = replies
    heard = await room.as_("dana").says("hi")

    assert heard == ["Hello Dana Swope"]
    got = bot.got[0]
    assert (got["text"], got["channelId"], got["localTimezone"]) == ("hi", "msteams", "Europe/London")
    assert got["conversation"]["conversationType"] == "personal"
    assert got["channelData"]["tenant"]["id"] == HOME
    assert got["entities"][0]["country"] == "GB"


async def test_words_in_a_channel_mention_the_bot_and_begin_a_thread(bot, room):
    dana = room.as_("dana").in_("channel")
    await dana.says("/book")
    await dana.says("cancel")

    first, second = bot.got
    assert first["text"] == "<at>Frontdesk</at> /book"
    assert first["entities"][0]["mentioned"]["id"] == BOT_ID
    assert first["conversation"]["id"].endswith(f";messageid={first['id']}")
    assert second["conversation"]["id"] == first["conversation"]["id"]


async def test_words_without_a_mention_do_not_reach_the_bot(bot, room):
    await room.as_("dana").in_("group").says("lunch?", mention=False)

    assert bot.got == []


async def test_words_to_the_bot_alone_reach_it_without_a_mention_and_nobody_else(bot, room):
    dana = room.as_("dana").in_("general")

    await dana.says("/help", alone=True)

    assert bot.got[0]["recipient"] == {"id": BOT_ID, "name": "Frontdesk", "isTargeted": True}
    assert bot.got[0]["text"] == "/help"
    assert room.as_("alex").in_("general").beside(dana).posts == []


async def test_words_without_a_mention_reach_a_bot_that_hears_all(bot):
    async with Room(bot.url, habits=Habits(hears_all=True)) as room:
        await room.as_("dana").in_("group").says("lunch?", mention=False)

    assert [one["text"] for one in bot.got] == ["lunch?"]


async def test_a_colleague_in_the_thread_sees_what_was_posted_there(bot, room):
    bot.replies = asks(bot, QUESTION)
    dana = room.as_("dana").in_("channel")
    await dana.says("/book")

    alex = room.as_("alex").beside(dana)
    elsewhere = room.as_("alex").in_("general")

    assert alex.card.title == "Which service?"
    assert elsewhere.cards == []


async def test_a_tap_sends_the_data_with_the_inputs_over_it(bot, room):
    bot.replies = asks(bot, QUESTION)
    dana = room.as_("dana")
    await dana.says("/book")
    await dana.taps("Next", Service="Follow-up consult", notes="by the window")

    value = bot.got[-1]["value"]
    assert value["trigger"] == "manual"
    assert value["action"]["verb"] == "pick"
    assert value["action"]["data"] == {"nonce": "n1", "service": "s2", "notes": "by the window"}
    assert bot.got[-1]["replyToId"] == dana.card.post.id


async def test_inputs_left_alone_keep_what_the_card_holds_and_empty_ones_are_left_out(bot, room):
    bot.replies = asks(bot, QUESTION)
    dana = room.as_("dana")
    await dana.says("/book")
    await dana.taps("Next")

    assert bot.got[-1]["value"]["action"]["data"] == {"nonce": "n1", "service": "s1"}


async def test_the_answer_to_a_tap_is_seen_by_that_person_until_the_message_is_updated(bot, room):
    posted = []

    async def replies(activity):
        if activity["type"] == "message":
            posted.append(await bot.posts(activity, QUESTION))
            return None
        return shows(card(text("Which time?")))

    bot.replies = replies
    dana = room.as_("dana").in_("group")
    alex = room.as_("alex").in_("group")
    await dana.says("/book")
    await dana.taps("Next")
    assert (dana.card.title, alex.card.title) == ("Which time?", "Which service?")

    await bot.updates(bot.got[0], posted[0], card(text("Booked")))

    assert (dana.card.title, alex.card.title) == ("Booked", "Booked")
    assert dana.card.post.edited


async def test_a_message_as_answer_is_heard_by_that_person_alone(bot, room):
    async def replies(activity):
        return await bot.posts(activity, QUESTION) if activity["type"] == "message" else tells("Too late")

    bot.replies = replies
    dana = room.as_("dana").in_("group")
    await dana.says("/book")

    assert await dana.taps("Next") == ["Too late"]
    assert room.as_("alex").in_("group").heard == []


async def test_an_answer_that_teams_does_not_know_shows_trouble_and_is_recorded(bot, room):
    async def replies(activity):
        return await bot.posts(activity, QUESTION) if activity["type"] == "message" else tells("")

    bot.replies = replies
    dana = room.as_("dana")
    await dana.says("/book")
    heard = await dana.taps("Next")

    assert heard == ["Something went wrong. Please try again."]
    assert [one.rule for one in room.refusals] == ["answer to a card"]


async def test_an_old_client_sends_the_fallback_as_a_message(bot, room):
    bot.replies = asks(bot, QUESTION)
    dana = room.as_("dana")
    await dana.says("/book")
    question = dana.card
    await dana.taps("Next", as_submit=True)

    got = bot.got[-1]
    assert (got["type"], "text" in got, got["replyToId"]) == ("message", False, question.post.id)
    assert got["value"] == {"verb": "pick", "nonce": "n1", "service": "s1"}


async def test_a_button_without_a_fallback_does_nothing_in_an_old_client(bot, room):
    bot.replies = asks(bot, card(actions=({"type": "Action.Execute", "title": "Next", "verb": "pick"},)))
    dana = room.as_("dana")
    await dana.says("/book")

    with pytest.raises(AssertionError, match="'Next' does nothing"):
        await dana.taps("Next", as_submit=True)


async def test_buttons_inside_the_card_can_be_pressed(bot, room):
    inner = card(NOTES, actions=(execute("Save", "save"),))
    row = {"type": "Column", "items": [text("10:00")], "selectAction": execute("", "slot", at="10:00")}
    bot.replies = asks(
        bot,
        card(
            {"type": "ColumnSet", "columns": [row]},
            {"type": "ActionSet", "actions": [execute("Back", "back")]},
            actions=({"type": "Action.ShowCard", "title": "More", "card": inner},),
        ),
    )
    dana = room.as_("dana")
    await dana.says("/book")
    assert dana.buttons == ["10:00", "Back", "More", "Save"]

    await dana.taps("10:00")
    assert bot.got[-1]["value"]["action"]["data"] == {"at": "10:00"}
    await dana.taps("Save", Notes="x")
    assert bot.got[-1]["value"]["action"]["data"] == {"notes": "x"}


async def test_a_title_may_be_shortened_where_only_one_begins_so(bot, room):
    free = execute("First free: Mon 23 Nov, 10:00", "free")
    bot.replies = asks(bot, card(SERVICE, actions=(free, execute("Back", "back"))))
    dana = room.as_("dana")
    await dana.says("/book")
    await dana.taps("First free", Service="follow")

    assert bot.got[-1]["value"]["action"]["data"] == {"service": "s2"}


async def test_a_choice_that_is_not_there_fails_with_what_is(bot, room):
    bot.replies = asks(bot, QUESTION)
    dana = room.as_("dana")
    await dana.says("/book")

    with pytest.raises(AssertionError, match=r"0 choices 'Massage'; there are: 'Initial consult'"):
        await dana.taps("Next", service="Massage")


async def test_a_button_that_is_not_there_fails_with_what_is(bot, room):
    bot.replies = asks(bot, QUESTION)
    dana = room.as_("dana")
    await dana.says("/book")

    with pytest.raises(AssertionError, match=r"0 buttons are called 'Book'; there are: 'Next'"):
        await dana.taps("Book")


async def test_a_required_input_keeps_the_card_from_being_sent(bot, room):
    required = NOTES | {"isRequired": True, "errorMessage": "Say something"}
    bot.replies = asks(bot, card(required, actions=(execute("Next", "pick"),)))
    dana = room.as_("dana")
    await dana.says("/book")

    with pytest.raises(AssertionError, match="'Notes' is required"):
        await dana.taps("Next")


async def test_hidden_parts_come_into_sight_when_they_are_toggled(bot, room):
    toggle = {"type": "Action.ToggleVisibility", "title": "More", "targetElements": ["hours"]}
    bot.replies = asks(
        bot, card(text("Clinic"), text("08:30") | {"id": "hours", "isVisible": False}, actions=(toggle,))
    )
    dana = room.as_("dana")
    await dana.says("/hours")
    assert "08:30" not in dana.visible

    await dana.taps("More")

    assert "08:30" in dana.visible


async def test_a_link_is_opened_by_the_client_alone(bot, room):
    link = {"type": "Action.OpenUrl", "title": "Join", "url": "https://teams.example/join"}
    bot.replies = asks(bot, card(text("Booked"), actions=(link,)))
    dana = room.as_("dana")
    await dana.says("/book")
    await dana.taps("Join")

    assert dana.opened == ["https://teams.example/join"]
    assert len(bot.got) == 1


async def test_typing_into_a_lookup_asks_the_bot(bot, room):
    results = [{"title": f"Adele {number}", "value": f"c{number}"} for number in range(20)]

    async def replies(activity):
        if activity["type"] == "message":
            await bot.posts(activity, card(CUSTOMER, actions=(execute("Next", "who"),)))
        if activity.get("name") == "application/search":
            kind = "application/vnd.microsoft.search.searchResponse"
            return {"statusCode": 200, "type": kind, "value": {"results": results}}
        return None

    bot.replies = replies
    dana = room.as_("dana")
    await dana.says("/book")

    offered = await dana.searches("Customer", "ade")
    assert (len(offered), offered[0]) == (15, ("Adele 0", "c0"))
    asked = {"queryText": "ade", "queryOptions": {"skip": 0, "top": 15}, "dataset": "customers"}
    assert bot.got[-1]["value"] == asked

    await dana.taps("Next", customer="Adele 3")
    assert bot.got[-1]["value"]["action"]["data"] == {"customer": "c3"}


async def test_a_card_with_refresh_is_asked_for_once_a_version_by_those_it_names(bot, room):
    dana, alex = room.as_("dana").in_("group"), room.as_("alex").in_("group")
    refresh = {"action": execute("", "mine"), "userIds": [dana.person.teams_id]}

    async def replies(activity):
        if activity["type"] == "message":
            await bot.posts(activity, card(text("For all"), refresh=refresh))
            return None
        return shows(card(text("For Dana"), refresh=refresh))

    bot.replies = replies
    await alex.says("/queue")
    await dana.sees("For Dana")
    await room.settles()

    assert alex.card.title == "For all"
    assert [one["value"]["trigger"] for one in bot.got[1:]] == ["automatic"]


async def test_a_room_without_own_accord_refreshes_when_told(bot):
    async with Room(bot.url, habits=Habits(auto_refresh=False)) as room:
        dana = room.as_("dana")
        bot.replies = asks(bot, card(text("Queue"), refresh={"action": execute("", "mine", q="1")}))
        await dana.says("/queue")
        assert len(bot.got) == 1

        await dana.refreshes()

        assert bot.got[1]["value"]["action"]["data"] == {"q": "1"}


async def test_sees_waits_for_what_comes_later(bot, room):
    dana = room.as_("dana")
    await dana.says("/book")
    waiting = asyncio.create_task(dana.sees("both links"))
    await asyncio.sleep(0)
    assert not waiting.done()

    await bot.posts(bot.got[0], "Here are both links.")

    await waiting


async def test_sees_tells_what_is_there_when_it_gives_up(bot, room):
    bot.replies = asks(bot, QUESTION)
    dana = room.as_("dana")
    await dana.says("/book")

    with pytest.raises(AssertionError, match=r"(?s)Dana Swope does not see 'Booked'.*Which service\?"):
        await dana.sees("Booked", within=0.01)


async def test_a_tap_in_the_channel_belongs_to_the_thread_of_the_card(bot, room):
    bot.replies = asks(bot, QUESTION)
    dana = room.as_("dana").in_("channel")
    await dana.says("/book")
    await room.as_("alex").in_("channel").taps("Next")

    assert bot.got[1]["conversation"]["id"] == bot.got[0]["conversation"]["id"]


async def test_a_person_does_not_see_the_own_words_as_an_answer(bot, room):
    dana = room.as_("dana")
    await dana.says("Booked")

    with pytest.raises(AssertionError):
        await dana.sees("Booked", within=0.01)


async def test_opening_sends_both_events(bot, room):
    await room.as_("dana").opens()

    kinds = {one["type"]: one for one in bot.got}
    assert kinds["installationUpdate"]["action"] == "add"
    assert [one["id"] for one in kinds["conversationUpdate"]["membersAdded"]][-1] == BOT_ID


async def test_the_last_activity_is_delivered_again_with_its_id_or_a_new_one(bot, room):
    dana = room.as_("dana")
    await dana.says("/book")
    await dana.redelivers(2)
    await dana.redelivers(fresh_id=True)

    first, *again = [one["id"] for one in bot.got]
    assert again[:2] == [first, first]
    assert again[2] != first


async def test_anything_can_be_sent(bot, room):
    dana = room.as_("dana")
    completed = await dana.sends({"type": "event", "name": "odd"})
    raw = await dana.sends({"type": "event"}, whole=False)
    broken = await dana.sends(b"{")

    assert (completed.status, bot.got[0]["from"]["name"]) == (200, "Dana Swope")
    assert (raw.status, bot.got[1]) == (200, {"type": "event"})
    assert broken.status == 500


async def test_a_late_answer_is_given_up_and_told(bot):
    async with Room(bot.url, habits=Habits(patience=0.05)) as room:
        stop = asyncio.Event()

        async def replies(_activity):
            await stop.wait()
            return web.json_response(None)

        bot.replies = replies
        dana = room.as_("dana")
        await dana.says("/book")
        stop.set()

        assert dana.last.status == 504


async def test_a_bot_that_is_away_is_told_as_502(room):
    async with Room("http://127.0.0.1:9/api/messages") as alone:
        dana = alone.as_("dana")
        await dana.says("/book")

        assert dana.last.status == 502
