"""The updates of a message stand in one line: one is under way at a time, the newest has the last word."""

import asyncio

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from bot.later import Later
from bot.sdk.shown import Shown
from bot.watch import Unwatched
from dialogs.places import Place
from dialogs.stage import View
from dialogs.targeted import message


class Gate(BotAdapter):
    """Where updates go: each is noted when it is sent, and is there when it is let in."""

    def __init__(self):
        super().__init__()
        self.titles = []
        self.sent = asyncio.Queue()
        self.open = asyncio.Event()

    async def update_activity(self, context, activity):
        self.titles.append(activity.attachments[0].content["title"])
        self.sent.put_nowait(activity.id)
        await self.open.wait()

    async def send_activities(self, context, activities):
        raise NotImplementedError

    async def delete_activity(self, context, reference):
        raise NotImplementedError


MESSAGE_7 = Place(
    service_url="https://teams.example",
    channel="msteams",
    conversation="a:dana",
    kind="personal",
    tenant="t",
    bot="28:frontdesk",
    user="29:dana",
    name="Dana Swope",
    locale="en-US",
    zone="UTC",
    message="7",
)
A_YEAR = 365 * 24 * 3600.0
AN_ACTIVITY = Activity(
    type="invoke",
    channel_id="msteams",
    service_url="https://teams.example",
    conversation=ConversationAccount(id="a:dana"),
    from_property=ChannelAccount(id="29:dana"),
    recipient=ChannelAccount(id="28:frontdesk"),
)
CARD = b'{"type": "message", "attachments": [{"content": {"title": "old"}}]}'
ROUNDS = 10
"""Of the event loop: more than an update takes to be on its way."""


def later_through(gate, quiet, shown=None):
    """What shows cards on messages of Dana's chat."""
    later = Later(gate, "frontdesk", Unwatched(), quiet, shown=shown)
    show = later.mirror(TurnContext(gate, AN_ACTIVITY))
    return later, lambda title: show("7", {"title": title})


async def test_cards_that_follow_one_another_cost_one_update():
    gate = Gate()
    gate.open.set()
    later, show = later_through(gate, A_YEAR)

    for title in ("one", "two", "three"):
        await later.caught_up("a:dana", "7")
        show(title)

    assert gate.titles == []
    await later.drain(1.0)
    assert gate.titles == ["three"]


async def test_one_update_is_under_way_and_the_latest_card_follows_it():
    gate = Gate()
    later, show = later_through(gate, 0.0)
    show("one")
    await gate.sent.get()

    show("two")
    show("three")
    gate.open.set()
    await gate.sent.get()

    assert gate.titles == ["one", "three"]
    await later.drain(1.0)
    assert gate.titles == ["one", "three"]


async def test_a_tap_is_answered_when_what_was_under_way_is_there():
    gate = Gate()
    later, show = later_through(gate, 0.0)
    show("one")
    await gate.sent.get()

    tap = asyncio.create_task(later.caught_up("a:dana", "7"))
    await asyncio.sleep(0)
    assert not tap.done()
    gate.open.set()
    await tap


async def test_a_tap_holds_back_what_waits_and_a_refused_one_loses_nothing():
    gate = Gate()
    later, show = later_through(gate, 0.0)
    show("one")
    await gate.sent.get()
    show("two")

    tap = asyncio.create_task(later.caught_up("a:dana", "7"))
    await asyncio.sleep(0)
    gate.open.set()
    await tap

    assert gate.titles == ["one"]
    await later.drain(1.0)
    assert gate.titles == ["one", "two"]


async def test_an_outcome_from_elsewhere_takes_the_place_of_what_a_tap_holds_back():
    gate = Gate()
    gate.open.set()
    later, show = later_through(gate, A_YEAR)
    show("one")
    await later.caught_up("a:dana", "7")

    await later.put(MESSAGE_7, View({"title": "the outcome"}, {"title": "for all"}))
    await later.drain(1.0)

    assert gate.titles == ["the outcome"]


async def test_what_a_turn_shows_itself_comes_after_what_is_under_way():
    gate = Gate()
    later, show = later_through(gate, 0.0)
    show("one")
    await gate.sent.get()
    show("two")
    last = Activity(id="7", conversation=ConversationAccount(id="a:dana"))

    async def go_on():
        gate.titles.append("last")

    turn = asyncio.create_task(later.before_update(None, last, go_on))
    await asyncio.sleep(0)
    assert gate.titles == ["one"]
    gate.open.set()
    await turn
    await later.drain(1.0)

    assert gate.titles == ["one", "last"]


async def test_what_is_put_back_never_comes_after_a_newer_card():
    gate, shown = Gate(), Shown()
    later, show = later_through(gate, 0.0, shown)
    shown.took(("a:dana", "7"), CARD, targeted=False)

    back = asyncio.create_task(later.put_back(AN_ACTIVITY, "7"))
    await gate.sent.get()
    show("newer")
    for _ in range(ROUNDS):
        await asyncio.sleep(0)
    assert gate.titles == ["old"]
    gate.open.set()

    assert await back
    await later.drain(1.0)
    assert gate.titles == ["old", "newer"]


async def test_what_was_under_way_for_too_long_does_not_have_the_last_word(monkeypatch):
    monkeypatch.setattr("bot.later.LONGEST_WAIT", 0.0)
    gate = Gate()
    later, show = later_through(gate, 0.0)
    show("slow")
    await gate.sent.get()
    last = message({"title": "last"})
    last.id, last.conversation = "7", ConversationAccount(id="a:dana")

    async def go_on():
        gate.titles.append("last")

    await later.before_update(TurnContext(gate, AN_ACTIVITY), last, go_on)
    assert gate.titles == ["slow", "last"]
    gate.open.set()
    await later.drain(1.0)

    assert gate.titles == ["slow", "last", "last"]


async def test_messages_wait_each_for_themselves():
    gate = Gate()
    gate.open.set()
    later, show = later_through(gate, A_YEAR)
    show("one")

    await later.caught_up("a:dana", "8")
    await later.drain(1.0)

    assert gate.titles == ["one"]
