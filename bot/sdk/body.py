"""Reads the body of a request into an Activity, or says that it is none."""

import json
from collections.abc import Mapping
from typing import Any

from botbuilder.schema import Activity

from bot.sdk import codec

DEEPEST = 60
HANDLED = frozenset({"message", "invoke", "conversationUpdate", "installationUpdate"})

_TEXTS = ("id", "name", "text", "locale", "localTimezone", "replyToId", "serviceUrl", "channelId", "action")
_OBJECTS = ("from", "recipient", "conversation", "channelData")
_LISTS = ("entities", "attachments", "membersAdded", "membersRemoved")
_PARTIES = ("from", "recipient", "conversation")
_TRACES = (b"\0", b"\xed", b"\\u0000", b"\\ud", b"\\uD")
_NO_CHARACTERS = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class Malformed(Exception):
    """Not an activity; the text says why, and holds nothing of what was sent."""


def read_body(raw: bytes) -> dict[str, Any]:
    """The JSON object of a request. Raises Malformed."""
    try:
        body = json.loads(raw, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Malformed("the body is not JSON") from None
    if not isinstance(body, dict):
        raise Malformed("the body is not a JSON object")
    return body if _needs_no_mending(raw) else _mended(body, DEEPEST)


def read_activity(body: Mapping[str, Any]) -> Activity:
    """The activity, with what every turn relies on surely there. Raises Malformed."""
    _check(body)
    try:
        return codec.read_activity(body)
    except Exception:  # noqa: BLE001  msrest raises whatever comes to its mind
        raise Malformed("a field has the wrong type") from None


def _check(body: Mapping[str, Any]) -> None:
    kind = body.get("type")
    if not isinstance(kind, str) or not kind:
        raise Malformed("an activity needs a type")
    _expect(body, _TEXTS, str)
    _expect(body, _OBJECTS, dict)
    _expect(body, _LISTS, list)
    for name in _LISTS:
        if not all(isinstance(item, dict) for item in body.get(name) or ()):
            raise Malformed(f"{name} holds something else than objects")
    for name in _PARTIES:
        party = body.get(name) or {}
        _expect(party, ("id", "name", "aadObjectId", "conversationType", "tenantId"), str)
        if kind in HANDLED and not party.get("id"):
            raise Malformed(f"{name} has no id")


def _expect(item: Mapping[str, Any], names: tuple[str, ...], kind: type) -> None:
    for name in names:
        if not isinstance(item.get(name), kind | None):
            raise Malformed(f"{name} has the wrong type")


def _needs_no_mending(raw: bytes) -> bool:
    """Whether it is surely flat enough, and holds no NUL and no lone surrogate, escaped or not.

    A NUL stands in every body that is not UTF-8, and 0xED begins each surrogate in one that is.
    """
    brackets = raw.count(b"{") + raw.count(b"[")
    return brackets <= DEEPEST and not any(trace in raw for trace in _TRACES)


def _mended(value: Any, depth: int) -> Any:
    """Without characters that no store and no connection takes. Raises Malformed where it is too deep."""
    if depth < 0:
        raise Malformed("the body is nested too deep")
    match value:
        case str():
            return value if value.isascii() and "\0" not in value else value.translate(_NO_CHARACTERS)
        case list():
            return [_mended(item, depth - 1) for item in value]
        case dict():
            return {_mended(key, depth): _mended(item, depth - 1) for key, item in value.items()}
        case _:
            return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
