"""The text of cards as words: marks of Markdown read, dates in the reader's zone."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from rehearsal.values import Json, record, string

MOMENT = re.compile(
    r"\{\{(DATE|TIME)\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))(?:, ?(COMPACT|SHORT|LONG))?\)\}\}"
)
LINK = re.compile(r"(?<!\\)\[([^\]\[]+)\]\(([^()\s]+)\)")
MARK = re.compile(r"(?<!\\)(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~<>|])")
AT = re.compile(r"</?at(?: [^>]*)?>")


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes: an IANA zone and a locale; month and day names stay English."""

    zone: str = "UTC"
    locale: str = "en-GB"

    def marked(self, text: str) -> str:
        """A text block's text, its Markdown and its moments read."""
        text = LINK.sub(lambda found: _link(found[1], found[2]), text)
        return AT.sub("", ESCAPE.sub(r"\1", MARK.sub("", self.moments(text))))

    def moments(self, text: str) -> str:
        """Dates and times as this reader's client writes them."""
        return MOMENT.sub(lambda found: self._moment(found[1], found[2], found[3] or "COMPACT"), text)

    def _moment(self, kind: str, when: str, form: str) -> str:
        try:
            there = datetime.fromisoformat(when).astimezone(ZoneInfo(self.zone))
        except ValueError:
            return when
        american = self.locale == "en-US"
        if kind == "TIME":
            return f"{there:%I:%M %p}".lstrip("0") if american else f"{there:%H:%M}"
        if form == "COMPACT":
            return f"{there.month}/{there.day}/{there.year}" if american else f"{there:%d/%m/%Y}"
        day, month = ("%A", "%B") if form == "LONG" else ("%a", "%b")
        shape = f"{day}, {month} {there.day}, %Y" if american else f"{day}, {there.day} {month} %Y"
        return there.strftime(shape)


def _link(words: str, address: str) -> str:
    return words if words == address else f"{words} ({address})"


def runs(element: Json) -> str:
    """The words of a RichTextBlock; its runs know no Markdown."""
    found: Any = element.get("inlines")
    inlines = cast("list[Any]", found) if isinstance(found, list) else []
    return "".join(one if isinstance(one, str) else string(record(one).get("text")) for one in inlines)


def width_of(text: str) -> int:
    """How many cells of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(unicodedata.combining(each) > 0 for each in text)


def padded(text: str, width: int) -> str:
    """The text with spaces up to this width."""
    return text + " " * max(width - width_of(text), 0)
