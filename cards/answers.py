"""What a person answers: a tap on a card, or typed text. All of it comes from outside and is untrusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

NONCE = "frontdesk"
MOVE = "move"
LONGEST_FIELD = 4_000
MOST_FIELDS = 40


class Move(StrEnum):
    """What a button does. The word travels in the card; what it may do is decided on the server."""

    ANSWER = "answer"
    BACK = "back"
    CANCEL = "cancel"
    RESTART = "restart"
    RETRY = "retry"
    HELP = "help"
    LOOK = "look"
    SHARE = "share"
    CHANGE = "change"
    BOOK = "book"
    FIRST_FREE = "first-free"
    EARLIER_DAY = "earlier-day"
    LATER_DAY = "later-day"
    OTHER_DAY = "other-day"
    SAME_TIME_WITH = "same-time-with"
    BOOK_ANYWAY = "book-anyway"
    DOUBLE_BOOK = "double-book"
    NEW_CUSTOMER = "new-customer"
    KNOWN_CUSTOMER = "known-customer"
    SKIP = "skip"
    PICK = "pick"


_MOVES = frozenset(str(move) for move in Move)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button was pressed. `fields` are the inputs of the card, by id, as text."""

    nonce: str
    move: Move
    fields: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """Something was written."""

    text: str = field(repr=False)


Heard = Tapped | Typed


def read_tap(data: object) -> Tapped | None:
    """Read the data of a card action; None for anything that no card of ours could have sent."""
    if not isinstance(data, dict):
        return None
    said = cast("dict[Any, Any]", data)
    nonce, move = said.get(NONCE), said.get(MOVE)
    if not isinstance(nonce, str) or not isinstance(move, str) or move not in _MOVES:
        return None
    fields = {key: value for key, value in said.items() if key not in {NONCE, MOVE}}
    if len(nonce) > LONGEST_FIELD or len(fields) > MOST_FIELDS:
        return None
    if not all(map(_is_field, fields.items())):
        return None
    return Tapped(nonce, Move(move), {key: _as_text(value) for key, value in fields.items()})


def _is_field(item: tuple[Any, Any]) -> bool:
    key, value = item
    if not isinstance(key, str) or isinstance(value, (dict, list)):
        return key == "msteams"
    return len(key) <= LONGEST_FIELD and len(_as_text(value)) <= LONGEST_FIELD


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)
