from datetime import UTC, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

import pytest
from botbuilder.core import MessageFactory
from botbuilder.dialogs import Choice, DialogInstance, DialogState
from botbuilder.dialogs.prompts import PromptOptions
from botbuilder.schema import Attachment, InputHints
from hypothesis import given
from hypothesis import strategies as st

from storage.codec import decode, encode
from storage.errors import StateUnreadable

KEYS = st.text() | st.sampled_from(["$", "$$", "$at", "e_tag"])
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.datetimes(timezones=st.just(UTC))
)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20)


def shape(value):
    """A value with its types, for the SDK's own have no equality, and True == 1."""
    match value:
        case list():
            return [shape(item) for item in value]
        case dict():
            return {key: shape(item) for key, item in value.items()}
        case DialogState() | DialogInstance() | PromptOptions():
            return type(value), shape(vars(value))
        case _:
            return type(value), value


@given(VALUES)
def test_what_is_stored_is_what_is_read(value):
    assert shape(decode(encode(value))) == shape(value)


@given(st.lists(st.builds(DialogInstance, st.text(), st.dictionaries(KEYS, PLAIN)), max_size=3))
def test_a_stack_of_dialogs_comes_back_whole(stack):
    assert shape(decode(encode(DialogState(stack)))) == shape(DialogState(stack))


def test_a_dialog_inside_a_dialog_comes_back_with_its_prompt():
    prompt = MessageFactory.text("Which service, Dana?", input_hint=InputHints.expecting_input)
    prompt.attachments = [
        Attachment(content_type="application/vnd.example", content={"$": "no tag", "body": []})
    ]
    options = PromptOptions(prompt=prompt, validations={"at most": 3}, number_of_attempts=2)
    inner = DialogState([DialogInstance("ask", {"options": options, "state": {"attempts": 1}})])

    outer = decode(encode({"DialogState": DialogState([DialogInstance("book", {"dialogs": inner})])}))

    asked = outer["DialogState"].dialog_stack[0].state["dialogs"].dialog_stack[0]
    assert asked.id == "ask"
    assert asked.state["state"] == {"attempts": 1}
    assert asked.state["options"].prompt == prompt
    assert asked.state["options"].validations == {"at most": 3}
    assert asked.state["options"].number_of_attempts == 2


def test_a_time_in_any_zone_comes_back_as_the_same_instant_in_utc():
    second_three_oclock = datetime(2030, 10, 27, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))

    assert decode(encode(second_three_oclock)) == datetime(2030, 10, 27, 1, 30, tzinfo=UTC)


class Colour(IntEnum):
    RED = 1


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ({"draft": {"times": [1, {2, 3}]}}, r"^\$\.draft\.times\[1\] cannot be stored: set$"),
        ({"pair": (1, 2)}, r"^\$\.pair cannot be stored: tuple$"),
        ([b"raw"], r"^\$\[0\] cannot be stored: bytes$"),
        (float("nan"), r"^\$ cannot be stored: float$"),
        ([float("inf")], r"^\$\[0\] cannot be stored: float$"),
        (Colour.RED, r"^\$ cannot be stored: Colour$"),
        ({"by": {1: "one"}}, r"^\$\.by has a key that is no text: int$"),
        ({"at": datetime(2030, 3, 4)}, r"^\$\.at cannot be stored: datetime$"),  # noqa: DTZ001 - the fault itself
        (
            DialogState([DialogInstance("ask", {"options": PromptOptions(choices=[Choice("Dana")])})]),
            r"^\$\.stack\[0\]\.state\.options\.choices\[0\] cannot be stored: Choice$",
        ),
    ],
)
def test_what_is_not_on_the_list_is_refused_by_its_path(value, complaint):
    with pytest.raises(TypeError, match=complaint):
        encode(value)


def test_a_value_that_holds_itself_is_refused():
    ring = []
    ring.append(ring)

    with pytest.raises(TypeError, match="holds itself"):
        encode(ring)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "{",
        '{"$":"os.system"}',
        '{"$":["DialogState"]}',
        '{"$":null}',
        '{"$":"datetime"}',
        '{"$":"datetime","at":7}',
        '{"$":"datetime","at":"2030-03-04T10:00:00"}',
        '{"$":"DialogState","stack":["book"]}',
        '{"$":"DialogState","stack":null}',
        '{"$":"DialogInstance","dialog":"book","state":"none"}',
        '{"$":"PromptOptions","__class__":"x"}',
        '{"py/object":"os.system","$":"py/object"}',
        "[" * 100_000,
    ],
    ids=lambda stored: stored[:40],
)
def test_a_row_that_was_tampered_with_is_unreadable(stored):
    with pytest.raises(StateUnreadable):
        decode(stored)
