"""All that bots wrote, and showed to all, during a test run; and the search for what may not be in it."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import unquote

from rehearsal.history import Post
from rehearsal.places import SHARED, base_of
from sandbox.seed import fill, seed_file
from sandbox.store import Store

_WORD = re.compile(r"[^\W_]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+\d[\d\s().-]{7,}\d")
_PATTERNS = {
    "join link": re.compile(r"meetup-join|visit\.teams\.microsoft|joinanonymous|teams\.microsoft\.com/meet"),
    "token": re.compile(r"\beyj[\w-]{8,}\.|\bbearer\s+\S|\buser:\S+@|access_token|client_secret|assertion="),
}
_THREADS = ("@thread.v2", "@thread.tacv2", "@thread.skype", "@unq.gbl.spaces")
_LONGEST_NAME = 4
_CHATS = frozenset(place.conversation_id for place in SHARED)


@dataclass(slots=True)
class Overheard:
    """Lines of logs, and what all could see in shared places."""

    lines: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    def line(self, server: str, text: str) -> None:
        """One line that a process wrote."""
        if server == "bot":
            self.lines.append(text)

    def post(self, post: Post) -> None:
        """What a message in a shared place holds now, its cards and their data included."""
        if base_of(post.conversation_id) in _CHATS and post.only_for is None:
            self.shared.append(written(post.now))

    def leaks(self) -> list[str]:
        """What may not be there, with the text it stands in."""
        texts = dict.fromkeys((*self.lines, *self.shared))
        return [f"{what} in: {text}" for text in texts for what in leaks_in(text)]


def written(value: Any) -> str:
    """As the wire carries it, but readable."""
    return json.dumps(value, ensure_ascii=False)


def leaks_in(text: str) -> Iterator[str]:
    """The names, addresses, numbers, links and tokens that a text gives away."""
    plain = _plain(text)
    for name in sorted(_phrases(plain) & names()):
        yield f"the name {name!r}"
    for mail in _MAIL.findall(plain):
        if not mail.endswith(_THREADS) and mail not in businesses():
            yield f"the address {mail!r}"
    for phone in _PHONE.findall(plain):
        yield f"the number {phone!r}"
    for what, pattern in _PATTERNS.items():
        if pattern.search(plain):
            yield f"a {what}"


@cache
def names() -> frozenset[str]:
    """The customers of the whole seed, as rows of words; either way round."""
    store = Store()
    fill(store, 1, datetime(2027, 3, 1, 9, tzinfo=UTC))
    found: set[str] = set()
    for business in seed_file()["businesses"]:
        for customer in store.table(f"{business['id']}/customers").values():
            words = _WORD.findall(_plain(customer["displayName"]))
            found |= {" ".join(words), " ".join(reversed(words))}
    return frozenset(found)


@cache
def businesses() -> frozenset[str]:
    """The ids of businesses look like addresses, and are ids."""
    return frozenset(business["id"].casefold() for business in seed_file()["businesses"])


def _phrases(plain: str) -> set[str]:
    words = _WORD.findall(plain)
    return {
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST_NAME + 1)
        for start in range(len(words))
    }


def _plain(text: str) -> str:
    return html.unescape(unquote(text.replace("\\n", " ").replace("+", "%2B"))).casefold()
