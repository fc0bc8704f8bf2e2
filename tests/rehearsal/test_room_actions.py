"""What a person does from the page arrives as from a Teams client, and nothing else does."""

import pytest
from fake_bot import card, execute, shows, tells, text
from room_stand import posted_by

NOTES = {"type": "Input.Text", "id": "notes", "label": "Notes", "isRequired": True}
DAYS = {
    "type": "Input.ChoiceSet",
    "id": "days",
    "isMultiSelect": True,
    "choices": [{"title": "Monday", "value": "mo"}, {"title": "Friday", "value": "fr"}],
}
QUESTION = card(
    text("Which service?"),
    {"type": "Container", "items": [text("More")], "selectAction": execute("", "row", at="10:00")},
    actions=(execute("Next", "pick", nonce="n1") | {"id": "next"},),
)


async def question(bot, page, content, *, place="personal"):
    """Dana is asked this; the values by which her page names the card."""
    bot.replies = posted_by(bot, content)
    async with page.watches("dana") as dana:
        await page.does("say", who="dana", place=place, text="/book")
        while (told := await dana.until("post"))["post"]["author"]:
            pass
    shown = told["post"]["cards"][0]
    return {"who": "dana", "post": told["post"]["id"], "card": 0}, shown["stamp"]


async def test_words_reach_the_bot_with_a_mention_where_one_is_needed(bot, page):
    await page.does("say", who="priya", place="personal", text="hi")
    await page.does("say", who="priya", place="group", text="hi")
    await page.does("say", who="priya", place="group", text="lunch?", mentions=False)

    assert [one["text"] for one in bot.got] == ["hi", "<at>Frontdesk</at> hi"]
    assert (bot.got[0]["localTimezone"], bot.got[0]["locale"]) == ("Asia/Kolkata", "en-IN")


async def test_a_slash_command_is_for_the_bot_alone(bot, page):
    await page.does("say", who="dana", place="channel", text="/agenda", alone=True)

    async with page.watches("alex") as alex:
        assert alex.snapshot["posts"] == []
    assert (bot.got[0]["text"], bot.got[0]["recipient"]["isTargeted"]) == ("/agenda", True)


async def test_a_reply_stays_in_its_thread(bot, page):
    first = await page.does("say", who="dana", place="channel", text="/book")
    second = await page.does("say", who="alex", place="channel", thread=first["thread"], text="me too")

    assert first["thread"] == first["post"] == second["thread"]
    assert bot.got[1]["conversation"]["id"] == bot.got[0]["conversation"]["id"]


@pytest.mark.parametrize(
    ("action", "sent"),
    [
        ("/actions/0", {"nonce": "n1"}),
        ("next", {"nonce": "n1"}),
        (QUESTION["actions"][0], {"nonce": "n1"}),
        ("/body/1/selectAction", {"at": "10:00"}),
    ],
)
async def test_an_action_is_named_by_its_place_its_id_or_itself(bot, page, action, sent):
    tap, stamp = await question(bot, page, QUESTION)
    await page.does("tap", **tap, action=action, stamp=stamp)

    assert bot.got[-1]["value"]["action"]["data"] == sent


@pytest.mark.parametrize(
    "action",
    [
        "/actions/7",
        "/body/0",
        "/actions",
        f"/actions/{'7' * 5000}",
        "nowhere",
        QUESTION["actions"][0] | {"data": {"nonce": "n2"}},
        {},
    ],
)
async def test_what_the_card_does_not_hold_cannot_be_sent(bot, page, action):
    tap, _ = await question(bot, page, QUESTION)

    assert await page.fails("tap", **tap, action=action) == (404, "The card has no such action.")
    assert len(bot.got) == 1


async def test_a_tap_on_a_card_that_changed_meanwhile_is_not_sent(bot, page):
    tap, stamp = await question(bot, page, QUESTION)
    await bot.updates(bot.got[0], tap["post"], card(actions=(execute("Book", "book"),)))

    status, sentence = await page.fails("tap", **tap, action="/actions/0", stamp=stamp)
    assert (status, sentence) == (409, "This card has changed meanwhile; look at it again.")
    assert len(bot.got) == 1


@pytest.mark.parametrize(
    "content",
    [
        card(text("x" * 30_000)),
        card({"type": "Sparkline"}),
        card(version="1.6"),
        {"type": "Card", "version": "1.5"},
    ],
)
async def test_nothing_can_be_pressed_on_a_card_that_teams_would_not_show(bot, page, content):
    tap, stamp = await question(bot, page, content | {"actions": [execute("Next", "pick")]})

    status, sentence = await page.fails("tap", **tap, action="/actions/0", stamp=stamp)
    assert (status, sentence) == (409, "Teams would not show this card, so nothing on it can be used.")
    assert len(bot.got) == 1


async def test_inputs_arrive_as_a_client_writes_them_and_strange_ones_are_left_out(bot, page):
    tap, _ = await question(bot, page, card(NOTES, DAYS, actions=(execute("Next", "pick"),)))
    inputs = {"notes": "by the window", "days": "mo,fr", "salary": "1"}
    await page.does("tap", **tap, action="/actions/0", inputs=inputs)

    assert bot.got[-1]["value"]["action"]["data"] == {"notes": "by the window", "days": "mo,fr"}


async def test_the_client_keeps_a_required_input_from_being_left_empty(bot, page):
    tap, _ = await question(bot, page, card(NOTES, actions=(execute("Next", "pick"),)))

    status, sentence = await page.fails("tap", **tap, action="/actions/0")
    assert (status, sentence.split(" (")[0]) == (409, "Teams would not send this: 'Notes' is required")
    assert await page.fails("tap", **tap, action="/actions/0", inputs={"notes": 3}) == (
        400,
        "'inputs' has to be an object of texts.",
    )


async def test_a_button_in_a_part_that_the_page_has_unfolded_can_be_pressed(bot, page):
    hidden = {"type": "ActionSet", "isVisible": False, "actions": [execute("Later", "later")]}
    tap, _ = await question(bot, page, card(hidden))
    await page.does("tap", **tap, action="/body/0/actions/0")

    assert bot.got[-1]["value"]["action"]["verb"] == "later"


async def test_answers_are_shown_for_what_they_are(bot, page):
    tap, _ = await question(bot, page, QUESTION)
    answers = iter([tells("Too late"), tells(""), shows(card(text("Which time?")))])

    async def replies(_activity):
        return next(answers)

    bot.replies = replies
    outcomes = [await page.does("tap", **tap, action="next") for _ in range(3)]
    assert outcomes == [
        {"kind": "message", "text": "Too late"},
        {"kind": "error", "text": "Something went wrong. Please try again."},
        {"kind": "card"},
    ]


async def test_an_answer_that_asks_to_sign_in_is_a_sign_in(bot, page):
    tap, _ = await question(bot, page, QUESTION)

    async def replies(_activity):
        login = {
            "text": "Sign in",
            "connectionName": "graph",
            "buttons": [{"title": "To the page", "value": ""}],
        }
        return {"statusCode": 401, "type": "application/vnd.microsoft.activity.loginRequest", "value": login}

    bot.replies = replies
    outcome = await page.does("tap", **tap, action="next")
    assert outcome == {"kind": "signin", "text": "Sign in to continue.", "button": "To the page"}


async def test_an_old_client_sends_the_fallback_and_links_send_nothing(bot, page):
    link = {"type": "Action.OpenUrl", "title": "Join", "url": "https://teams.example/join"}
    tap, _ = await question(bot, page, card(actions=(execute("Next", "pick"), link)))

    assert await page.does("tap", **tap, action="/actions/0", old_client=True) == {"kind": "none"}
    assert await page.does("tap", **tap, action="/actions/1") == {"kind": "none"}
    assert [one["type"] for one in bot.got] == ["message", "message"]
    assert bot.got[1]["value"] == {"verb": "pick"}


async def test_a_lookup_sends_the_other_inputs_and_only_what_it_offered_can_be_chosen(bot, page):
    query = {"type": "Data.Query", "dataset": "customers", "associatedInputs": "auto"}
    customer = {"type": "Input.ChoiceSet", "id": "customer", "style": "filtered", "choices": []}
    look = customer | {"choices.data": query}
    tap, _ = await question(bot, page, card(DAYS, look, actions=(execute("Next", "who"),)))

    async def replies(activity):
        if activity.get("name") != "application/search":
            return None
        rows = [{"title": "Adele Vance", "value": "c1"}] if activity["value"]["queryText"] == "ad" else []
        kind = "application/vnd.microsoft.search.searchResponse"
        return {"statusCode": 200, "type": kind, "value": {"results": rows}}

    bot.replies = replies
    found = await page.does("search", **tap, input="customer", text="ad", others={"days": "mo"})
    assert found == {"choices": [{"title": "Adele Vance", "value": "c1"}]}
    assert bot.got[-1]["value"]["data"] == {"days": "mo"}

    await page.does("tap", **tap, action="/actions/0", inputs={"customer": "c1"})
    assert bot.got[-1]["value"]["action"]["data"] == {"customer": "c1"}
    status, _ = await page.fails("tap", **tap, action="/actions/0", inputs={"customer": "c9"})
    assert (status, bot.got[-1]["name"]) == (409, "application/search")
    assert (await page.fails("search", **tap, input="days", text="m"))[0] == 404


async def test_a_card_is_refreshed_by_its_own_rule(bot, page):
    own = card(text("For all"), refresh={"action": execute("", "mine"), "userIds": []})
    tap, _ = await question(bot, page, own, place="group")
    await page.does("refresh", **tap)

    assert bot.got[-1]["value"]["trigger"] == "automatic"
    await bot.updates(bot.got[0], tap["post"], QUESTION)
    assert await page.fails("refresh", **tap) == (404, "The card has no refresh.")


async def test_the_bot_is_added_with_the_events_of_an_installation(bot, page):
    assert await page.does("open", who="dana", place="channel") == {"kind": "none"}

    assert sorted(one["type"] for one in bot.got) == ["conversationUpdate", "installationUpdate"]


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        ("say", {"who": "nobody", "place": "personal", "text": "hi"}, 404),
        ("say", {"who": "dana", "place": "cellar", "text": "hi"}, 404),
        ("say", {"who": "dana", "place": "channel", "thread": "12", "text": "hi"}, 404),
        ("say", {"who": "dana", "place": "personal", "text": " "}, 400),
        ("say", {"who": "dana", "place": "personal", "text": 3}, 400),
        ("say", {"who": "dana", "place": "personal", "text": "hi", "attached": ["r1"]}, 404),
        ("say", {"place": "personal", "text": "hi"}, 400),
        ("tap", {"who": "dana", "post": "12", "card": 0, "action": "next"}, 404),
        ("tap", {"who": "dana", "post": "12", "card": "x", "action": "next"}, 404),
        ("dialog", {"who": "dana", "dialog": "d1", "close": True}, 404),
        ("compose", {"who": "dana", "place": "personal", "command": "lunch", "text": ""}, 404),
        ("signin", {"who": "dana", "place": "personal"}, 409),
    ],
)
async def test_what_is_not_there_is_said_in_a_sentence(bot, page, what, body, status):
    told, sentence = await page.fails(what, **body)

    assert (told, sentence.endswith("."), bot.got) == (status, True, [])


async def test_a_card_of_somebody_else_cannot_be_tapped(bot, page):
    tap, _ = await question(bot, page, QUESTION)

    status, sentence = await page.fails("tap", **(tap | {"who": "alex"}), action="next")
    assert (status, sentence) == (404, f"Alex Wilber sees no message '{tap['post']}'.")
    assert await page.fails("tap", **(tap | {"card": 1}), action="next") == (
        404,
        "The message has no card 1.",
    )


async def test_a_bot_that_is_down_is_told_and_the_message_stays(bot, page):
    await bot.stop()

    told = await page.fails("say", who="dana", place="personal", text="hi")
    assert told == (502, "Frontdesk cannot be reached: the bot is not running.")
    async with page.watches("dana") as dana:
        assert [one["text"] for one in dana.snapshot["posts"]] == ["hi"]
