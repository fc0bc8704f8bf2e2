"""JSON as it comes from somewhere else: anything may be missing or of another kind."""

from typing import Any, cast

Json = dict[str, Any]


def record(value: Any) -> Json:
    """The value if it is an object, else an empty one."""
    return cast("Json", value) if isinstance(value, dict) else {}


def records(value: Any) -> list[Json]:
    """The objects in the value if it is a list."""
    return (
        [cast("Json", item) for item in cast("list[Any]", value) if isinstance(item, dict)]
        if isinstance(value, list)
        else []
    )


def strings(value: Any) -> list[str]:
    """The strings in the value if it is a list."""
    return (
        [item for item in cast("list[Any]", value) if isinstance(item, str)]
        if isinstance(value, list)
        else []
    )


def string(value: Any) -> str:
    """The value if it is text or a number, else nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else ""
