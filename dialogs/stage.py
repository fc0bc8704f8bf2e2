"""Where cards appear: in place on a tap, below on a message, never with private things where others read."""

from asyncio import Lock
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import structlog
from botbuilder.core import CardFactory, MessageFactory, TurnContext
from botbuilder.schema import Activity
from msrest.exceptions import ClientException

from cards import phrases

log = structlog.get_logger()

Card = dict[str, Any]


class Way(Enum):
    """How the turn came in, and so how it is answered."""

    MESSAGE = auto()
    SUBMIT = auto()
    EXECUTE = auto()


@dataclass(frozen=True, slots=True)
class View:
    """A card for the one who asked, and what all others may see in its place."""

    private: Card = field(repr=False)
    public: Card = field(repr=False)


@dataclass(slots=True)
class Meanwhile:
    """What was said already, because the answer takes long. The lock is held while that is being said."""

    is_said: bool = False
    is_over: bool = False
    """The answer is there, or on its way: nothing more is said in its place."""
    message: str | None = None
    """The message that says so; the answer takes its place."""
    lock: Lock = field(default_factory=Lock)

    async def place(self) -> str | None:
        """The message for the answer, once; None where the answer is a message of its own."""
        async with self.lock:
            self.is_over = True
            place, self.message = self.message, None
            return place


@dataclass(slots=True)
class Stage:
    """Shows cards in this turn. `answer` is what an Execute is answered with: a card or a sentence.

    In a shared place the message in the chat only ever holds the public card; the private one goes into the
    answer of an Execute, which the client of the person who tapped shows to nobody else (Teams'
    user-specific views).
    """

    context: TurnContext
    way: Way
    shared: bool
    mirror: Callable[[str, Card], Awaitable[None] | None]
    """Brings a message up to date after the turn; the latest card wins. It is there when that is done."""
    answer: Card | str | None = None
    standing: tuple[str, Card] | None = None
    """The message that was shown last, and what all see in it."""
    meanwhile: Meanwhile = field(default_factory=Meanwhile)
    posted: str | None = None
    """The message that was posted last."""
    booked: str | None = None
    """The reference of what this turn booked."""
    copies: list[tuple[str, Card]] = field(default_factory=list[tuple[str, Card]])
    afterwards: list[Callable[[], Awaitable[None]]] = field(
        default_factory=list[Callable[[], Awaitable[None]]]
    )
    """Work for when everything that the turn showed has arrived."""

    async def say(self, text: str) -> None:
        """Say a sentence; the text is ours and may hold markdown."""
        if self.way is Way.EXECUTE and self.answer is None:
            self.answer = text
        else:
            await self._post(MessageFactory.text(text))

    async def show(
        self, view: View, *, instead_of: str | None = None, summary: Card | None = None
    ) -> str | None:
        """Show a card and return the id of the message that holds it.

        A tap is answered on the tapped card. A message is answered by a new card below, and the message
        `instead_of` becomes the `summary`.
        """
        lasting = view.public if self.shared else view.private
        shown = await self._shown(view, lasting, instead_of, summary)
        self.standing = (shown, lasting) if shown else None
        return shown

    async def _shown(
        self, view: View, lasting: Card, instead_of: str | None, summary: Card | None
    ) -> str | None:
        tapped: str | None = self.context.activity.reply_to_id
        match self.way:
            case Way.EXECUTE:
                self.answer = view.private
                if tapped and not self.shared:
                    self.copies.append((tapped, view.private))
                return tapped
            case Way.SUBMIT if tapped and await self.replaced(tapped, lasting):
                if self.shared:
                    await self.say(phrases.CONTINUE_IN_CHAT)
                return tapped
            case Way.SUBMIT | Way.MESSAGE:
                if instead_of and summary:
                    await self.replaced(instead_of, summary)
                return await self._post(_message(lasting))

    async def announce(self, message_id: str | None, view: View) -> None:
        """Bring the last word of a flow to everybody, before the one who tapped gets theirs."""
        if self.shared and message_id and self.way is Way.EXECUTE:
            await self.replaced(message_id, view.public)

    async def close(self, message_id: str | None, view: View) -> None:
        """End a flow in its own card; said in words too where the person wrote rather than tapped."""
        await self.announce(message_id, view)
        match self.way:
            case Way.EXECUTE:
                await self.show(view)
            case Way.SUBMIT | Way.MESSAGE if message_id:
                await self.replaced(message_id, view.public if self.shared else view.private)
            case _:
                pass

    async def bring_up_to_date(self, message_id: str, view: View) -> None:
        """Put what is known by now into a card, after the turn; over when it is there."""
        if (arriving := self.mirror(message_id, view.public if self.shared else view.private)) is not None:
            await arriving

    async def let_out(self) -> None:
        """What was shown is kept: bring the copies of it up to date, and do what was to follow."""
        arriving = [self.mirror(message_id, card) for message_id, card in self.copies]
        for one in arriving:
            if one is not None:
                await one
        for work in self.afterwards:
            await work()

    async def replaced(self, message_id: str, card: Card) -> bool:
        """Put another card into a message of ours; False where the message is gone or Teams will not have it.

        An old card that cannot be tidied is no reason to leave a person without an answer.
        """
        self.meanwhile.is_over = True
        return await self._put(message_id, _message(card))

    async def _post(self, activity: Activity) -> str | None:
        """A new message, or what takes the place of one that said that this takes a moment."""
        place = await self.meanwhile.place()
        if place and await self._put(place, activity):
            self.posted = place
        else:
            sent = await self.context.send_activity(activity)
            self.posted = sent.id if sent else None
        return self.posted

    async def _put(self, message_id: str, activity: Activity) -> bool:
        activity.id = message_id
        try:
            await self.context.update_activity(activity)
        except ClientException as error:
            log.info("old-card-stays", error=type(error).__name__)
            return False
        return True


def _message(card: Card) -> Activity:
    return MessageFactory.attachment(CardFactory.adaptive_card(card))
