"""Cards that answer a question: what their buttons do, for how long, and for whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from dialogs_chat import Chat
from dialogs_clinic import Clinic, asked

from booking.draft import AppointmentDraft
from booking.errors import Unavailable
from cards.answers import Move, Tapped
from cards.catalogue import FIELD
from cards.listing import PICKED
from dialogs.desk import Drawer
from dialogs.looking import GONE, KEPT, LOOKS, Begun, Shown, Sight, followed, look_at
from dialogs.stage import Way
from storage.codec import decode, encode

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


async def number(look):
    """A card with a number that can be counted on, a choice, and a booking."""
    card = look.pane(f"number {look.ask['number']}").choose("Which?", [("Seven", "7"), ("Eight", "8")])
    look.chooses = "number"
    ways = [
        ("Next", look.again(number=int(look.ask["number"]) + 1)),
        ("Book", look.begin(AppointmentDraft(look.nonce))),
    ]
    card["actions"] += look.pane().buttons(ways)
    return card


NUMBER = Sight("number", "Numbers", number)
SIGHTS = {NUMBER.name: NUMBER}


class Person:
    """One person in one chat; `later` hours have passed since."""

    def __init__(self):
        self.chat, self.drawer, self.nonces, self.later = Chat(), Drawer(), count(1), 0.0

    def desk(self, way=Way.MESSAGE, *, shared=False):
        desk = asked(Clinic()).desk
        return replace(
            desk,
            stage=self.chat.stage(way, shared=shared, tapped="m0" if way is Way.EXECUTE else None),
            drawer=self.drawer,
            new_nonce=lambda: f"n{next(self.nonces)}",
            clock=lambda: NOW + timedelta(hours=self.later),
        )

    async def looks(self, sight=NUMBER, *, shared=False):
        desk = self.desk(shared=shared)
        await look_at(desk, sight, {"number": 1})
        return desk

    async def taps(self, nonce, move=Move.PICK, sights=None, **fields):
        desk = self.desk(Way.EXECUTE)
        # As it comes out of the store.
        self.drawer.kept = decode(encode(self.drawer.kept))
        desk = replace(desk, drawer=self.drawer)
        return await followed(desk, Tapped(nonce, move, fields), SIGHTS if sights is None else sights), desk


@pytest.fixture
def dana():
    return Person()


async def test_a_button_asks_for_the_same_with_something_changed(dana):
    await dana.looks()

    done, desk = await dana.taps("n1", **{PICKED: "0"})
    assert done == Shown()
    assert "number 2" in str(desk.stage.answer)

    _, desk = await dana.taps("n1", **{PICKED: "0"})
    assert "number 3" in str(desk.stage.answer)


async def test_a_choice_on_the_card_changes_what_is_asked_for(dana):
    await dana.looks()

    _, desk = await dana.taps("n1", Move.ANSWER, **{FIELD: "8"})

    assert "number 8" in str(desk.stage.answer)


async def test_a_booking_begins_once(dana):
    await dana.looks()

    done, _ = await dana.taps("n1", **{PICKED: "1"})
    assert done == Begun(AppointmentDraft("n1"))

    assert (await dana.taps("n1", **{PICKED: "1"}))[0] is None


@pytest.mark.parametrize("pick", ["2", "-1", "x", "", "0 ", "\u0661", "9" * 4_000])
async def test_a_button_that_is_not_there_does_nothing(dana, pick):
    await dana.looks()

    done, desk = await dana.taps("n1", **{PICKED: pick})

    assert done == Shown()
    assert desk.stage.answer == GONE


async def test_a_card_that_nobody_showed_is_anothers_business(dana):
    assert (await dana.taps("n1", **{PICKED: "0"}))[0] is None


async def test_a_card_is_open_for_a_day(dana):
    await dana.looks()
    dana.later = 24.0

    done, desk = await dana.taps("n1", **{PICKED: "0"})

    assert done == Shown()
    assert desk.stage.answer == GONE


async def test_a_card_of_a_kind_that_is_no_more_says_so(dana):
    await dana.looks()

    _, desk = await dana.taps("n1", sights={}, **{PICKED: "0"})

    assert desk.stage.answer == GONE


async def test_the_newest_cards_lead_on_and_the_oldest_is_closed(dana):
    for _ in range(KEPT + 1):
        await dana.looks()

    assert list(dana.drawer.kept[LOOKS]) == [f"n{number}" for number in range(2, KEPT + 2)]
    assert (await dana.taps("n1", **{PICKED: "0"}))[0] is None


async def test_a_card_that_is_used_is_among_the_newest(dana):
    for _ in range(KEPT):
        await dana.looks()
    await dana.taps("n1", **{PICKED: "0"})
    await dana.looks()

    assert "n1" in dana.drawer.kept[LOOKS]
    assert "n2" not in dana.drawer.kept[LOOKS]


async def test_where_others_read_the_chat_holds_nothing_of_it(dana):
    await dana.looks(shared=True)

    (shown,) = dana.chat.messages.values()
    assert "number 1" not in str(shown)
    assert shown["refresh"]["userIds"] == ["29:dana"]

    _, desk = await dana.taps("n1", Move.LOOK)
    assert "number 1" in str(desk.stage.answer)


async def test_when_it_fails_the_card_asks_for_the_same_again(dana):
    failing = True

    async def draw(look):
        if failing:
            raise Unavailable("down")
        return await number(look)

    sights = {"number": Sight("number", "Numbers", draw)}
    await dana.looks(sights["number"])
    assert "Try again" in str(dana.chat.messages)

    failing = False
    _, desk = await dana.taps("n1", Move.RETRY, sights)
    assert "number 1" in str(desk.stage.answer)


async def test_an_open_booking_is_mentioned(dana):
    dana.drawer.flow_is_open = True
    await dana.looks()

    assert "Your booking is still open" in str(dana.chat.messages)
