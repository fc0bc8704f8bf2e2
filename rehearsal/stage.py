"""What all seats of a room share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from rehearsal.dialogs import Dialog
from rehearsal.history import History
from rehearsal.line import Line
from rehearsal.parts import Choice
from rehearsal.rules import Refusal
from rehearsal.signing_in import SignInCard


@dataclass(slots=True)
class Stage:
    """The history, the line to the bot and the rules; `hears_all` is a bot with consent to every message."""

    history: History
    line: Line
    refusals: list[Refusal]
    service_url: str
    now: Callable[[], datetime]
    ids: Iterator[str]
    hears_all: bool = False
    waits_out: str = ""
    """What a bot shows in place of an answer that takes long; people wait until it has given way."""
    logins: dict[str, SignInCard] = field(default_factory=dict[str, SignInCard])
    """The sign-in that the bot last answered a tap with, by the person's key."""
    dialogs: dict[str, Dialog] = field(default_factory=dict[str, Dialog])
    """The dialog that is open, by the person's key."""
    looked_up: dict[tuple[str, str, str], list[Choice]] = field(
        default_factory=dict[tuple[str, str, str], list[Choice]]
    )
    """What an input that looks things up has offered: by the keys of person and post, and the input's id."""
