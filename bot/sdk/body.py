"""Reads the body of a request into an Activity, or says that it is none."""

import json
from collections.abc import Mapping
from typing import Any

import orjson
from botbuilder.schema import Activity

from bot.sdk import codec

DEEPEST = 60
LONGEST_ID = 2_000
"""Characters; those of Teams have some hundred. Ids go into addresses, keys and state."""
HANDLED = frozenset({"message", "invoke", "conversationUpdate", "installationUpdate"})

_TEXTS = ("id", "name", "text", "locale", "localTimezone", "replyToId", "serviceUrl", "channelId", "action")
_PARTIES = ("from", "recipient", "conversation")
_IDS = ("id", "replyToId", "serviceUrl")
_LISTS = ("entities", "attachments", "membersAdded", "membersRemoved")
_KINDS: dict[str, type] = {
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys((*_PARTIES, "channelData"), dict),
    **dict.fromkeys(_LISTS, list),
}
_KINDS_IN_PARTY: dict[str, type] = dict.fromkeys(
    ("id", "name", "aadObjectId", "conversationType", "tenantId"), str
)
_NO_CHARACTERS = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class Malformed(Exception):
    """Not an activity; the text says why, and holds nothing of what was sent."""


def is_json(headers: Mapping[str, str]) -> bool:
    """By the header as it stands: the parser behind aiohttp's `content_type` breaks on some that are odd."""
    kind, _, _ = headers.get("Content-Type", "").partition(";")
    return kind.strip().casefold() == "application/json"


def read_body(raw: bytes) -> dict[str, Any]:
    """The JSON object of a request; whole numbers beyond 64 bits may come as floats. Raises Malformed."""
    body = _read_fast(raw)
    return _read_with_care(raw) if body is None else body


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
    _expect(body, _KINDS)
    for name in _LISTS:
        for item in body.get(name) or ():
            if not isinstance(item, dict):
                raise Malformed(f"{name} holds something else than objects")
    for name in _PARTIES:
        party = body.get(name) or {}
        _expect(party, _KINDS_IN_PARTY)
        if kind in HANDLED and not 0 < len(party.get("id") or "") <= LONGEST_ID:
            raise Malformed(f"{name} has no id that could be one")
    for name in _IDS:
        if len(body.get(name) or "") > LONGEST_ID:
            raise Malformed(f"{name} is too long")


def _expect(item: Mapping[str, Any], kinds: Mapping[str, type]) -> None:
    for name, value in item.items():
        kind = kinds.get(name)
        if kind is not None and value is not None and not isinstance(value, kind):
            raise Malformed(f"{name} has the wrong type")


def _read_fast(raw: bytes) -> Any:
    """What surely needs no mending: flat enough, without a NUL, and of no characters that orjson refuses.

    It refuses lone surrogates, in UTF-8 and escaped, and whatever is not UTF-8.
    """
    if b"\\u0000" in raw or raw.count(b"{") + raw.count(b"[") > DEEPEST:
        return None
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
    return body if isinstance(body, dict) else None


def _read_with_care(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Malformed("the body is not JSON") from None
    if not isinstance(body, dict):
        raise Malformed("the body is not a JSON object")
    return _mended(body, DEEPEST)


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
