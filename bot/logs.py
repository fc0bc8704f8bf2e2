"""Logs: ids and timings, never a word of what people say. What is not on the list of fields is dropped."""

import json
import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import orjson
import structlog

FIELDS = frozenset(
    {
        "activity",
        "appointment",
        "call",
        "client_request_id",
        "code",
        "conversation",
        "correlation",
        "error",
        "event",
        "id",
        "kind",
        "level",
        "library",
        "milliseconds",
        "mode",
        "ms",
        "person",
        "reach",
        "reason",
        "reference",
        "request_id",
        "status",
        "task",
        "timestamp",
        "trace",
        "work",
    }
)
LONGEST = 120
_FRAMES = 12


def set_up(form: Literal["console", "json"]) -> None:
    """Send our logs, and the warnings of libraries, to standard error."""
    is_json = form == "json"
    console = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            where_it_failed,
            listed_only,
            *((as_json_line,) if is_json else (structlog.processors.TimeStamper(fmt="iso"), console)),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer)
        if is_json
        else structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Libraries()], force=True)


def where_it_failed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception becomes the places it came through; its message may hold anything, and is left out."""
    if failed := event.pop("exc_info", None):
        error = failed if isinstance(failed, BaseException) else sys.exc_info()[1]
        event.setdefault("error", type(error).__name__)
        event["trace"] = " ".join(_frames(error)) if error else ""
    return event


def _frames(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__)[-_FRAMES:]:
        yield f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}"


def listed_only(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every field that is not on the list, and what no id has: too many characters, or unseen ones."""
    return {
        key: value if _is_plain(value) else _short(key, value)
        for key, value in event.items()
        if key in FIELDS
    }


def as_json_line(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> bytes:
    """The line, in UTF-8, with the time in UTC."""
    event["timestamp"] = datetime.now(UTC)
    try:
        return orjson.dumps(event, option=orjson.OPT_UTC_Z)
    except orjson.JSONEncodeError:  # whole numbers beyond 64 bits, halves of surrogate pairs
        return json.dumps(event, default=str).encode()


def _is_plain(value: Any) -> bool:
    return type(value) is str and len(value) <= LONGEST and value.isprintable()


def _short(key: str, value: Any) -> Any:
    if isinstance(value, (int, float)) or key == "trace":
        return value
    return "".join(sign if sign.isprintable() else "?" for sign in str(value)[:LONGEST])


class _Libraries(logging.Handler):
    """What libraries warn of, by the place in their code: their texts name people and addresses."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().warning(
            "library",
            library=record.name,
            reason=f"{record.module}:{record.lineno}",
            error=error.__name__ if error else "none",
        )
