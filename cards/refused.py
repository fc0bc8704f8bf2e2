"""In place of a refused time: the nearest ones, the same one with somebody else, or the same one anyway."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from booking.errors import Rule
from booking.ids import StaffId
from cards import phrases
from cards.answers import Move
from cards.dates import clock_on
from cards.elements import Button, Element, action_row, plain, sentence, shortened, trouble
from cards.frame import Frame

SLOT, STAFF = "slot", "staff"
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Anyway:
    """What an administrator may book over, and with whom, where it is not for anybody."""

    rules: Sequence[Rule]
    staff: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Instead:
    """What is offered in place of a time; `others` are free then."""

    refused: datetime
    times: Sequence[datetime] = ()
    others: Sequence[tuple[StaffId, str]] = ()
    anyway: Anyway | None = None


def instead_of(frame: Frame, instead: Instead, *, tag: str, zone: ZoneInfo) -> list[Element]:
    """The ways on from a refused time, each one button."""
    said: list[Element] = []
    if instead.times:
        said += [sentence("The nearest free times:"), action_row(_times(frame, instead, tag, zone))]
    if instead.others:
        at = clock_on(instead.refused, None, tag, zone)
        said += [plain(f"Free on {at}:"), action_row(_others(frame, instead))]
    if instead.anyway:
        said += _anyway(frame, instead.anyway)
    return said


def in_words(rules: Sequence[Rule]) -> str:
    """What is booked over."""
    return " ".join(phrases.OVER.get(rule, phrases.RULES[rule]) for rule in rules)


def _times(frame: Frame, instead: Instead, tag: str, zone: ZoneInfo) -> list[Button]:
    return [
        frame.way(clock_on(start, instead.refused, tag, zone), Move.ANSWER, {SLOT: start.isoformat()})
        for start in instead.times
    ]


def _others(frame: Frame, instead: Instead) -> list[Button]:
    return [
        frame.way(f"Same time with {_name(name)}", Move.SAME_TIME_WITH, {STAFF: staff_id})
        for staff_id, name in instead.others
    ]


def _anyway(frame: Frame, anyway: Anyway) -> list[Element]:
    """Named for what it is: a double booking is not just another rule."""
    if Rule.STAFF_BUSY in anyway.rules:
        deed, move = "Double-book on purpose", Move.DOUBLE_BOOK
    else:
        deed, move = "Book anyway", Move.BOOK_ANYWAY
    title = f"{deed}, with {_name(anyway.staff)}" if anyway.staff else deed
    return [
        trouble(f"{phrases.OVER_RULES} {in_words(anyway.rules)}", style="warning"),
        action_row([frame.way(title, move)]),
    ]


def _name(name: str) -> str:
    return shortened(name, LONGEST_NAME)
