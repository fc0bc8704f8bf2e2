"""Reads the cards of the bot as far as a person has to: buttons by their titles, inputs by their labels."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def button(card: Json, title: str) -> Json:
    """The data of the button whose title begins so. Raises LookupError."""
    for part in _parts(card):
        if str(part.get("type")).startswith("Action.") and str(part.get("title")).startswith(title):
            return part["data"]
    raise LookupError(f"no button {title!r} on the card {card.get('fallbackText')!r}")


def input_of(card: Json, label: str) -> Json:
    """The input of this label. Raises LookupError."""
    for part in _parts(card):
        if str(part.get("type")).startswith("Input.") and part.get("label") == label:
            return part
    raise LookupError(f"no input {label!r} on the card {card.get('fallbackText')!r}")


def choice(card: Json, label: str, title: str) -> str:
    """The value of the choice whose title begins so. Raises LookupError."""
    for one in input_of(card, label)["choices"]:
        if one["title"].startswith(title):
            return one["value"]
    raise LookupError(f"no choice {title!r} on the card {card.get('fallbackText')!r}")


def _parts(part: Json) -> Iterator[Json]:
    yield part
    for key in ("body", "items", "columns", "actions"):
        for inner in part.get(key) or ():
            yield from _parts(inner)
