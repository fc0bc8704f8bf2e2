"""What is kept between turns: one read, and one write where something changed."""

from contextlib import contextmanager

import pytest
from botbuilder.core import PrivateConversationState, Storage, TurnContext
from botbuilder.core.adapters import TestAdapter
from botbuilder.dialogs import DialogInstance, DialogState
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from bot.memory import Memory, key_of
from storage import StateConflict, open_database

TestAdapter.__test__ = False


@pytest.fixture
def works():
    return []


@pytest.fixture
async def state(tmp_path, works):
    @contextmanager
    def watch(name):
        works.append(name)
        yield

    async with open_database(f"sqlite:///{tmp_path}/clinic.db", watch=watch) as database:
        works.clear()
        yield database.state


@pytest.fixture
def memory(state):
    return Memory(state)


def a_turn():
    dana, place = ChannelAccount(id="29:dana"), ConversationAccount(id="a:1")
    activity = Activity(type="message", channel_id="msteams", conversation=place, from_property=dana)
    return TurnContext(TestAdapter(), activity)


async def _book(memory, context, **state):
    dialogs = await memory.dialogs.get(context, DialogState)
    dialogs.dialog_stack[:] = [DialogInstance("book", state)]


async def test_an_open_dialog_is_there_in_the_next_turn(memory):
    first, second = a_turn(), a_turn()
    assert await memory.recall(first)
    assert not await memory.is_open(first)
    await _book(memory, first, part="staff")
    await memory.save(first)

    assert await memory.recall(second)

    assert await memory.is_open(second)
    assert (await memory.dialogs.get(second)).dialog_stack[0].state == {"part": "staff"}


async def test_a_turn_reads_once_and_writes_once(memory, works):
    turn = a_turn()
    await memory.recall(turn)
    await _book(memory, turn)
    await memory.is_open(turn)
    await memory.save(turn)
    await memory.save(turn)

    assert works == ["SqlStorage.read", "SqlStorage.write"]


async def test_the_sdks_own_state_reads_an_empty_item_again_each_time(works):
    class Empty(Storage):
        async def read(self, keys):
            works.append("read")
            return {}

        async def write(self, changes):
            works.append("write")

        async def delete(self, keys):
            works.append("delete")

    turn = a_turn()
    dialogs = PrivateConversationState(Empty()).create_property("dialogs")
    for _ in range(3):
        await dialogs.get(turn)

    assert works == ["read"] * 3


async def test_a_turn_that_changes_nothing_writes_nothing(memory, works):
    first, second = a_turn(), a_turn()
    await memory.recall(first)
    await _book(memory, first, part="staff")
    await memory.save(first)
    works.clear()

    await memory.recall(second)
    (await memory.dialogs.get(second)).dialog_stack[0].state["part"] = "staff"
    await memory.save(second)

    assert works == ["SqlStorage.read"]


async def test_of_two_turns_at_once_the_later_to_save_is_refused(memory):
    first, second = a_turn(), a_turn()
    await memory.recall(first)
    await memory.recall(second)
    await _book(memory, first, by="first")
    await _book(memory, second, by="second")

    await memory.save(first)
    with pytest.raises(StateConflict):
        await memory.save(second)


async def test_what_makes_no_sense_is_thrown_away_and_said_so(memory, state):
    key, turn = key_of(a_turn().activity), a_turn()
    await state.keep(key, '{"dialogs":{"$":"Trojan"}}', await state.recall(key))

    assert not await memory.recall(turn)
    assert not await memory.is_open(turn)
    await _book(memory, turn)
    await memory.save(turn)


async def test_it_is_kept_where_the_sdk_would_keep_it(memory, state):
    turn = a_turn()

    assert key_of(turn.activity) == PrivateConversationState(state).get_storage_key(turn)
