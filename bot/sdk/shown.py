"""The latest messages as they stand at Teams, for clients that show something else in them."""

from collections import OrderedDict
from typing import NamedTuple

import orjson
from botbuilder.schema import Activity

from bot.sdk.codec import read
from dialogs.targeted import Targeted

KEPT = 200
"""Messages, of some kilobytes each."""

Message = tuple[str, str]
"""The id of the conversation, and that of the message."""


class _Standing(NamedTuple):
    """As it went out: models of cards would take five times the memory, and the collector would walk them."""

    body: bytes
    kind: type[Activity]


class Shown:
    """Is told of every message that Teams took. Of one that is not remembered nothing is known."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._latest: OrderedDict[Message, _Standing] = OrderedDict()

    def took(self, place: Message, body: bytes, *, targeted: bool) -> None:
        """Remember what stands there now."""
        self._latest[place] = _Standing(body, Targeted if targeted else Activity)
        self._latest.move_to_end(place)
        if len(self._latest) > self._most:
            self._latest.popitem(last=False)

    def lost(self, place: Message) -> None:
        """The message is gone."""
        self._latest.pop(place, None)

    def again(self, place: Message) -> Activity | None:
        """The message as it stands, to be put there once more."""
        if standing := self._latest.get(place):
            activity = read(standing.kind, orjson.loads(standing.body))
            activity.id = place[1]
            return activity
        return None
