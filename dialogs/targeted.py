"""Messages that Teams shows to one person alone, where others read (teams-platform.md 3B)."""

from collections.abc import Mapping

from botbuilder.core import CardFactory, MessageFactory
from botbuilder.schema import Activity

TARGETED = "targeted"
"""On the button of a card that one person alone sees."""

_MARK = "only:"


class Targeted(Activity):
    """A message for its recipient alone. It cannot become public, and Teams takes it away after a day."""


def is_targeted(message_id: str | None) -> bool:
    """Whether this id, as we keep it, is that of a targeted message."""
    return message_id is not None and message_id.startswith(_MARK)


def kept_id(message_id: str, *, targeted: bool) -> str:
    """The id as we keep it: what changes the message later has to know of its nature."""
    return f"{_MARK}{message_id}" if targeted else message_id


def teams_id(message_id: str) -> str:
    """The id as Teams knows it."""
    return message_id.removeprefix(_MARK)


def message(said: dict[str, object] | str, *, targeted: bool = False) -> Activity:
    """A card or a sentence as a message."""
    if isinstance(said, str):
        plain = MessageFactory.text(said)
    else:
        plain = MessageFactory.attachment(CardFactory.adaptive_card(said))
    if not targeted:
        return plain
    return Targeted(
        type=plain.type, text=plain.text, attachments=plain.attachments, input_hint=plain.input_hint
    )


def sharing(*, shared: bool, targeted: bool) -> Mapping[str, str] | None:
    """What the button carries by which details are shared in such a place; None where nobody reads along."""
    if not shared:
        return None
    return {TARGETED: "1"} if targeted else {}
