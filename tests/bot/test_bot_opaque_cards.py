"""Card data is worth nothing to anyone else, anywhere else, twice, or a day later."""

from copy import deepcopy

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sign_in_stand import NOW, room_on, standing

from bot.phrases import NOT_MY_BUTTON
from cards import phrases

pytestmark = pytest.mark.asyncio(loop_scope="module")
_texts = st.text(max_size=30)
_names = st.sampled_from(["frontdesk", "move", "choice", "part", "msteams"]) | _texts
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=8,
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stand():
    async with standing(FRONTDESK_ACT_AS="app") as stand:
        yield stand


@pytest_asyncio.fixture(loop_scope="module")
async def room(stand):
    async with room_on(stand) as room:
        yield room


@pytest_asyncio.fixture(loop_scope="module")
async def dana(room):
    dana = room.as_("dana")
    await dana.says("/book")
    return dana


def the_tap(seat, title="Next", **fields):
    return seat.card.button(title).action["data"] | fields


def execute(data):
    value = {"action": {"type": "Action.Execute", "verb": "frontdesk", "data": data}, "trigger": "manual"}
    return {"type": "invoke", "name": "adaptiveCard/action", "value": value}


async def answered(seat, data):
    delivery = await seat.sends(execute(data))
    assert delivery.status == 200
    return delivery.body["value"]


async def test_a_card_holds_no_more_than_a_nonce_and_a_move(dana):
    for title in dana.buttons:
        assert set(the_tap(dana, title)) == {"frontdesk", "move"}


async def test_a_foreign_tap_is_refused(dana, room):
    stolen = the_tap(dana, move="cancel")
    alex = room.as_("alex")
    await alex.says("/book")

    assert await answered(alex, stolen) == phrases.STALE
    assert "Which service?" in dana.card.text()
    assert "Which service?" in alex.card.text()


async def test_a_tap_from_another_conversation_is_refused(dana, room):
    group = room.as_("dana").in_("group")
    await group.says("/book")
    await room.settles()

    assert await answered(group, the_tap(dana, move="cancel")) == phrases.STALE


async def test_a_replayed_tap_is_refused(dana):
    used = the_tap(dana)
    await dana.says("initial consult")

    assert await answered(dana, used) == phrases.STALE
    assert "With whom?" in dana.card.text()


async def test_a_tap_of_yesterday_is_refused_and_the_question_asked_anew(tmp_path):
    """The bot is started again on the same store, and its clock shows the day after tomorrow."""
    store = {"FRONTDESK_ACT_AS": "app", "FRONTDESK_DATABASE_URL": f"sqlite:///{tmp_path / 'frontdesk.db'}"}
    async with standing(**store) as today, room_on(today) as room:
        await room.as_("dana").says("/book")
        kept = the_tap(room.as_("dana"))
    later = store | {"FRONTDESK_NOW": NOW.replace(day=3).isoformat()}
    async with standing(**later) as tomorrow, room_on(tomorrow) as room:
        dana = room.as_("dana")
        for move in ("answer", "cancel", "restart", "help"):
            assert await answered(dana, kept | {"move": move}) == phrases.TOO_OLD
        await dana.says("try again")
        assert "Which service?" in dana.card.text()


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": "x" * 5_000},
        {"x" * 5_000: "choice"},
        {"frontdesk": "n" * 5_000, "move": "look"},
        {f"field-{number}": "x" for number in range(60)},
        {"choice": {"deep": ["er"]}},
        {"move": "fly"},
        {"frontdesk": None},
    ],
)
async def test_an_altered_or_oversized_tap_is_refused(dana, stand, fields):
    before = deepcopy(dana.card.json)

    assert await answered(dana, the_tap(dana) | fields) in {NOT_MY_BUTTON, phrases.STALE}
    assert dana.card.json == before


@given(
    changed=st.dictionaries(
        st.sampled_from(["frontdesk", "move", "choice", "part", "msteams"]) | _texts, _values
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
async def test_whatever_is_changed_in_a_tap_changes_nothing_in_graph(dana, stand, changed):
    await stand.forget()

    delivery = await dana.sends(execute(the_tap(dana) | {"frontdesk": "forged"} | changed))

    assert delivery.status == 200
    assert delivery.body["value"] in {NOT_MY_BUTTON, phrases.STALE, phrases.NOT_YOURS}
    assert await stand.log() == []
