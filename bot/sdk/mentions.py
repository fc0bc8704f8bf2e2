"""Mentions in a message; the SDK's remove_recipient_mention deletes too much, or fails (D11)."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

LONGEST = 32_000
"""Characters; Teams takes no message as long, and what is cut here is too long for every question anyway."""
LONGEST_NAME = 200
MOST = 8
"""Mentions of the bot in one message: each is looked for through the whole of the text."""

# No "<" inside a tag: a row of broken ones is then read in linear time.
_OPEN, _CLOSE = r"<at\b[^<>]*>", r"</at\s*>"
_TAG = re.compile(f"{_OPEN}|{_CLOSE}", re.IGNORECASE)
_GAP = rf"(?:\s|&nbsp;|{_CLOSE}|{_OPEN})+"
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")


def without_own(text: str | None, entities: Iterable[Any], own_id: str) -> str:
    """What was written, without the mention of the bot; others who are mentioned stay as their names.

    A mention may stand anywhere and may be split into a tag for each word (teams-platform 3C).
    """
    left = (text or "")[:LONGEST]
    if "<" not in left and "&" not in left:
        return _tidied(left)
    for name in islice(_own_names(entities, own_id), MOST):
        left = re.sub(_mention_of(name), " ", left, count=1, flags=re.IGNORECASE)
    return _tidied(html.unescape(_TAG.sub("", left)))


def _tidied(text: str) -> str:
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def _own_names(entities: Iterable[Any], own_id: str) -> Iterator[str]:
    for entity in entities:
        match entity:
            case {"type": str(kind), "mentioned": {"id": str(someone), **rest}} if someone == own_id:
                if kind.casefold() == "mention" and (name := _name(entity, rest)):
                    yield name
            case _:
                pass


def _name(entity: Mapping[str, Any], mentioned: Mapping[str, Any]) -> str:
    for candidate in (entity.get("text"), mentioned.get("name")):
        if not isinstance(candidate, str) or len(candidate) > LONGEST_NAME:
            continue
        if name := html.unescape(_TAG.sub("", candidate)).strip():
            return name
    return ""


def _mention_of(name: str) -> str:
    words = (f"(?:{re.escape(word)}|{re.escape(html.escape(word))})" for word in name.split())
    return rf"{_OPEN}(?:\s|&nbsp;)*{_GAP.join(words)}(?:\s|&nbsp;)*{_CLOSE}"
