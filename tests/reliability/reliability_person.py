"""A member of staff who wants one appointment, and does what the newest card asks for until it is booked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from reliability_house import House

from rehearsal import Seat, SeenCard

WISH = {"Service": "Initial consult", "Staff": "Miriam Graham", "Customer": "Adele Vance"}
ONWARD = ("Book", "No notes", "Take this time", "Try again", "Next", "Continue", "Show")
"""In this order: of a card with several of them the first is meant."""
PATIENCE = 12.0


class Word(Enum):
    """What a chat says of a booking."""

    BOOKED = auto()
    NOT_BOOKED = auto()
    NOBODY_KNOWS = auto()
    OPEN = auto()
    """Nothing was confirmed yet, or it says that nothing was booked and asks on."""
    COMES = auto()
    """The answer, or the truth, comes by itself."""


HEADINGS = {
    "✓ Booked": Word.BOOKED,
    "Not booked": Word.NOT_BOOKED,
    "Please look into Bookings": Word.NOBODY_KNOWS,
    "Still checking": Word.COMES,
    "Working on it …": Word.COMES,
}


def word_on(card: SeenCard) -> Word:
    """What this card says."""
    lines = card.text().splitlines()
    return next((word for heading, word in HEADINGS.items() if heading in lines), Word.OPEN)


def is_settled(seat: Seat) -> bool:
    """Whether nothing is announced any more: an open question has buttons, what it left behind has none."""
    word = word_to(seat)
    return word is not Word.COMES and (
        word is not Word.OPEN or not seat.cards or bool(seat.cards[-1].buttons)
    )


def reference_on(card: SeenCard) -> str:
    """Under which it was booked."""
    return card.text().split("Reference")[1].split()[0]


def word_to(seat: Seat) -> Word:
    """What the newest card says; there may be none."""
    return word_on(seat.cards[-1]) if seat.cards else Word.OPEN


@dataclass(slots=True)
class Wanting:
    """Somebody at their client; `wish` are the answers to what is asked."""

    seat: Seat
    house: House
    wish: dict[str, str] = field(default_factory=lambda: dict(WISH))

    async def persists(self, steps: int = 25) -> Word:
        """Do what is asked for until it is booked, or nobody knows; say `/book` where nothing is open."""
        for _ in range(steps):
            if not self.house.urls():
                await self.house.comes_again()
            word = await self.settled(PATIENCE / 2)
            if word in {Word.BOOKED, Word.NOBODY_KNOWS}:
                return word
            if word is Word.COMES:
                await self.house.comes_again()
            else:
                await self.goes_on()
        message = f"Not booked after {steps} steps; there is:\n{self.seat.visible}"
        raise AssertionError(message)

    async def goes_on(self) -> None:
        """One step on the newest card that offers one."""
        card = self.seat.cards[-1] if self.seat.cards else None
        title = card and next((one for one in self._onward() if one in card.buttons), None)
        if card is None or title is None:
            await self.seat.says("/book")
            return
        given = {name: value for name, value in self.wish.items() if _asks(card, name)}
        await self.seat.taps(title, on=card, inputs=given)

    def _onward(self) -> tuple[str, ...]:
        return ONWARD if "Customer" in self.wish else ("New customer", *ONWARD)

    @property
    def customer(self) -> str:
        """For whom it shall be."""
        return self.wish.get("Customer") or self.wish["name"]

    async def to(self, title: str, steps: int = 15) -> None:
        """As far as a card with this button."""
        for _ in range(steps):
            await self.settled()
            if self.seat.cards and title in self.seat.card.buttons:
                return
            await self.goes_on()
        message = f"No {title!r} after {steps} steps; there is:\n{self.seat.visible}"
        raise AssertionError(message)

    async def says(self, words: str, within: float = PATIENCE) -> None:
        """Write something, and wait for the card that comes below it."""
        before = {card.post.id for card in self.seat.cards}
        await self.seat.says(words)
        async with asyncio.timeout(within):
            await self._until(lambda: is_settled(self.seat) and self.seat.card.post.id not in before)

    async def settled(self, within: float = PATIENCE) -> Word:
        """What it says once nothing is announced any more, or the bot is dead; COMES if it takes long."""
        try:
            async with asyncio.timeout(within):
                await self._until(lambda: is_settled(self.seat) or not self.house.urls())
        except TimeoutError:
            pass
        return word_to(self.seat)

    async def _until(self, fits: Callable[[], bool]) -> None:
        """Looked at again when something happens here: two hundred people in a room do not look at it all."""
        history, here = self.seat.stage.history, self.seat.place.conversation_id
        looked_at = -1

        def is_so() -> bool:
            nonlocal looked_at
            new = history.events[looked_at:] if looked_at >= 0 else None
            looked_at = len(history.events)
            is_here = new is None or any(event.conversation_id == here for event in new)
            return (is_here or not self.house.urls()) and fits()

        async with history.changed:
            await history.changed.wait_for(is_so)


def _asks(card: SeenCard, name: str) -> bool:
    return any(one.called(name) for one in card.parts.fields)
