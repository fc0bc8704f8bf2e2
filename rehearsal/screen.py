"""The conversation on a terminal: who said what, cards drawn as text."""

from rich.console import Console
from rich.text import Text

from rehearsal.drawing import draw
from rehearsal.history import Event, visible
from rehearsal.places import BOT_NAME
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard

MARKS = {
    "posted": "",
    "edited": " (edited)",
    "deleted": " (deleted)",
    "viewed": " (card replaced)",
    "noticed": "",
}


class Screen:
    """Prints what comes into sight of one person, each thing once."""

    def __init__(self, console: Console, seat: Seat) -> None:
        self.console = console
        self.seat = seat
        self._shown = 0

    def catch_up(self) -> None:
        """Print all that is new; of several changes of one message only the last."""
        events = self.seat.stage.history.events
        new, self._shown = events[self._shown :], len(events)
        mine = [one for one in new if visible(one, self.seat.person, self.seat.place.conversation_id)]
        last = {id(event.post): event for event in mine if event.post}
        for event in mine:
            if event.post is None or last[id(event.post)] is event:
                self._print(event)

    def act(self, what: str) -> None:
        """Print what the person does."""
        self.console.print(Text.assemble((self.seat.person.name, "bold cyan"), "  ", what))

    def say(self, words: str, style: str = "") -> None:
        """Print a line of the room itself."""
        self.console.print(Text(words, style), soft_wrap=True)

    def _print(self, event: Event) -> None:
        if event.post and event.post.author == self.seat.person:
            return
        author = event.post.author.name if event.post and event.post.author else BOT_NAME
        self.console.print(Text.assemble((author, "bold magenta"), (MARKS[event.kind], "dim")))
        if event.text:
            self.console.print(Text(event.text))
        if event.post and event.kind != "deleted":
            for card in event.post.cards(self.seat.person):
                self._draw(SeenCard(event.post, self.seat.person, card))
        self.console.print()

    def _draw(self, card: SeenCard) -> None:
        for line in draw(card.json, card.reader):
            self.console.print(Text(line), no_wrap=True, overflow="ignore", crop=False)
