"""All of it, before it is booked; and the free text that goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from booking.draft import Part
from cards.answers import Move
from cards.elements import Card, Element, action_row, button, rows, sentence, text_input, trouble
from cards.frame import Frame, Row
from cards.open_parts import OpenPart

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
    open: Sequence[OpenPart] = field(default=(), repr=False)
    """What is still to be chosen, on this same card."""


def notes_form(frame: Frame, *, notes: str = "") -> Card:
    """Internal notes; they may stay empty."""
    box = text_input(NOTES, "Notes for the staff", value=notes, longest=LONGEST_NOTES, lines=True)
    hint = sentence("Only the staff see them. Leave them empty if there is nothing to say.", subtle=True)
    return frame.card(
        "Anything to note?", [box, hint], [frame.answer("Next"), frame.way("No notes", Move.SKIP)]
    )


def last_look(frame: Frame, look: LastLook) -> Card:
    """Every part, each with its "change" or with the inputs that settle it, and Book."""
    told, asked = dict(look.parts), {one.part: one for one in look.open}
    body: list[Element] = [still_open(list(asked))] if asked and not frame.trouble else []
    for part in Part:
        if part in asked:
            body.append(_to_choose(frame, asked[part]))
        elif part in told:
            body.append(_changeable(frame, part, told[part], keeps=bool(asked)))
        if part is Part.START:
            body.extend(rows(look.clocks))
    body.extend(trouble(warning, style="warning") for warning in look.warnings)
    return frame.card("One last look", body, [frame.answer("Book", Move.BOOK)])


def still_open(parts: Sequence[Part]) -> Element:
    """Which parts are to be chosen before it can be booked."""
    return sentence(f"Still to choose: **{in_words(parts)}**.")


def in_words(parts: Sequence[Part]) -> str:
    """Parts in a row, as in a sentence."""
    labels = [CHANGEABLE[part].lower() for part in parts]
    return f"{', '.join(labels[:-1])} and {labels[-1]}" if len(labels) > 1 else "".join(labels)


def _to_choose(frame: Frame, asked: OpenPart) -> Element:
    """A part that is open, with why, set apart from what is settled."""
    data = {"part": str(asked.part)}
    ways = [button(title, frame.nonce, move, data=data) for title, move in asked.ways]
    fault = [trouble(asked.fault, style="warning")] if asked.fault else []
    items = [*fault, *asked.inputs, *([action_row(ways)] if ways else [])]
    return {"type": "Container", "style": "emphasis", "bleed": True, "spacing": "Medium", "items": items}


def _changeable(frame: Frame, part: Part, value: str, *, keeps: bool = False) -> Element:
    """A row whose end can be pressed, by mouse, finger or keyboard, to change it.

    Where the card has inputs the press `keeps` what is in them.
    """
    label = CHANGEABLE[part]
    (row,) = rows([(label, value)])
    title, data = f"Change {label.lower()}", {"part": str(part)}
    change = button(title, frame.nonce, Move.CHANGE, inputs=keeps, data=data)
    pressed: Element = {
        "type": "Column",
        "width": "auto",
        "items": [sentence("Change") | {"color": "Accent"}],
        "selectAction": change,
    }
    return row | {"columns": [*row["columns"], pressed]}
