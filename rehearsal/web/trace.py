"""What the last action set off: activities, calls of the connector and calls of Graph, with their times."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, cast

from rehearsal.traffic import Exchange
from rehearsal.values import Json, record, string
from rehearsal.web.views import iso

MOST_LINES = 300
SECRET = frozenset({"token", "authentication", "state", "authorization", "ssotoken"})
HIDDEN = "(left out)"


@dataclass(slots=True, eq=False)
class Line:
    """One line of the trace; `started` is by the monotonic clock."""

    number: int
    lane: str
    what: str
    who: str
    started: float
    status: int | None = None
    seconds: float | None = None
    note: str = ""
    sent: Any = None
    got: Any = None

    def as_json(self, began: float) -> Json:
        """The line without its bodies."""
        return {
            "n": self.number,
            "after": max(round((self.started - began) * 1000), 0),
            "lane": self.lane,
            "what": self.what,
            "who": self.who,
            "status": self.status,
            "ms": None if self.seconds is None else round(self.seconds * 1000, 1),
            "note": self.note,
        }


@dataclass(slots=True)
class Trace:
    """The last action and its lines; `changed` is called when there is more."""

    now: Callable[[], datetime]
    changed: Callable[[], None]
    action: str = ""
    at: str = ""
    lines: list[Line] = field(default_factory=list[Line])
    _began: float = 0.0
    _known: dict[Exchange, Line] = field(default_factory=dict[Exchange, Line])
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def begin(self, action: str) -> None:
        """Somebody does something: what went before makes room."""
        self.action, self.at, self._began = action, iso(self.now()), time.monotonic()
        self.lines.clear()
        self._known.clear()
        self.changed()

    def watch(self, exchange: Exchange) -> None:
        """Take in what goes between the room and the bot."""
        line = self._known.get(exchange)
        if line is None:
            if exchange.seconds is not None:
                return  # it began before this action
            line = Line(next(self._numbers), exchange.lane, exchange.what, exchange.who, exchange.started)
            self._known[exchange] = line
            self._add(line)
        line.status, line.seconds = exchange.status, exchange.seconds
        line.sent, line.got = exchange.sent, exchange.got
        self.changed()

    def graph(self, entry: Json, started: float) -> None:
        """Take in a line of the sandbox's log; `started` is by the monotonic clock."""
        if not self.action or started < self._began:
            return
        what = f"{entry.get('method')} {entry.get('operation') or entry.get('path')}"
        who = string(entry.get("who")).removeprefix("user:")
        line = Line(next(self._numbers), "graph", what, who, started)
        status, wait = entry.get("status"), entry.get("ms")
        line.status = status if isinstance(status, int) else None
        line.seconds = wait / 1000 if isinstance(wait, int | float) else None
        line.note = string(entry.get("fault"))
        line.sent = {key: entry[key] for key in ("path", "client-request-id", "request-id") if key in entry}
        self._add(line)
        self.changed()

    def as_json(self) -> Json:
        """All of it, by time; empty before anybody has done anything."""
        if not self.action:
            return {}
        lines = sorted(self.lines, key=lambda line: (line.started, line.number))
        return {"action": self.action, "at": self.at, "lines": [line.as_json(self._began) for line in lines]}

    def body(self, number: int) -> Json | None:
        """What was sent and answered in a line, without tokens."""
        for line in self.lines:
            if line.number == number:
                return {"sent": without_secrets(line.sent), "got": without_secrets(line.got)}
        return None

    def _add(self, line: Line) -> None:
        if len(self.lines) < MOST_LINES:
            self.lines.append(line)


def without_secrets(value: Any) -> Any:
    """The same JSON with nothing in it by which anybody could act as a person."""
    if isinstance(value, list):
        return [without_secrets(one) for one in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    return {
        key: HIDDEN if key.casefold() in SECRET else without_secrets(one)
        for key, one in record(value).items()
    }
