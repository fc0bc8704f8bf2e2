"""Where cards appear: in place on a tap, below on a message, never with private things where others read."""

from collections.abc import Callable
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
class Stage:
    """Shows cards in this turn. `answer` is what an Execute is answered with: a card or a sentence.

    In a shared place the message in the chat only ever holds the public card; the private one goes into the
    answer of an Execute, which the client of the person who tapped shows to nobody else (Teams'
    user-specific views).
    """

    context: TurnContext
    way: Way
    shared: bool
    mirror: Callable[[str, Card], None]
    """Brings a message up to date after the turn; the latest card wins."""
    answer: Card | str | None = None
    standing: tuple[str, Card] | None = None
    """The message that was shown last, and what all see in it."""

    @property
    def in_place(self) -> bool:
        """Whether a card takes the place of the tapped one, and leaves none behind."""
        return self.way is Way.EXECUTE

    async def say(self, text: str) -> None:
        """Say a sentence; the text is ours and may hold markdown."""
        if self.in_place and self.answer is None:
            self.answer = text
        else:
            await self.context.send_activity(MessageFactory.text(text))

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
                    self.mirror(tapped, view.private)
                return tapped
            case Way.SUBMIT if tapped and await self.replaced(tapped, lasting):
                if self.shared:
                    await self.say(phrases.CONTINUE_IN_CHAT)
                return tapped
            case Way.SUBMIT | Way.MESSAGE:
                if instead_of and summary:
                    await self.replaced(instead_of, summary)
                sent = await self.context.send_activity(_message(lasting))
                return sent.id if sent else None

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

    def bring_up_to_date(self, message_id: str, view: View) -> None:
        """Put what is known by now into a card, after the turn."""
        self.mirror(message_id, view.public if self.shared else view.private)

    async def replaced(self, message_id: str, card: Card) -> bool:
        """Put another card into a message of ours; False where the message is gone or Teams will not have it.

        An old card that cannot be tidied is no reason to leave a person without an answer.
        """
        activity = _message(card)
        activity.id = message_id
        try:
            await self.context.update_activity(activity)
        except ClientException as error:
            log.info("old-card-stays", error=type(error).__name__)
            return False
        return True


def _message(card: Card) -> Activity:
    return MessageFactory.attachment(CardFactory.adaptive_card(card))
