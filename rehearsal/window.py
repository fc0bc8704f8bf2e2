"""What a person sees in a place: messages, cards, and the lines of their own client."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from rehearsal.activities import Envelope
from rehearsal.dialogs import Dialog
from rehearsal.history import Event, Post, visible
from rehearsal.line import Delivery
from rehearsal.outcomes import Outcome
from rehearsal.people import Person
from rehearsal.places import Place, in_thread
from rehearsal.seen import SeenCard
from rehearsal.stage import Stage


@dataclass(slots=True)
class Window:
    """One person's sight of a chat, a channel, or one thread of it."""

    stage: Stage
    person: Person
    place: Place
    thread: str = ""
    last: Delivery | None = None
    opened: list[str] = field(default_factory=list[str])
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    said: str = ""
    """The id of the message that was last written from here."""
    _mark: int = 0

    async def sees(self, text: str, *, within: float = 15.0) -> None:
        """Wait until the bot shows this person a text, in a message, a notice or on a card."""
        wanted = " ".join(text.split())
        changed = self.stage.history.changed
        try:
            async with asyncio.timeout(within), changed:
                await changed.wait_for(lambda: wanted in " ".join(self.visible.split()))
        except TimeoutError:
            message = (
                f"{self.person.name} does not see {text!r}; {self.last or 'nothing was sent'}; there is:"
            )
            raise AssertionError(f"{message}\n{self.visible or '(nothing)'}") from None

    @property
    def dialog(self) -> Dialog:
        """The dialog that is open for this person. Raises AssertionError where none is."""
        if found := self.stage.dialogs.get(self.person.key):
            return found
        message = f"No dialog is open for {self.person.name}; {self.last or 'nothing was sent'}."
        raise AssertionError(message)

    @property
    def typing(self) -> bool:
        """Whether the bot has shown that it is writing, since this seat last did something."""
        return any(event.kind == "typing" for event in self.happened)

    @property
    def cards(self) -> list[SeenCard]:
        """The cards in sight, oldest first."""
        return [
            SeenCard(post, self.person, card, place)
            for post in self.posts
            for place, card in enumerate(post.cards(self.person))
        ]

    @property
    def card(self) -> SeenCard:
        """The newest card in sight."""
        return self._newest(lambda _card: True, "anything")

    @property
    def buttons(self) -> list[str]:
        """The titles of the newest card's buttons."""
        return self.card.buttons

    @property
    def posts(self) -> list[Post]:
        """The messages in sight, those of people too, oldest first."""
        return list(self.stage.history.seen_by(self.person, self._conversation))

    @property
    def heard(self) -> list[str]:
        """The texts that came from the bot since this seat last did something."""
        return [
            event.text for event in self.happened if event.text and not (event.post and event.post.author)
        ]

    @property
    def happened(self) -> list[Event]:
        """All that came into sight since this seat last did something."""
        events = self.stage.history.events[self._mark :]
        return [one for one in events if visible(one, self.person, self._conversation)]

    @property
    def visible(self) -> str:
        """All that the bot shows this person now, as text; notices only since the last thing done here."""
        said: list[str] = []
        for post in self.posts:
            if post.author is None:
                cards = [SeenCard(post, self.person, card).text() for card in post.cards(self.person)]
                said += [str(post.now.get("text") or ""), *cards]
        notices = [event.text for event in self.happened if event.kind == "noticed"]
        return "\n".join(text for text in (*said, *notices) if text)

    @property
    def _conversation(self) -> str:
        return in_thread(self.place.conversation_id, self.thread)

    @property
    def _envelope(self) -> Envelope:
        return Envelope(self.person, self.place, self.stage.service_url, self.thread)

    def _newest(self, fits: Callable[[SeenCard], bool], what: str) -> SeenCard:
        for card in reversed(self.cards):
            if fits(card):
                return card
        message = f"{self.person.name} sees no card with {what}; {self.last or 'nothing was sent'}; there is:"
        raise AssertionError(f"{message}\n{self.visible or '(nothing)'}")
