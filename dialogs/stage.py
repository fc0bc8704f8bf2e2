"""Where cards appear: in place on a tap, below on a message, never with private things where others read."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import structlog
from botbuilder.core import TurnContext
from botbuilder.schema import ErrorResponseException
from msrest.exceptions import ClientException

from cards import phrases
from dialogs.meanwhile import Meanwhile
from dialogs.targeted import is_targeted, kept_id, message, teams_id

log = structlog.get_logger()

Card = dict[str, Any]
Arrival = Callable[[], Awaitable[None]]
"""Sees to it that a message is brought up to date now, and is over when it is."""


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
    user-specific views). Where `targeted` the person's client has shown that it knows messages for one person
    alone: there every message of this turn is one, and holds the private card.
    """

    context: TurnContext
    way: Way
    shared: bool
    mirror: Callable[[str, Card], Arrival]
    """Brings a message up to date after the turn; the latest card wins."""
    targeted: bool = False
    answer: Card | str | None = None
    standing: tuple[str, Card] | None = None
    """The message that was shown last, and what it holds."""
    announced: str | None = None
    """The message beside a targeted one by which all were told."""
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
    more_comes: bool = False
    """Whether that work brings up to date what was shown."""

    def goes_on_in(self, message_id: str | None) -> None:
        """What is open stands in this message; a flow in a targeted one stays among two."""
        self.targeted = self.targeted or (self.shared and is_targeted(message_id))

    @property
    def in_place(self) -> bool:
        """Whether a card takes the place of the tapped one, and leaves none behind."""
        return self.way is Way.EXECUTE

    async def say(self, text: str) -> None:
        """Say a sentence; the text is ours and may hold markdown."""
        if self.in_place and self.answer is None:
            self.answer = text
        else:
            await self._sent(text)

    async def show(
        self, view: View, *, instead_of: str | None = None, summary: Card | None = None
    ) -> str | None:
        """Show a card and return the id of the message that holds it.

        A tap is answered on the tapped card. A message is answered by a new card below, and the message
        `instead_of` becomes the `summary`.
        """
        lasting = view.public if self._is_overheard else view.private
        shown = await self._shown(view, lasting, instead_of, summary)
        self.standing = (shown, lasting) if shown else None
        return shown

    async def _shown(
        self, view: View, lasting: Card, instead_of: str | None, summary: Card | None
    ) -> str | None:
        tapped = self._tapped
        match self.way:
            case Way.EXECUTE:
                self.answer = view.private
                if tapped and not self._is_overheard:
                    self.copies.append((tapped, view.private))
                return tapped
            case Way.SUBMIT if tapped and await self.replaced(tapped, lasting):
                if self._is_overheard:
                    await self.say(phrases.CONTINUE_IN_CHAT)
                return tapped
            case Way.SUBMIT | Way.MESSAGE:
                if instead_of and summary:
                    await self.replaced(instead_of, summary)
                return await self._sent(lasting, openly=view.public)

    @property
    def _is_overheard(self) -> bool:
        """Whether a message of this turn is read by others."""
        return self.shared and not self.targeted

    @property
    def _tapped(self) -> str | None:
        tapped: str | None = self.context.activity.reply_to_id
        return kept_id(tapped, targeted=self.targeted) if tapped else None

    async def _sent(self, said: Card | str, *, openly: Card | None = None) -> str | None:
        """Send a message, or put it in the place of the one that said that this takes a moment.

        Where Teams refuses a targeted one, all may read `openly`, or it stays unsaid.
        """
        place = await self._place()
        if place and await self._put(place, said):
            self.posted = place
            return place
        targeted = self.shared and self.targeted
        try:
            sent = await self.context.send_activity(message(said, targeted=targeted))
        except ErrorResponseException as error:
            if not targeted:
                raise
            log.info("not-targeted", error=type(error).__name__)
            self.targeted = False
            said = openly or phrases.WRITE_TO_ME
            sent = await self.context.send_activity(message(said))
        self.posted = kept_id(str(sent.id), targeted=self.shared and self.targeted) if sent else None
        return self.posted

    async def _place(self) -> str | None:
        """The message for the answer, once. One that all read does not become one for the asker alone."""
        place = await self.meanwhile.place()
        if place is None or is_targeted(place) == (self.shared and self.targeted):
            return place
        try:
            await self.context.delete_activity(place)
        except ClientException as error:
            log.info("old-card-stays", error=type(error).__name__)
        return None

    async def announce(self, message_id: str | None, view: View) -> None:
        """Bring the last word of a flow to everybody, before the one who tapped gets theirs.

        All see it in the message of the flow; of a flow among two they are told nothing but what was booked.
        """
        if self._is_overheard and message_id and self.way is Way.EXECUTE:
            await self.replaced(message_id, view.public)

    async def tell_all(self, card: Card) -> None:
        """Tell everybody of a flow that went on among two."""
        if self.shared and self.targeted:
            sent = await self.context.send_activity(message(card))
            self.announced = str(sent.id) if sent else None

    async def open_to_all(self, view: View) -> None:
        """Show the public card to everybody, because the one who tapped wishes it.

        It stands in the tapped message, or beside a targeted one; they themselves keep the private card.
        """
        if self._is_overheard and self._tapped:
            await self.replaced(self._tapped, view.public)
        else:
            await self.tell_all(view.public)
        if self.way is Way.EXECUTE:
            await self.show(view)
        elif self.targeted and self._tapped:
            await self.replaced(self._tapped, view.private)

    async def close(self, message_id: str | None, view: View) -> None:
        """End a flow in its own card; said in words too where the person wrote rather than tapped."""
        await self.announce(message_id, view)
        match self.way:
            case Way.EXECUTE:
                await self.show(view)
            case Way.SUBMIT | Way.MESSAGE if message_id:
                await self.replaced(message_id, self._lasting(message_id, view))
            case _:
                pass

    async def bring_up_to_date(self, message_id: str, view: View) -> None:
        """Put what is known by now into a card, after the turn; over when it is there."""
        arriving = [self.mirror(message_id, self._lasting(message_id, view))]
        if self.announced:
            arriving.append(self.mirror(self.announced, view.public))
        for arrived in arriving:
            await arrived()

    async def let_out(self, arriving: list[Arrival]) -> None:
        """What was shown is kept: let the copies of it arrive, and do what was to follow that."""
        for arrived in arriving:
            await arrived()
        for work in self.afterwards:
            await work()

    def mirrored(self) -> list[Arrival]:
        """Bring the copies of what was shown up to date, soon."""
        return [self.mirror(message_id, card) for message_id, card in self.copies]

    def _lasting(self, message_id: str, view: View) -> Card:
        return view.public if self.shared and not is_targeted(message_id) else view.private

    async def replaced(self, message_id: str, card: Card) -> bool:
        """Put another card into a message of ours; False where the message is gone or Teams will not have it.

        An old card that cannot be tidied is no reason to leave a person without an answer.
        """
        self.meanwhile.is_over = True
        return await self._put(message_id, card)

    async def _put(self, message_id: str, said: Card | str) -> bool:
        activity = message(said, targeted=is_targeted(message_id))
        activity.id = teams_id(message_id)
        try:
            await self.context.update_activity(activity)
        except ClientException as error:
            log.info("old-card-stays", error=type(error).__name__)
            return False
        return True
