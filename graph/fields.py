"""Looking into JSON of others: every property may be missing, null, empty, or of another type."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import urlsplit

Json = dict[str, Any]


def text(item: Mapping[str, Any], *names: str) -> str | None:
    """The first of these properties that holds more than blanks."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and (plain := value.encode(errors="ignore").decode().strip()):
            return plain
    return None


def flag(item: Mapping[str, Any], name: str) -> bool | None:
    """A boolean; None where it is not said."""
    value = item.get(name)
    return value if isinstance(value, bool) else None


def number(item: Mapping[str, Any], name: str) -> float | None:
    """A finite number; Graph may write "NaN", "INF" and "-INF"."""
    value = item.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        size = float(value)
    except OverflowError:
        return None
    return size if math.isfinite(size) else None


def entity(item: Mapping[str, Any], *names: str) -> Json | None:
    """The first of these properties that is an object."""
    return next((cast("Json", item[name]) for name in names if isinstance(item.get(name), dict)), None)


def entities(item: Mapping[str, Any], *names: str) -> list[Json]:
    """The objects of the first of these properties that is a list."""
    return [cast("Json", one) for one in _listed(item, names) if isinstance(one, dict)]


def texts(item: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The strings of a list."""
    return tuple(one for one in _listed(item, (name,)) if isinstance(one, str) and one)


def link(item: Mapping[str, Any], name: str) -> str | None:
    """An address that may be shown to a person to press: https, with a host, and nothing hidden in it."""
    address = text(item, name)
    if address is None or not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme == "https" and parts.hostname and parts.username is None else None


def unwrapped(item: Json) -> Json:
    """A single entity, which a page of the documentation shows wrapped in `value`."""
    return entity(item, "value") or item


def _listed(item: Mapping[str, Any], names: Sequence[str]) -> Sequence[Any]:
    found = next((item[name] for name in names if isinstance(item.get(name), list)), ())
    return cast("Sequence[Any]", found)
