"""What all seats of a room share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from rehearsal.history import History
from rehearsal.line import Line
from rehearsal.rules import Refusal


@dataclass(frozen=True, slots=True)
class Stage:
    """The history, the line to the bot and the rules; `hears_all` is a bot with consent to every message."""

    history: History
    line: Line
    refusals: list[Refusal]
    service_url: str
    now: Callable[[], datetime]
    ids: Iterator[str]
    hears_all: bool = False
