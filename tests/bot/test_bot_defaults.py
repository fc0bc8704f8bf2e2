"""What people choose by /use, as the store keeps it."""

import pytest
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from booking.ids import BusinessId
from bot.defaults import StoredDefaults
from dialogs.desk import Usual
from storage import open_database

CLINIC, BANK = BusinessId("NorthwindClinic@northwind.example"), BusinessId("Woodgrove@woodgrove.example")


@pytest.fixture
async def state(tmp_path):
    async with open_database(f"sqlite:///{tmp_path / 'frontdesk.db'}") as database:
        yield database.state


def said(who="dana", where="a:dana", kind="personal", tenant="northwind"):
    return Activity(
        channel_id="msteams",
        channel_data={"tenant": {"id": tenant}},
        conversation=ConversationAccount(id=where, conversation_type=kind),
        from_property=ChannelAccount(id=f"29:{who}", aad_object_id=who),
    )


def in_thread(number, who="dana"):
    return said(who, f"19:general@thread.tacv2;messageid={number}", "channel")


async def test_nothing_is_chosen_at_first(state):
    assert await StoredDefaults(state, said()).usual() == Usual()


async def test_the_latest_choice_counts_and_none_clears_it(state):
    mine = StoredDefaults(state, said())
    await mine.choose(CLINIC)
    await mine.choose(BANK)
    assert await mine.usual() == Usual(mine=BANK)

    await mine.choose(None)
    assert await mine.usual() == Usual()


async def test_a_channel_has_one_choice_for_all_its_threads_and_people(state):
    await StoredDefaults(state, said()).choose(BANK)
    await StoredDefaults(state, in_thread(1)).choose(CLINIC)

    assert await StoredDefaults(state, in_thread(2)).usual() == Usual(here=CLINIC, mine=BANK)
    assert await StoredDefaults(state, in_thread(2, "alex")).usual() == Usual(here=CLINIC)


async def test_a_person_is_the_same_in_every_chat_and_another_in_another_tenant(state):
    await StoredDefaults(state, said()).choose(BANK)

    assert await StoredDefaults(state, said(where="a:another")).usual() == Usual(mine=BANK)
    assert await StoredDefaults(state, said(tenant="fabrikam")).usual() == Usual()


@pytest.mark.parametrize(
    "kept", [{}, {"business": None}, {"business": 5}, {"business": ["x"]}, {"other": "x"}]
)
async def test_what_makes_no_sense_is_nothing(state, kept):
    mine = StoredDefaults(state, said())
    await state.write({mine.mine: {**kept, "e_tag": "*"}})

    assert await mine.usual() == Usual()
