"""What a client sends for the inputs of a card: all of it text, as Teams does."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from rehearsal.parts import Button, Choice, Field, matching
from rehearsal.seen import SeenCard
from rehearsal.values import Json, record, string


def in_reach(card: SeenCard, button: Button) -> list[Field]:
    """The inputs a button sends: those of its card and of the cards around it."""
    if button.action.get("associatedInputs") == "none":
        return []
    return [one for one in card.parts.fields if button.level[: len(one.level)] == one.level]


def named(card: SeenCard, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given by label or id, by id."""
    return {card.input(name).id: value for name, value in given.items()}


def filled(fields: Iterable[Field], given: Mapping[str, Any], found: Mapping[str, list[Choice]]) -> Json:
    """The values to send: the given ones, else what the card holds; empty ones are left out.

    `found` holds what was looked up for an input, by its id.
    Raises AssertionError for a value that the client would not let a person send.
    """
    sent: Json = {}
    for one in fields:
        value = written(one, given[one.id], found.get(one.id, [])) if one.id in given else one.value
        if fault := objection(one, value):
            raise AssertionError(fault)
        if value:
            sent[one.id] = value
    return sent


def written(one: Field, value: Any, found: Iterable[Choice] = ()) -> str:
    """A value as the client writes it into this input."""
    if one.kind == "Input.Toggle":
        return (one.on if value else one.off) if isinstance(value, bool) else str(value)
    if one.kind == "Input.ChoiceSet":
        several: list[Any] = list(value) if isinstance(value, list | tuple | set) else [value]  # pyright: ignore[reportUnknownArgumentType]
        return ",".join(chosen(one, str(each), [*found, *one.choices]) for each in several)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def chosen(one: Field, wanted: str, choices: Iterable[Choice]) -> str:
    """The value of the choice with this value or title; nothing for nothing."""
    known = list(dict.fromkeys(choices))
    found = [one for one in known if one.value == wanted] or matching(known, wanted, lambda one: one.title)
    if not wanted:
        return ""
    if len(found) == 1:
        return found[0].value
    there = ", ".join(repr(choice.title) for choice in known) or "none"
    message = f"{one.label!r} has {len(found)} choices {wanted!r}; there are: {there}."
    raise AssertionError(message)


def objection(one: Field, value: str) -> str | None:
    """Why the client keeps the person from sending, if it does."""
    element = one.element
    missing = not value or (one.kind == "Input.Toggle" and value == one.off)
    if missing:
        return _told(one, "is required") if element.get("isRequired") is True else None
    if one.kind == "Input.Number" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return _told(one, f"takes a number, not {value!r}")
    pattern = string(element.get("regex"))
    if one.kind == "Input.Text" and pattern and not re.search(pattern, value):
        return _told(one, f"does not take {value!r}")
    longest = element.get("maxLength")
    if isinstance(longest, int) and len(value) > longest:
        return _told(one, f"takes {longest} characters, not {len(value)}")
    return None


def _told(one: Field, fault: str) -> str:
    shown = string(one.element.get("errorMessage")) or "no errorMessage on the card"
    return f"Teams would not send this: {one.label!r} {fault} ({shown})."


def merged(action: Json, inputs: Json) -> Json:
    """The data of an action with the inputs over it."""
    return record(action.get("data")) | inputs
