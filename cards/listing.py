"""What cards share that answer a question about Bookings: the asker alone sees them, buttons lead on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cards.answers import Move
from cards.catalogue import FEW, FIELD
from cards.elements import (
    Button,
    Card,
    Element,
    action_row,
    button,
    card,
    choice,
    heading,
    plain,
    sentence,
    shortened,
    trouble,
)
from cards.open_place import only_for

PICKED = "pick"

Way = tuple[str, int]
"""The title of a button, and its number on the card."""


@dataclass(frozen=True, slots=True)
class Pane:
    """The frame of such a card: its nonce, a title of ours, what it is about, and what went wrong."""

    nonce: str
    title: str
    about: str = field(default="", repr=False)
    trouble: str | None = field(default=None, repr=False)
    hint: str = ""
    """A sentence of ours at the end."""

    def card(
        self, body: Sequence[Element], ways: Sequence[Way] = (), *, actions: Sequence[Button] = ()
    ) -> Card:
        """The card, with its ways on at the bottom."""
        about = [plain(self.about, subtle=True)] if self.about else []
        said = [trouble(self.trouble, style="warning")] if self.trouble else []
        hint = [sentence(self.hint, subtle=True)] if self.hint else []
        whole = [heading(self.title), *about, *said, *body, *hint]
        return card(whole, actions=[*actions, *self.buttons(ways)], spoken=self.title)

    def buttons(self, ways: Sequence[Way]) -> list[Button]:
        """A button carries its number and no more; what it does is kept on the server."""
        return [
            button(shortened(title, 80), self.nonce, Move.PICK, inputs=False, data={PICKED: str(number)})
            for title, number in ways
        ]

    def row(self, ways: Sequence[Way]) -> Element:
        """Buttons inside the body."""
        return action_row(self.buttons(ways))

    def again(self, title: str = "Try again") -> Button:
        """The button that asks for the same once more."""
        return button(title, self.nonce, Move.RETRY, inputs=False)

    def choose(self, label: str, choices: Sequence[tuple[str, str]]) -> Card:
        """One of several has to be known first."""
        picker = choice(
            FIELD,
            label,
            choices,
            required="Please choose one.",
            placeholder="Choose one",
            style="expanded" if len(choices) <= FEW else "filtered",
        )
        return self.card([picker], actions=[button("Next", self.nonce, Move.ANSWER, style="positive")])


def for_the_asker(title: str, who: str, *, nonce: str, user_ids: Sequence[str]) -> Card:
    """What a channel sees of an answer that is for one person alone."""
    body = [heading(title), plain(f"{who} asked. Only they see the answer.")]
    return only_for(user_ids, nonce, "Show", body, spoken=title)
