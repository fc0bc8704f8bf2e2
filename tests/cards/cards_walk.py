"""Walks over the JSON of cards."""

import json
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def objects(value: Any) -> Iterator[Json]:
    """Every object in a card, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def texts(value: Any, under: str = "", kind: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text in a card, as (type of its element, name of its property, text)."""
    match value:
        case str():
            yield kind, under, value
        case dict():
            for name, inner in value.items():
                yield from texts(inner, name, value.get("type", kind))
        case list():
            for inner in value:
                yield from texts(inner, under, kind)
        case _:
            pass


def of_type(card: Json, *kinds: str) -> list[Json]:
    return [one for one in objects(card) if one.get("type") in kinds]


def inputs(card: Json) -> list[Json]:
    return [one for one in objects(card) if str(one.get("type")).startswith("Input.")]


def size(card: Json) -> int:
    """Bytes, as it travels."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())
