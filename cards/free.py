"""The next free times, each a button that begins the booking."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.elements import Card, Element, plain
from cards.listing import Pane, Way

IN_A_ROW = 6
"""Teams folds the buttons of a row away beyond six."""


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day with its free times."""

    title: str
    times: Sequence[Way]


def free_times(pane: Pane, days: Sequence[FreeDay], ways: Sequence[Way]) -> Card:
    """Day by day."""
    return pane.card([element for day in days for element in _day(pane, day)], ways)


def _day(pane: Pane, day: FreeDay) -> list[Element]:
    rows = [day.times[at : at + IN_A_ROW] for at in range(0, len(day.times), IN_A_ROW)]
    return [plain(day.title, bold=True), *(pane.row(row) for row in rows)]
