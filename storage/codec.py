"""JSON by an allow-list: plain values, aware datetimes, and what dialogs put into state.

A value that JSON has no word for is an object whose `$` names its type.
Keys that begin with `$` get a second one, so that no dict is mistaken for such an object.
Decoding makes nothing but the types listed here: stored rows are not trusted.
"""

import json
import math
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import orjson
from botbuilder.dialogs import DialogInstance, DialogState
from botbuilder.dialogs.prompts import PromptOptions
from botbuilder.schema import Activity, Attachment

from storage.errors import StateUnreadable

TAG = "$"
_SECOND_SIGN = f'"{TAG}{TAG}'

Fields = dict[str, Any]
Path = tuple["Path", str | int] | None

_AS_THEY_ARE = frozenset({type(None), bool, int, str})


def encode(value: Any) -> str:
    """The value as JSON; times in UTC.

    Raises TypeError, naming the path, for what is not on the list.
    """
    try:
        return _written(_plain(value, None))
    except RecursionError:
        raise TypeError("a value that holds itself, or is nested too deep") from None


def decode(text: str) -> Any:
    """The reverse of `encode`. Raises StateUnreadable."""
    try:
        return (_READ_WITH_CARE if _SECOND_SIGN in text else _READ)(text)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise StateUnreadable(f"not a stored value ({type(error).__name__})") from None


def _plain(value: Any, path: Path) -> Any:
    """The value for JSON; what it holds is looked at here, for most of it is plain already."""
    kind = type(value)
    if kind is dict:
        return {
            key if type(key) is str and not key.startswith(TAG) else _key(key, path): (
                item if type(item) in _AS_THEY_ARE else _plain(item, (path, key))
            )
            for key, item in value.items()
        }
    if kind in _AS_THEY_ARE or (kind is float and math.isfinite(value)):
        return value
    match value:
        case dict():
            return _plain(dict(value), path)
        case list():
            return [
                item if type(item) in _AS_THEY_ARE else _plain(item, (path, place))
                for place, item in enumerate(value)
            ]
        case str() if isinstance(value, Enum):
            return value.value
        case _:
            return _tagged(value, path)


def _key(key: Any, path: Path) -> str:
    if type(key) is not str:
        raise TypeError(f"{_spelled(path)} has a key that is no text: {type(key).__name__}")
    return TAG + key


def _tagged(value: Any, path: Path) -> Fields:
    kind = type(value)
    fields = _FIELDS.get(kind)
    if fields is None or (isinstance(value, datetime) and value.utcoffset() is None):
        raise TypeError(f"{_spelled(path)} cannot be stored: {kind.__name__}")
    plain = {name: _plain(item, (path, name)) for name, item in fields(value).items()}
    return {TAG: kind.__name__, **plain}


def _spelled(path: Path) -> str:
    if path is None:
        return "$"
    before, step = path
    return _spelled(before) + (f"[{step}]" if isinstance(step, int) else f".{step}")


def _written(plain: Any) -> str:
    try:
        return orjson.dumps(plain).decode()
    except orjson.JSONEncodeError:  # whole numbers beyond 64 bits, halves of surrogate pairs
        return json.dumps(plain, separators=(",", ":"))


def _revived(item: Fields) -> Any:
    if TAG not in item:
        return item
    make = _MAKERS.get(item.pop(TAG))
    if make is None:
        raise ValueError("unknown tag")
    return make(**item)


def _revived_with_care(item: Fields) -> Any:
    """Where some key has got a second sign."""
    if TAG in item:
        return _revived(item)
    return {key.removeprefix(TAG): value for key, value in item.items()}


# Functions of the module make a new decoder each time. orjson would read large whole numbers as floats.
_READ = json.JSONDecoder(object_hook=_revived).decode
_READ_WITH_CARE = json.JSONDecoder(object_hook=_revived_with_care).decode


def _read_datetime(at: str) -> datetime:
    value = datetime.fromisoformat(at)
    if value.utcoffset() is None:
        raise ValueError("no zone")
    return value


def _dialog_state(stack: list[DialogInstance]) -> DialogState:
    if not all(isinstance(instance, DialogInstance) for instance in stack):
        raise TypeError("no stack of dialogs")
    return DialogState(stack)


def _dialog_instance(dialog: str, state: Fields) -> DialogInstance:
    if not isinstance(state, dict):
        raise TypeError("no state of a dialog")
    return DialogInstance(dialog, state)


def _given_fields(value: PromptOptions | Activity | Attachment) -> Fields:
    """What was set; extra properties of a model are left out, as they are when it is sent."""
    return {
        name: item
        for name, item in vars(value).items()
        if item is not None and name != "additional_properties"
    }


_FIELDS: dict[type, Callable[[Any], Fields]] = {
    datetime: lambda at: {"at": at.astimezone(UTC).isoformat()},
    DialogState: lambda state: {"stack": state.dialog_stack},
    DialogInstance: lambda instance: {"dialog": instance.id, "state": instance.state},
    PromptOptions: _given_fields,
    Activity: _given_fields,
    Attachment: _given_fields,
}

_MAKERS: dict[str, Callable[..., Any]] = {
    "datetime": _read_datetime,
    "DialogState": _dialog_state,
    "DialogInstance": _dialog_instance,
    "PromptOptions": PromptOptions,
    "Activity": Activity,
    "Attachment": Attachment,
}
