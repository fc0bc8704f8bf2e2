"""What the SDK's own store and middleware do with state, beside ours: D12, D13 and D15."""

from datetime import UTC, datetime

import pytest
from botbuilder.core import AutoSaveStateMiddleware, MemoryStorage, PrivateConversationState, TurnContext
from botbuilder.core.adapters import TestAdapter
from botbuilder.core.teams import TeamsSSOTokenExchangeMiddleware
from botbuilder.dialogs import DialogSet
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from bot.sign_in.waiting import WaitingRoom
from storage import StateConflict

TestAdapter.__test__ = False

KEY = "msteams/conversations/a:1/users/29:dana/"
CONNECTION = "graph"


def turn(**fields):
    """A message of Dana, as the SDK hands it over."""
    activity = Activity(
        channel_id="msteams",
        conversation=ConversationAccount(id="a:1"),
        from_property=ChannelAccount(id="29:dana"),
        recipient=ChannelAccount(id="28:frontdesk"),
        **fields,
    )
    return TurnContext(TestAdapter(), activity)


async def test_d12_what_was_read_is_not_what_stands_there(database):
    stock = MemoryStorage()
    for store in (stock, database.state):
        await store.write({KEY: {"service": "Follow-up", "e_tag": "*"}})
        (await store.read([KEY]))[KEY]["service"] = "never saved"

    assert (await stock.read([KEY]))[KEY]["service"] == "never saved"
    assert (await database.state.read([KEY]))[KEY]["service"] == "Follow-up"


async def test_d12_of_two_turns_at_once_the_later_does_not_undo_the_first(database):
    async def both(store):
        first, second = PrivateConversationState(store), PrivateConversationState(store)
        here, there = turn(), turn()
        await first.load(here)
        await second.load(there)
        await first.create_property("service").set(here, "Follow-up")
        await second.create_property("staff").set(there, "Dana")
        await first.save_changes(here)
        await second.save_changes(there)

    stock = MemoryStorage()
    await both(stock)
    assert (await stock.read([KEY]))[KEY] == {"staff": "Dana"}

    with pytest.raises(StateConflict):
        await both(database.state)
    assert (await database.state.read([KEY]))[KEY]["service"] == "Follow-up"


async def test_d13_the_same_exchange_from_three_clients_counts_once(database):
    exchange = {"id": "exchange-1", "connectionName": CONNECTION, "token": "teams"}
    middleware, counted = TeamsSSOTokenExchangeMiddleware(MemoryStorage(), CONNECTION), []
    for client in range(3):
        context = turn(type="invoke", name="signin/tokenExchange", value=exchange)
        context.adapter.add_exchangeable_token(CONNECTION, "msteams", "29:dana", "teams", "granted")

        async def goes_on(client=client):
            counted.append(client)

        await middleware.on_turn(context, goes_on)
    assert len(counted) > 1

    room = WaitingRoom(database.state, lambda: datetime(2027, 3, 1, 9, tzinfo=UTC))
    assert [await room.is_first("29:dana", "exchange-1") for _ in range(3)] == [True, False, False]


async def test_d15_what_is_not_used_is_not_sound():
    with pytest.raises(TypeError):
        DialogSet(PrivateConversationState(MemoryStorage()).create_property("x")).get_version()

    store = MemoryStorage()
    state, context = PrivateConversationState(store), turn()

    async def fails():
        await state.create_property("service").set(context, "Follow-up")
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await AutoSaveStateMiddleware([state]).on_turn(context, fails)
    assert await store.read([KEY]) == {}
