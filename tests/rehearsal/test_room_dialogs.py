"""Dialogs: opened by Action.Submit with task/fetch, filled in and sent with task/submit."""

import pytest
from fake_bot import CARD, card, execute, text
from room_stand import posted_by

OPENS = {"type": "Action.Submit", "title": "Form", "data": {"nonce": "n1", "msteams": {"type": "task/fetch"}}}
NAME = {"type": "Input.Text", "id": "name", "label": "Name", "isRequired": True}
SAVE = {"type": "Action.Submit", "title": "Save", "data": {"step": "1"}}
FORM = card(text("Who is it?"), NAME, actions=(SAVE,))


def goes_on(content, **more):
    shown = {"title": "Book", "width": 600, "height": "medium", **more}
    if content:
        shown["card"] = {"contentType": CARD, "content": content}
    return {"task": {"type": "continue", "value": shown}}


def form_first(bot, then):
    """A bot that offers a form, and answers what is sent from it with each of these in turn."""
    answers = iter(then)

    async def replies(activity):
        if activity["type"] == "message":
            await bot.posts(activity, card(text("Book"), actions=(OPENS,)))
            return None
        return goes_on(FORM) if activity["name"] == "task/fetch" else next(answers)

    bot.replies = replies


async def test_a_form_is_filled_in_and_sent(bot, room):
    form_first(bot, [{"task": {"type": "message", "value": "Booked"}}])
    dana = room.as_("dana").in_("group")
    await dana.says("/book")
    await dana.taps("Form")
    assert (dana.dialog.title, dana.dialog.width, dana.dialog.height) == ("Book", "600", "medium")
    assert dana.dialog.card.title == "Who is it?"
    assert bot.got[-1]["value"]["data"] == OPENS["data"]

    assert await dana.submits("Save", Name="Adele") == ["Booked"]
    assert (bot.got[-1]["name"], bot.got[-1]["value"]["data"]) == (
        "task/submit",
        {"step": "1", "name": "Adele"},
    )
    with pytest.raises(AssertionError, match="No dialog is open for Dana Swope"):
        _ = dana.dialog


async def test_a_form_leads_to_another_and_is_closed_without_a_word(bot, room):
    form_first(bot, [goes_on(card(text("When?"), actions=(SAVE,))), None])
    dana = room.as_("dana")
    await dana.says("/book")
    await dana.taps("Form")
    await dana.submits("Save", Name="Adele")
    assert dana.dialog.card.title == "When?"

    assert await dana.submits("Save") == []
    assert [one.kind for one in dana.outcomes] == ["dialog", "dialog", "none"]


async def test_a_dialog_is_seen_by_nobody_else_and_closed_without_the_bot(bot, room):
    form_first(bot, [])
    dana = room.as_("dana").in_("group")
    await dana.says("/book")
    await dana.taps("Form")
    with pytest.raises(AssertionError, match="No dialog is open for Alex Wilber"):
        _ = room.as_("alex").in_("group").dialog

    dana.closes()
    assert len(bot.got) == 2


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (None, "answer of a dialog"),
        ({"task": {"type": "continue", "value": {"title": "Nothing to show"}}}, "answer of a dialog"),
    ],
)
async def test_a_bot_that_opens_nothing_is_trouble(bot, room, answer, rule):
    async def replies(activity):
        if activity["type"] == "message":
            await bot.posts(activity, card(actions=(OPENS,)))
            return None
        return answer

    bot.replies = replies
    dana = room.as_("dana")
    await dana.says("/book")

    assert await dana.taps("Form") == ["Something went wrong. Please try again."]
    assert [one.rule for one in room.refusals] == [rule]


@pytest.mark.parametrize(
    ("shown", "detail"),
    [
        (goes_on(None, url="http://clinic.example/form"), "the page of a dialog has to be https"),
        (
            goes_on(card(actions=(execute("Next", "pick"),))),
            "Action.Execute does nothing in a dialog; it takes Action.Submit",
        ),
    ],
)
async def test_what_teams_would_not_show_in_a_dialog_is_recorded(bot, room, shown, detail):
    async def replies(activity):
        if activity["type"] == "message":
            await bot.posts(activity, card(actions=(OPENS,)))
            return None
        return shown

    bot.replies = replies
    dana = room.as_("dana")
    await dana.says("/book")
    await dana.taps("Form")

    assert [one.detail for one in room.refusals] == [detail]


async def test_the_page_fills_in_a_dialog(bot, page):
    form_first(bot, [{"task": {"type": "message", "value": "Booked"}}])
    await page.does("say", who="dana", place="personal", text="/book")
    async with page.watches("dana") as dana:
        tap = {"post": dana.snapshot["posts"][-1]["id"], "card": 0, "action": "/actions/0"}
        opened = await page.does("tap", who="dana", **tap)
        shown = opened["dialog"]
        assert (opened["kind"], shown["title"], shown["width"], shown["url"]) == ("dialog", "Book", "600", "")
        assert shown["card"]["json"] == FORM

        send = {"dialog": shown["id"], "action": "/actions/0"}
        assert (await page.fails("dialog", who="dana", **send))[0] == 409
        assert (await page.fails("dialog", who="alex", **send))[0] == 404
        outcome = await page.does("dialog", who="dana", **send, inputs={"name": "Adele"})
        assert outcome == {"kind": "message", "text": "Booked"}
        assert (await page.fails("dialog", who="dana", **send))[0] == 404
        assert [one["why"] for one in dana.told if one["kind"] == "post"] == []


async def test_the_page_closes_a_dialog(bot, page):
    form_first(bot, [])
    await page.does("say", who="dana", place="personal", text="/book")
    async with page.watches("dana") as dana:
        tap = {"post": dana.snapshot["posts"][-1]["id"], "card": 0, "action": "/actions/0"}
    shown = (await page.does("tap", who="dana", **tap))["dialog"]

    assert await page.does("dialog", who="dana", dialog=shown["id"], close=True) == {"kind": "none"}
    assert (await page.fails("dialog", who="dana", dialog=shown["id"], close=True))[0] == 404


async def test_a_plain_submit_opens_nothing(bot, page):
    bot.replies = posted_by(bot, FORM)
    await page.does("say", who="dana", place="personal", text="/book")
    async with page.watches("dana") as dana:
        tap = {"post": dana.snapshot["posts"][-1]["id"], "card": 0, "action": "/actions/0"}

    assert await page.does("tap", who="dana", **tap, inputs={"name": "Adele"}) == {"kind": "none"}
    assert bot.got[-1]["type"] == "message"
