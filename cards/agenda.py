"""Appointments, one below the other: those of a day, or those that were looked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cards.elements import Button, Card, Element, action_row, link_button, plain
from cards.listing import Pane, Way


@dataclass(frozen=True, slots=True)
class Entry:
    """An appointment in brief: when, what, for and with whom, how to join, and the way to all of it."""

    when: str
    service: str
    people: Sequence[str] = field(repr=False)
    join_link: str | None = field(repr=False)
    details: int


def agenda(pane: Pane, entries: Sequence[Entry], ways: Sequence[Way]) -> Card:
    """One block each, with its own buttons."""
    return pane.card([_entry(pane, entry) for entry in entries], ways)


def _entry(pane: Pane, entry: Entry) -> Element:
    line: Element = {
        "type": "RichTextBlock",
        "inlines": [
            {"type": "TextRun", "text": entry.when, "weight": "Bolder"},
            *plain(f"  {entry.service}")["inlines"],
        ],
    }
    people = [plain(person, subtle=True) | {"spacing": "None"} for person in entry.people if person]
    join: list[Button] = [link_button("Join", entry.join_link)] if entry.join_link else []
    ways = action_row([*join, *pane.buttons([("Details", entry.details)])])
    return {"type": "Container", "separator": True, "items": [line, *people, ways]}
