"""What is asked of Graph, and what came of one try: values without I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import quote

from booking.errors import Rejected
from graph.fields import Json


class Effect(Enum):
    """What it would mean to send a call twice."""

    READ = auto()
    """Nothing."""
    REPEATABLE = auto()
    """The same as once."""
    CREATE = auto()
    """Two things in place of one: Graph has no key of idempotency."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request; `name` stands for it in logs, where its path would say too much.

    `mailbox` is whose limit of requests it counts against, empty for that of the caller.
    With `of_appointment` a 404 means that the appointment is gone. Without `insists` it is tried once.
    """

    name: str
    method: str
    path: str
    effect: Effect = Effect.READ
    mailbox: str = ""
    query: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    body: Json | None = field(default=None, repr=False)
    of_appointment: bool = False
    insists: bool = True
    answers: bool = True
    """Whether a JSON object comes back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A success, with its JSON."""

    body: Json = field(repr=False)
    request_id: str | None = None


class Reach(Enum):
    """How far a call that failed came."""

    NOT_SENT = auto()
    """It never reached Graph."""
    LOST = auto()
    """It may have reached Graph; no answer came back."""
    GARBLED = auto()
    """Graph says yes, and the rest cannot be read."""
    ANSWERED = auto()
    """Graph says no."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why one try failed. `retry_after` in seconds, as Graph asks."""

    reach: Reach
    status: int = 0
    code: str = ""
    retry_after: float | None = None
    request_id: str | None = None
    claims: bool = False
    """Graph asks for a fresh sign-in under conditional access."""
    challenge: str = field(default="", repr=False)
    """What that sign-in has to prove."""

    @property
    def is_doubtful(self) -> bool:
        """Whether Graph may have done what was asked all the same; it answers 500 to what it did create."""
        if self.reach is Reach.ANSWERED:
            return self.status == 408 or not 400 <= self.status < 500  # noqa: PLR2004
        return self.reach is not Reach.NOT_SENT


def segment(key: str) -> str:
    """An id as one segment of a path; appointment ids may hold `/`, `+` and `=`. Raises Rejected."""
    if key.strip(".") == "":
        raise Rejected("an id that is none")
    return quote(key, safe="@")
