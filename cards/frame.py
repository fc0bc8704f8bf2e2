"""What all cards of a booking share: what is chosen so far, what went wrong, and the ways to leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cards.answers import Move
from cards.elements import Button, Card, Element, button, card, heading, rows, shortened, trouble

TITLE = "Book an appointment"
BRIEF = 120

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The nonce of the open question, the rows of what is chosen, and a sentence about what went wrong."""

    nonce: str
    chosen: Sequence[Row] = field(default=(), repr=False)
    trouble: str | None = field(default=None, repr=False)
    can_go_back: bool = False
    keeps: bool = False
    """Whether its ways send what is filled in, because the same card comes back."""

    def card(self, question: str, body: Sequence[Element], buttons: Sequence[Button]) -> Card:
        """A card that asks one question."""
        chosen = rows(map(_in_brief, self.chosen))
        said = [trouble(self.trouble, style="warning")] if self.trouble else []
        return card(
            [heading(TITLE), *chosen, *said, heading(question) | {"size": "Default"}, *body],
            actions=[*buttons, *self.ways_out()],
            spoken=question,
        )

    def answer(self, title: str, move: Move = Move.ANSWER) -> Button:
        """The button that sends what the card asks for."""
        return button(title, self.nonce, move, style="positive")

    def way(self, title: str, move: Move, data: Mapping[str, str] | None = None) -> Button:
        """A button that needs none of the inputs."""
        return button(title, self.nonce, move, inputs=self.keeps, data=data)

    def ways_out(self) -> list[Button]:
        """Back, start over and cancel, for every card."""
        back = [self.way("Back", Move.BACK)] if self.can_go_back else []
        return [*back, self.way("Start over", Move.RESTART), self.way("Cancel", Move.CANCEL)]


def _in_brief(row: Row) -> Row:
    """Long answers and notes take a line while the next thing is asked; the last look has them whole."""
    label, value = row
    return label, shortened(" · ".join(value.split("\n")), BRIEF)
