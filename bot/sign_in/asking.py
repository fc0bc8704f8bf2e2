"""Asks a person to sign in, where the place they are in allows it.

A client exchanges a token by itself in personal and in group chats. It does not in channels, where the card
would also stand before everybody: there the person is asked in their own chat.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationParameters
from msrest.exceptions import ClientException

from booking.errors import BookingError, SignInNeeded
from bot.person_tokens import PersonTokens, Speaker
from bot.reading import conversation_of, person_of, sender_of
from bot.sdk.user_tokens import CHANNEL
from bot.sign_in import phrases
from bot.sign_in.waiting import Waiting, WaitingRoom
from cards.elements import Card
from cards.sign_in import OAUTH_CARD, sign_in_card

log = structlog.get_logger()

KEPT = 1_000
Resume = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """Why somebody has to sign in, what they wrote that no dialog keeps, and how a channel goes on after."""

    why: SignInNeeded
    text: str | None = None
    resume: Resume | None = None


class Asking:
    """Sends sign-in cards, and knows in which channels somebody waits; a restart forgets these."""

    def __init__(
        self, tokens: PersonTokens, room: WaitingRoom, adapter: CloudAdapterBase, app_id: str
    ) -> None:
        self.tokens = tokens
        self.room = room
        self._adapter = adapter
        self._app_id = app_id
        self._elsewhere: OrderedDict[str, Resume] = OrderedDict()
        self._refused: OrderedDict[str, None] = OrderedDict()

    async def ask(self, context: TurnContext, asked: Asked) -> None:
        """Ask in the place of the turn, or in the person's own chat.

        A client exchanges by itself, and what was asked for goes on by itself: where Graph takes none of the
        tokens that come of it, that would go round for ever. So the second time it takes the button.
        """
        speaker = speaker_of(context)
        exchange = not asked.why.claims and not self.is_refused(speaker.user_id)
        try:
            if await self.tokens.give_up(speaker):
                self._refused[speaker.user_id] = None
                while len(self._refused) > KEPT:
                    self._refused.popitem(last=False)
            if is_in_channel(context.activity):
                await self._in_own_chat(context, speaker, asked, exchange=exchange)
            else:
                await self.here(context, exchange=exchange, text=asked.text)
        except BookingError as error:
            log.warning("sign-in-not-offered", error=type(error).__name__)
            await context.send_activity(phrases.UNREACHABLE)

    def is_refused(self, user_id: str) -> bool:
        """Whether Graph did not take the last token of this person."""
        return user_id in self._refused

    def goes_well(self, user_id: str) -> None:
        """A turn of this person came to its end without asking."""
        self._refused.pop(user_id, None)

    async def here(self, context: TurnContext, *, exchange: bool, text: str | None = None) -> None:
        """Show the card in this conversation; an older one goes."""
        user_id = str(sender_of(context.activity).id)
        before = await self.room.find(user_id)
        card = await self.card(context, exchange=exchange)
        sent = await context.send_activity(_message(card))
        where = conversation_of(context.activity).id
        await self.room.enter(user_id, Waiting(where, sent.id if sent else None, text))
        if before and before.conversation == where:
            await self.tidy(context, before)

    async def card(self, context: TurnContext, *, exchange: bool) -> Card:
        """The card for the person of this turn. Raises Unavailable."""
        service = self.tokens.service
        resource = await service.resource(context.activity, self._app_id)
        offered = resource.exchange if exchange else None
        again = self.is_refused(str(sender_of(context.activity).id)) and not exchange
        text = phrases.NOT_TAKEN if again else phrases.TEXT
        return sign_in_card(service.connection, resource.link, exchange=offered, text=text)

    async def tidy(self, context: TurnContext, waiting: Waiting) -> None:
        """Take a card away that is of no more use."""
        if waiting.message:
            try:
                await context.delete_activity(waiting.message)
            except ClientException as error:
                log.info("old-card-stays", error=type(error).__name__)

    def resumes(self, user_id: str) -> bool:
        """Go on in the channel where this person waits; False where they wait in none."""
        resume = self._elsewhere.pop(user_id, None)
        if resume is not None:
            resume()
        return resume is not None

    async def _in_own_chat(
        self, context: TurnContext, speaker: Speaker, asked: Asked, *, exchange: bool
    ) -> None:
        async def ask_there(there: TurnContext) -> None:
            there.activity.from_property = context.activity.from_property
            await self.here(there, exchange=exchange)

        if asked.resume:
            self._elsewhere[speaker.user_id] = asked.resume
            while len(self._elsewhere) > KEPT:
                self._elsewhere.popitem(last=False)
        try:
            await self._adapter.create_conversation(
                self._app_id,
                ask_there,
                _own_chat(context.activity, speaker),
                CHANNEL,
                context.activity.service_url,
            )
        except ClientException as error:
            log.info("own-chat-closed", error=type(error).__name__)
            await context.send_activity(phrases.OPEN_OUR_CHAT)
        else:
            await context.send_activity(phrases.IN_OUR_CHAT)


def speaker_of(context: TurnContext) -> Speaker:
    """Who speaks in this turn."""
    return Speaker(person_of(context.activity), str(sender_of(context.activity).id))


def is_in_channel(activity: Activity) -> bool:
    """Whether no client signs in by itself here; when in doubt, none does."""
    return conversation_of(activity).conversation_type not in {"personal", "groupChat"}


def _own_chat(activity: Activity, speaker: Speaker) -> ConversationParameters:
    return ConversationParameters(
        is_group=False,
        bot=activity.recipient,
        members=[ChannelAccount(id=speaker.user_id)],
        tenant_id=speaker.person.tenant_id,
        channel_data={"tenant": {"id": speaker.person.tenant_id}},
    )


def _message(card: Card) -> Activity:
    return Activity(type="message", attachments=[Attachment(content_type=OAUTH_CARD, content=card)])
