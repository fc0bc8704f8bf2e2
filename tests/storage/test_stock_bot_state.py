from datetime import UTC, datetime

import pytest
from botbuilder.core import PrivateConversationState, TurnContext
from botbuilder.core.adapters import TestAdapter
from botbuilder.dialogs import DialogInstance, DialogState
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from storage import StateConflict

TestAdapter.__test__ = False

DANA = "msteams/conversations/a:1/users/29:dana/"


def turn():
    """A message of Dana, as the SDK hands it over."""
    activity = Activity(
        type="message",
        channel_id="msteams",
        conversation=ConversationAccount(id="a:1"),
        from_property=ChannelAccount(id="29:dana"),
    )
    return TurnContext(TestAdapter(), activity)


async def test_a_flow_is_kept_between_turns(database):
    dialogs = PrivateConversationState(database.state)
    stack = dialogs.create_property("DialogState")
    first = turn()
    state = await stack.get(first, DialogState)
    state.dialog_stack.append(DialogInstance("book", {"since": datetime(2030, 3, 4, tzinfo=UTC)}))
    await dialogs.save_changes(first)

    kept = await stack.get(turn())

    assert [instance.id for instance in kept.dialog_stack] == ["book"]
    assert kept.dialog_stack[0].state == {"since": datetime(2030, 3, 4, tzinfo=UTC)}


@pytest.mark.parametrize("before", [None, "Initial consult"])
async def test_two_turns_at_once_lose_no_update_through_the_stock_state(copies, before):
    here, there = (PrivateConversationState(copy.state) for copy in copies)
    if before:
        start = turn()
        await here.create_property("service").set(start, before)
        await here.save_changes(start)
    first, second = turn(), turn()
    await here.load(first)
    await there.load(second)

    await here.create_property("service").set(first, "Follow-up")
    await here.save_changes(first)
    await there.create_property("service").set(second, "Vaccination")
    with pytest.raises(StateConflict):
        await there.save_changes(second)

    assert await there.create_property("service").get(turn()) == "Follow-up"


async def test_a_second_save_in_a_turn_follows_the_first(database):
    dialogs = PrivateConversationState(database.state)
    service, dana = dialogs.create_property("service"), turn()

    await service.set(dana, "Follow-up")
    await dialogs.save_changes(dana)
    await service.set(dana, "Vaccination")
    await dialogs.save_changes(dana)

    assert await service.get(turn()) == "Vaccination"


async def test_a_turn_that_changes_nothing_writes_nothing(copies):
    here, there = (PrivateConversationState(copy.state) for copy in copies)
    idle, busy = turn(), turn()
    assert await here.create_property("service").get(idle) is None

    await there.create_property("service").set(busy, "Follow-up")
    await there.save_changes(busy)
    await here.save_changes(idle)

    assert await here.create_property("service").get(turn()) == "Follow-up"


async def test_cleared_state_is_empty_from_the_next_turn_on(database):
    dialogs = PrivateConversationState(database.state)
    service, dana = dialogs.create_property("service"), turn()
    await service.set(dana, "Follow-up")
    await dialogs.save_changes(dana)

    await dialogs.clear_state(dana)
    await dialogs.save_changes(dana)

    assert await service.get(turn()) is None


async def test_deleted_state_is_gone(database):
    dialogs = PrivateConversationState(database.state)
    service, dana = dialogs.create_property("service"), turn()
    await service.set(dana, "Follow-up")
    await dialogs.save_changes(dana)

    await dialogs.delete(dana)

    assert await database.state.read([DANA]) == {DANA: {"e_tag": "absent"}}
