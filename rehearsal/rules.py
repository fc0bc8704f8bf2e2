"""What Teams would not take, or would not draw."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rehearsal.history import ADAPTIVE
from rehearsal.values import Json, record, records, string, strings

CARD_BYTES = 28 * 1024
MESSAGE_BYTES = 100 * 1024  # counted as UTF-16, pictures apart
REFRESHED_PEOPLE = 60
NEWEST = (1, 5)
ELEMENTS = frozenset(
    {
        *(
            "ActionSet",
            "Badge",
            "Carousel",
            "CarouselPage",
            "CodeBlock",
            "Column",
            "ColumnSet",
            "CompoundButton",
        ),
        *(
            "Container",
            "FactSet",
            "Icon",
            "Image",
            "ImageSet",
            "Media",
            "ProgressBar",
            "ProgressRing",
            "Rating",
        ),
        *("Input.ChoiceSet", "Input.Date", "Input.Number", "Input.Rating", "Input.Text", "Input.Time"),
        *("Input.Toggle", "RichTextBlock", "Table", "TableCell", "TableRow", "TextBlock", "TextRun"),
    }
)
ACTIONS = frozenset(
    {
        *("Action.Execute", "Action.OpenUrl", "Action.Popover", "Action.ResetInputs", "Action.ShowCard"),
        *("Action.Submit", "Action.ToggleVisibility"),
    }
)
UNDER = ("body", "items", "columns", "rows", "cells", "inlines", "pages", "images")
ATTACHMENTS = ("application/vnd.microsoft.", "image/", "text/html")
NOT_DRAWN = frozenset({"card too large", "no card", "unknown element", "version"})
"""Rules without which there is no card at all; over the others it is drawn, but not as it was meant."""
PICTURE = re.compile(r"data:image/[^;]*;base64,[A-Za-z0-9+/=]*")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule of Teams that the bot broke, and where; `fatal` when the connector answered with an error."""

    rule: str
    detail: str
    fatal: bool = False


def too_large(body: str) -> bool:
    """Whether a message is over the size at which Teams answers 413."""
    return len(PICTURE.sub("", body).encode("utf-16-le", "surrogatepass")) > MESSAGE_BYTES


def card_faults(card: Json) -> list[Refusal]:
    """Everything about a card that Teams would not draw."""
    return [
        *_size(card),
        *_version(card),
        *_people(card),
        *_unknown(card),
        *_same_ids(card),
    ]


def undrawn(card: Json) -> bool:
    """Whether Teams would show nothing of the card."""
    return any(fault.rule in NOT_DRAWN for fault in card_faults(card))


def attachment_faults(activity: Json) -> list[Refusal]:
    """What is attached to a message that Teams does not know."""
    kinds = [kind for kind in _kinds(activity) if not kind.startswith(ATTACHMENTS)]
    return [Refusal("unknown attachment", kind) for kind in kinds]


def message_faults(activity: Json) -> list[Refusal]:
    """Everything about a message that Teams would refuse or draw otherwise."""
    found = attachment_faults(activity)
    for one in records(activity.get("attachments")):
        if one.get("contentType") == ADAPTIVE:
            found += card_faults(record(one.get("content")))
    return found


def bad_argument(activity: Json) -> str | None:
    """Why the connector answers 400, if it does."""
    if not string(activity.get("type")):
        return "The 'Type' field is required."
    for entity in records(activity.get("entities")):
        if "mentioned" in entity and entity.get("type") != "mention":
            return "A mention has to be of the type 'mention'."
        if entity.get("type") == "mention" and string(entity.get("text")) not in string(activity.get("text")):
            return "The text of a mention has to be in the text of the message."
    return None


def _kinds(activity: Json) -> Iterator[str]:
    for one in records(activity.get("attachments")):
        yield string(one.get("contentType")) or "an attachment without contentType"


def _size(card: Json) -> Iterator[Refusal]:
    size = len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())
    if size > CARD_BYTES:
        yield Refusal("card too large", f"{size} bytes, {CARD_BYTES} are safe")


def _version(card: Json) -> Iterator[Refusal]:
    if card.get("type") != "AdaptiveCard":
        yield Refusal("no card", f"type is {card.get('type')!r}")
    version = re.fullmatch(r"(\d+)\.(\d+)", string(card.get("version")))
    if version is None or (int(version[1]), int(version[2])) > NEWEST:
        yield Refusal("version", f"{card.get('version')!r}, Teams takes up to 1.5")


def _people(card: Json) -> Iterator[Refusal]:
    people = strings(record(card.get("refresh")).get("userIds"))
    if len(people) > REFRESHED_PEOPLE:
        yield Refusal("refresh", f"{len(people)} userIds, {REFRESHED_PEOPLE} are allowed")


def _unknown(card: Json) -> Iterator[Refusal]:
    for element in descendants(card):
        kind = string(element.get("type"))
        implied = not kind and ("items" in element or "cells" in element or "text" in element)
        if not implied and kind not in ELEMENTS and kind not in ACTIONS and "fallback" not in element:
            yield Refusal("unknown element", kind or "an element without type")


def _same_ids(card: Json) -> Iterator[Refusal]:
    seen: set[str] = set()
    for element in descendants(card):
        name = string(element.get("id"))
        if name and name in seen:
            yield Refusal("same id twice", name)
        seen.add(name)


def descendants(element: Json) -> Iterator[Json]:
    """Every element and action under this one, in reading order."""
    for key in (*UNDER, "actions"):
        for child in records(element.get(key)):
            yield child
            yield from descendants(child)
    for key in ("selectAction", "inlineAction"):
        if action := record(element.get(key)):
            yield action
    if shown := record(element.get("card")):
        yield from descendants(shown)


def drawn(element: Json) -> Json:
    """The element as Teams draws it: itself, what it falls back to, or nothing."""
    kind = string(element.get("type"))
    if kind in ELEMENTS or kind in ACTIONS or kind in {"", "AdaptiveCard"}:
        return element
    return record(element.get("fallback"))
