"""What came of a tap or a query, as the person's client shows it."""

from dataclasses import dataclass
from typing import Literal

from rehearsal.composing import Results
from rehearsal.dialogs import Dialog


@dataclass(frozen=True, slots=True)
class Outcome:
    """`text` is the line of the client with a message, an error or a sign-in; `button` is the sign-in's."""

    kind: Literal["none", "card", "message", "error", "signin", "dialog", "results"] = "none"
    text: str = ""
    button: str = ""
    dialog: Dialog | None = None
    results: Results | None = None
