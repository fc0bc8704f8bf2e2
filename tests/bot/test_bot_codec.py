"""Reading and writing activities, beside msrest, whose answers have to be the same."""

import json
from datetime import UTC, datetime

import pytest
from botbuilder.core import CardFactory, MessageFactory
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    Attachment,
    CardAction,
    ChannelAccount,
    ConversationAccount,
    Entity,
    HeroCard,
    SuggestedActions,
)
from hypothesis import given
from hypothesis import strategies as st

from bot.sdk.codec import read, read_activity, write

words = st.text(max_size=12)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
accounts = st.fixed_dictionaries(
    {"id": words}, optional={"name": words, "aadObjectId": words, "role": words, "userRole": words}
)
conversations = st.fixed_dictionaries(
    {"id": words},
    optional={"conversationType": words, "tenantId": words, "isGroup": st.booleans(), "properties": plain},
)
moments = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.isoformat().replace("+00:00", "Z"))
inbound = st.fixed_dictionaries(
    {"type": st.sampled_from(["message", "invoke", "conversationUpdate", "installationUpdate"])},
    optional={
        "id": words,
        "timestamp": moments,
        "localTimestamp": st.sampled_from(["2027-03-01T09:00:00.1234567+05:30", "2027-03-01T09:00:00-01:00"]),
        "localTimezone": words,
        "from": accounts,
        "recipient": accounts,
        "conversation": conversations,
        "membersAdded": st.lists(accounts, max_size=2),
        "text": words,
        "value": plain,
        "channelData": plain,
        "entities": st.lists(st.dictionaries(words, plain, max_size=3) | st.none(), max_size=2),
        "attachments": st.lists(st.fixed_dictionaries({"contentType": words, "content": plain}), max_size=2),
        "relatesTo": st.fixed_dictionaries({"conversation": conversations, "user": accounts}),
        "historyDisclosed": st.booleans(),
        "listenFor": st.lists(words, max_size=2),
        "somethingNew": plain,
    },
)


@given(inbound)
def test_an_activity_is_read_as_msrest_reads_it(body):
    ours = read_activity(json.loads(json.dumps(body)))
    theirs = Activity().deserialize(json.loads(json.dumps(body)))

    assert _as_values(ours) == _as_values(theirs)


@given(inbound)
def test_an_activity_is_written_as_msrest_writes_it(body):
    activity = Activity().deserialize(body)
    _without_extras(activity)

    assert json.loads(write(activity)) == activity.serialize()


@pytest.mark.parametrize(
    "activity",
    [
        MessageFactory.text("Hello", input_hint="acceptingInput"),
        MessageFactory.attachment(
            CardFactory.adaptive_card({"type": "AdaptiveCard", "body": [{"a": [1, None]}]})
        ),
        Activity(type=ActivityTypes.message, timestamp=datetime(2027, 3, 1, 9, 0, 0, 120_000, tzinfo=UTC)),
        Activity(
            type="message",
            suggested_actions=SuggestedActions(actions=[CardAction(type="imBack", title="Yes", value="yes")]),
            attachments=[
                CardFactory.hero_card(HeroCard(title="Model within", buttons=[CardAction(title="One")])),
                Attachment(content_type="application/json", content={"at": datetime(2027, 3, 1, tzinfo=UTC)}),
            ],
        ),
    ],
)
def test_what_we_send_is_written_as_msrest_writes_it(activity):
    assert json.loads(write(activity)) == activity.serialize()


@pytest.mark.parametrize(
    "at",
    ["2027-03-01T09:00:00Z", "2027-03-01t09:00:00.5z", "2027-03-01T09:00:00", "2027-03-01T09:00:00.1234567Z",
     "2027-03-01T09:00:00.123+01:00"],
)  # fmt: skip
def test_a_moment_is_the_same_moment(at):
    assert read_activity({"timestamp": at}).timestamp == Activity().deserialize({"timestamp": at}).timestamp


@pytest.mark.parametrize(
    "body",
    [
        {"timestamp": "yesterday"},
        {"timestamp": 7},
        {"from": "Dana"},
        {"entities": {"a": 1}},
        {"entities": ["x"]},
        {"historyDisclosed": "maybe"},
    ],
)
def test_what_msrest_refuses_is_refused(body):
    with pytest.raises(Exception, match=r"."):
        Activity().deserialize(json.loads(json.dumps(body)))

    with pytest.raises(Exception, match=r"."):
        read_activity(body)


@pytest.mark.parametrize(
    "value", [{"at": 2**70}, {7: "seven"}, [2**64, -(2**64)], {"of": ActivityTypes.message}]
)
def test_what_the_fast_writer_does_not_take_is_written_all_the_same(value):
    assert json.loads(write(Activity(type="event", value=value)))["value"] == json.loads(json.dumps(value))


def test_d10_properties_without_an_attribute_are_sent():
    activity = Activity(
        type="message", recipient=ChannelAccount(id="29:dana"), entities=[Entity(type="mention")]
    )
    activity.recipient.additional_properties = {"isTargeted": True}
    activity.entities[0].additional_properties = {"mentioned": {"id": "29:dana"}, "text": "<at>Dana</at>"}

    stock, ours = activity.serialize(), json.loads(write(activity))

    assert (stock["recipient"], stock["entities"]) == ({"id": "29:dana"}, [{"type": "mention"}])
    assert ours["recipient"] == {"id": "29:dana", "isTargeted": True}
    assert ours["entities"] == [{"type": "mention", "mentioned": {"id": "29:dana"}, "text": "<at>Dana</at>"}]


def test_d10_a_model_that_knows_more_than_its_parent_keeps_it():
    class Targeted(ChannelAccount):
        _attribute_map = vars(ChannelAccount)["_attribute_map"] | {
            "targeted": {"key": "isTargeted", "type": "bool"}
        }

        def __init__(self, *, targeted=None, **kwargs):
            super().__init__(**kwargs)
            self.targeted = targeted

    activity = Activity(type="message", recipient=Targeted(id="29:dana", targeted=True))

    assert json.loads(write(activity))["recipient"] == {"id": "29:dana", "isTargeted": True}


def test_d9_the_tenant_of_a_conversation_comes_back_where_it_was():
    body = {"id": "a:1", "tenantId": "home"}

    assert ConversationAccount().deserialize(dict(body)).serialize() == {"id": "a:1"}
    assert json.loads(write(read(ConversationAccount, body))) == body


def _as_values(item):
    """A model by its values, whatever made it."""
    if isinstance(item, list):
        return [_as_values(each) for each in item]
    if hasattr(item, "_attribute_map"):
        return {name: _as_values(value) for name, value in vars(item).items()}
    return item


def _without_extras(item):
    if isinstance(item, list):
        for each in item:
            _without_extras(each)
    elif hasattr(item, "_attribute_map"):
        item.additional_properties = {}
        for value in vars(item).values():
            _without_extras(value)
