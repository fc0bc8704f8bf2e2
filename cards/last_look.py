"""All of it, before it is booked; and the free text that goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from booking.draft import Part
from cards.answers import Move
from cards.elements import Card, Element, rows, sentence, text_input, trouble
from cards.frame import Frame, Row

NOTES = "notes"
LONGEST_NOTES = 1_000

CHANGEABLE = {
    Part.BUSINESS: "Business",
    Part.SERVICE: "Service",
    Part.STAFF: "Staff",
    Part.CUSTOMER: "Customer",
    Part.ANSWERS: "Answers",
    Part.START: "Time",
    Part.NOTES: "Notes",
}


@dataclass(frozen=True, slots=True)
class LastLook:
    """Every part as the person reads it, and what they should know before they book."""

    parts: Sequence[tuple[Part, str]] = field(repr=False)
    clocks: Sequence[Row] = field(default=(), repr=False)
    """The same time on the clocks of others."""
    warnings: Sequence[str] = field(default=(), repr=False)


def notes_form(frame: Frame, *, notes: str = "") -> Card:
    """Internal notes; they may stay empty."""
    box = text_input(NOTES, "Notes for the staff", value=notes, longest=LONGEST_NOTES, lines=True)
    hint = sentence("Only the staff see them. Leave them empty if there is nothing to say.", subtle=True)
    return frame.card(
        "Anything to note?", [box, hint], [frame.answer("Next"), frame.way("No notes", Move.SKIP)]
    )


def last_look(frame: Frame, look: LastLook) -> Card:
    """Every field resolved, each with its "change", and Book."""
    body: list[Element] = []
    for part, value in look.parts:
        body.append(_changeable(frame, part, value))
        if part is Part.START:
            body.extend(rows(look.clocks))
    body.extend(trouble(warning, style="warning") for warning in look.warnings)
    return frame.card("One last look", body, [frame.answer("Book", Move.BOOK)])


def _changeable(frame: Frame, part: Part, value: str) -> Element:
    """A row whose end can be pressed, by mouse, finger or keyboard, to change it."""
    label = CHANGEABLE[part]
    (row,) = rows([(label, value)])
    change = frame.way(f"Change {label.lower()}", Move.CHANGE, {"part": str(part)})
    pressed: Element = {
        "type": "Column",
        "width": "auto",
        "items": [sentence("Change") | {"color": "Accent"}],
        "selectAction": change,
    }
    return row | {"columns": [*row["columns"], pressed]}
