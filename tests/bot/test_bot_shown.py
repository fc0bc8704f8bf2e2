"""What is remembered of the latest messages."""

from botbuilder.schema import Activity, Attachment

from bot.sdk.codec import write
from bot.sdk.shown import Shown
from dialogs.targeted import Targeted

CARD = Attachment(content_type="application/vnd.microsoft.card.adaptive", content={"body": ["for Dana"]})


def body(said):
    return write(Activity(type="message", text=said, attachments=[CARD]))


def test_a_message_can_be_put_there_again_as_it_stands():
    shown = Shown()
    shown.took(("a:dana", "7"), body("one"), targeted=False)
    shown.took(("a:dana", "7"), body("two"), targeted=True)

    again = shown.again(("a:dana", "7"))

    assert isinstance(again, Targeted)
    assert (again.id, again.text, again.attachments[0].content) == ("7", "two", CARD.content)


def test_of_a_message_that_is_gone_nothing_is_known():
    shown = Shown()
    shown.took(("a:dana", "7"), body("one"), targeted=False)
    shown.lost(("a:dana", "7"))

    assert shown.again(("a:dana", "7")) is None


def test_those_that_changed_last_are_remembered():
    shown = Shown(most=2)
    for message in ("1", "2", "1", "3"):
        shown.took(("a:dana", message), body(message), targeted=False)

    assert [bool(shown.again(("a:dana", message))) for message in ("1", "2", "3")] == [True, False, True]
