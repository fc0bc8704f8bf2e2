"""A person at the terminal, with the lines they type."""

import asyncio
import io

from fake_bot import card, execute, shows, text
from rich.console import Console

from rehearsal.keyboard import Keyboard
from rehearsal.screen import Screen

SERVICE = {
    "type": "Input.ChoiceSet",
    "id": "service",
    "label": "Service",
    "value": "s1",
    "choices": [{"title": "Initial consult", "value": "s1"}, {"title": "Follow-up", "value": "s2"}],
}
CUSTOMER = {
    "type": "Input.ChoiceSet",
    "id": "customer",
    "label": "Customer",
    "choices.data": {"type": "Data.Query", "dataset": "customers"},
}
NOTES = {"type": "Input.Text", "id": "notes", "label": "Notes", "isRequired": True}
JOIN = {"type": "Action.OpenUrl", "title": "Join", "url": "https://teams.example/join"}


async def typed(bot, room, *lines, posted=None):
    """What the screen shows for these lines; the bot answers words with `posted`."""

    async def replies(activity):
        if activity["type"] == "message":
            return await bot.posts(activity, posted or "Hello")
        if activity["name"] == "application/search" and activity["value"]["dataset"] != "customers":
            return None
        if activity["name"] == "application/search":
            found = [{"title": "Adele Vance", "value": "c1"}, {"title": "Adele Jones", "value": "c2"}]
            kind = "application/vnd.microsoft.search.searchResponse"
            return {"statusCode": 200, "type": kind, "value": {"results": found}}
        return shows(card(text("With whom?")))

    bot.replies = replies
    rest = iter(lines)

    async def ask(_prompt):
        return next(rest, None)

    written = io.StringIO()
    await Keyboard(Screen(Console(file=written, width=80), room.as_("dana")), ask).run()
    return written.getvalue()


async def test_words_are_said_and_the_answer_is_printed(bot, room):
    shown = await typed(bot, room, "hi there")

    assert bot.got[0]["text"] == "hi there"
    assert shown == "Frontdesk\nHello\n\n"


async def test_a_number_presses_a_button_after_its_inputs_were_asked(bot, room):
    question = card(SERVICE, actions=(execute("Back", "back"), execute("Next", "pick")))
    shown = await typed(bot, room, "/book", "2", "2", posted=question)

    assert bot.got[-1]["value"]["action"]["data"] == {"service": "s2"}
    assert "    2  Follow-up" in shown
    assert "Frontdesk (card replaced)" in shown
    assert "│ With whom?" in shown


async def test_enter_keeps_what_an_input_holds(bot, room):
    await typed(bot, room, "/book", "1", "", posted=card(SERVICE, actions=(execute("Next", "pick"),)))

    assert bot.got[-1]["value"]["action"]["data"] == {"service": "s1"}


async def test_a_lookup_offers_what_the_bot_finds(bot, room):
    question = card(CUSTOMER, actions=(execute("Next", "who"),))
    await typed(bot, room, "/book", "1", "ade", "2", posted=question)

    assert bot.got[-1]["value"]["action"]["data"] == {"customer": "c2"}


async def test_what_the_card_does_not_let_through_is_told(bot, room):
    shown = await typed(bot, room, "/book", "1", "", posted=card(NOTES, actions=(execute("Next", "pick"),)))

    assert "'Notes' is required" in shown
    assert [one["type"] for one in bot.got] == ["message"]


async def test_a_lookup_that_fails_is_told(bot, room):
    unanswered = CUSTOMER | {"choices.data": {"type": "Data.Query", "dataset": "elsewhere"}}
    shown = await typed(
        bot, room, "/book", "1", "ade", posted=card(unanswered, actions=(execute("Next", "who"),))
    )

    assert "The search for 'ade' in 'Customer' failed" in shown


async def test_a_number_without_a_button_is_words(bot, room):
    await typed(bot, room, "/book", "7", posted=card(actions=(execute("Next", "pick"),)))

    assert bot.got[-1]["text"] == "7"


async def test_a_link_is_shown(bot, room):
    shown = await typed(bot, room, "/book", "1", posted=card(actions=(JOIN,)))

    assert "Opens https://teams.example/join" in shown


async def test_help_and_the_end(bot, room):
    shown = await typed(bot, room, "?", "/quit", "never said")

    assert "press button [2]" in shown
    assert bot.got == []


async def test_what_comes_later_is_printed_while_the_person_thinks(bot, room):
    written = io.StringIO()
    screen = Screen(Console(file=written, width=80), room.as_("dana"))
    thinking = asyncio.Event()

    async def ask(_prompt):
        await thinking.wait()

    playing = asyncio.create_task(Keyboard(screen, ask).run())
    await room.as_("dana").says("/link")
    await bot.posts(bot.got[0], "The links are there now.")
    await room.as_("dana").sees("The links are there now.")
    thinking.set()
    await playing

    assert "The links are there now." in written.getvalue()
