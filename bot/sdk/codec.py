"""The SDK's models as JSON and back, by tables made once for each class.

msrest walks its maps of attributes again for every object, and looks at each value twice.
The answers are its answers, with one difference: properties that a model has no attribute for are written
too, where msrest reads them and forgets them on the way out (teams-platform D10).
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import botbuilder.schema
import orjson
from botbuilder.schema import Activity
from msrest.serialization import Deserializer, Model, Serializer

Convert = Callable[[Any], Any]
"""None stands for one that would change nothing."""
M = TypeVar("M", bound=Model)

_AS_MSREST = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)


def read_activity(body: Mapping[str, Any]) -> Activity:
    """The activity in a JSON object. Raises what msrest raises, or TypeError, for what is none."""
    return _read(Activity, body)


def read(kind: type[M], value: Any) -> M:
    """A model of this kind. Raises as `read_activity`."""
    return _read(kind, value)


def write(model: Model) -> bytes:
    """The model as JSON; what it has no value for is left out."""
    return as_json(_fields(model))


def as_json(value: Any) -> bytes:
    """A JSON value; models in it are written as `write` does."""
    try:
        return orjson.dumps(value, default=_plain, option=_AS_MSREST)
    except orjson.JSONEncodeError:  # whole numbers beyond 64 bits, keys that are no texts
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def _read(kind: type[M], value: Any) -> M:
    if not isinstance(value, dict):
        raise TypeError(f"no object where {kind.__name__} belongs")
    blank, readers = _reading(kind)
    more: dict[str, Any] = {}
    fields = {**blank, "additional_properties": more}
    for key, item in value.items():
        known = readers.get(key)
        if known is None:
            more[key] = item
        elif item is not None:
            name, convert = known
            if convert is None or (convert is _text and type(item) is str):
                fields[name] = item
            else:
                fields[name] = convert(item)
    model = kind.__new__(kind)
    model.__dict__ = fields
    return model


def _fields(model: Model) -> dict[str, Any]:
    fields = dict(model.additional_properties)
    writers = _writing(type(model))
    for name, value in vars(model).items():
        if value is None or (known := writers.get(name)) is None:
            continue
        key, convert = known
        if convert is None or (convert is _spelled and type(value) is str):
            fields[key] = value
        else:
            fields[key] = convert(value)
    return fields


@cache
def _reading(kind: type[Model]) -> tuple[dict[str, Any], dict[str, tuple[str, Convert | None]]]:
    """A model without values, and what each key of the JSON becomes."""
    return vars(kind()), {key: (name, _reader(of)) for name, key, of in _described(kind)}


@cache
def _writing(kind: type[Model]) -> dict[str, tuple[str, Convert | None]]:
    """The key each attribute is written under, and how."""
    return {name: (key, _writer(of)) for name, key, of in _described(kind)}


def _described(kind: type[Model]) -> Iterator[tuple[str, str, str]]:
    for name, described in kind._attribute_map.items():  # noqa: SLF001 - msrest's own word for subclasses
        yield name, described["key"], described["type"]


def _reader(kind: str) -> Convert | None:
    match kind:
        case "str":
            return _text
        case "object":
            return None
        case "iso-8601":
            return _moment
        case _ if kind.startswith("["):
            each = _reader(kind[1:-1])
            return lambda items: _list(items, each)
        case _ if model := _model(kind):
            return lambda value: _read(model, value)
        case _:
            return lambda value: Deserializer().deserialize_data(value, kind)


def _list(items: Any, convert: Convert | None) -> list[Any]:
    if not isinstance(items, list):
        raise TypeError("no list where one belongs")
    return [item if item is None or convert is None else convert(item) for item in items]


def _text(value: Any) -> str:
    return str(value)


def _moment(value: Any) -> datetime | None:
    """The common form fast, every other as msrest has it."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    return Deserializer.deserialize_iso(value)


def _writer(kind: str) -> Convert | None:
    match kind:
        case "str":
            return _spelled
        case "iso-8601":
            return Serializer.serialize_iso
        case "int" | "bool":
            return {"int": int, "bool": bool}[kind]
        case _:
            return None


def _spelled(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def _plain(value: Any) -> Any:
    """What JSON has no word for, when it comes to it."""
    return _fields(value) if isinstance(value, Model) else Serializer().serialize_object(value)


def _model(kind: str) -> type[Model] | None:
    found = getattr(botbuilder.schema, kind, None)
    return found if isinstance(found, type) and issubclass(found, Model) else None
