"""What may be wrong with a word of a line."""

from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a word of a line; each has its sentence in `language.sentences`."""

    NO_SERVICE = "no such service"
    NO_STAFF = "no such member of staff"
    NO_ZONE = "no such time zone"
    NO_DAY = "no such day"
    NO_TIME = "no such time"
    SKIPPED = "a clock change skips this time"
    DENIED = "a word that rules something out"
    LENGTH = "a length, which the service has"
    NOT_STAFF = "the speaker is none of the staff"
    NOT_CUSTOMER = "a word that stands for no customer"
    TWICE = "a part that was given twice"
    EITHER = "a name of a member of staff and of a customer"
    NOBODY = "a word that leads to a name, and none follows"
    UNKNOWN = "a word that says nothing here"
    TOO_LONG = "the line goes on beyond what is read"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A word as it was typed, what is wrong with it, and the names that may have been meant."""

    word: str = field(repr=False)
    fault: Fault
    nearest: tuple[str, ...] = field(default=(), repr=False)
