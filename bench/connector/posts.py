"""What arrived: when, in which chat, in answer to what, and which of the markers it carries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_REPLY_TO = re.compile(rb'"replyToId":\s*"([^"]+)"')
_ECHO = re.compile(rb"nonce:([\w-]+)")


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the bot, `new` or changed. `at` is on the clock that all processes share."""

    chat: str
    reply_to: str
    marker: str
    echo: str
    at: float
    new: bool


@dataclass(slots=True)
class Ledger:
    """All posts since it was cleared, and the last body of each chat."""

    markers: Sequence[bytes] = ()
    posts: list[Post] = field(default_factory=list[Post])
    last: dict[str, tuple[str, bytes]] = field(default_factory=dict[str, tuple[str, bytes]])

    def clear(self, markers: Sequence[str]) -> None:
        """Begin anew, looking for these."""
        self.markers = [marker.encode() for marker in markers]
        self.posts.clear()
        self.last.clear()

    def enter(self, chat: str, activity_id: str, body: bytes, *, at: float, new: bool) -> None:
        """Write down a post; the id in its body counts before the one in its path."""
        reply_to, echo = _REPLY_TO.search(body), _ECHO.search(body)
        marker = next((one for one in self.markers if one in body), b"")
        self.posts.append(
            Post(
                chat,
                reply_to[1].decode() if reply_to else activity_id,
                marker.decode(),
                echo[1].decode() if echo else "",
                at,
                new,
            )
        )
