"""Where the doorway brings everything about signing in."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.core.invoke_response import InvokeResponse
from botbuilder.schema import Activity

from booking.errors import SignInNeeded, Unavailable
from bot.invokes import login_request, refused_sign_in
from bot.person_tokens import PersonTokens
from bot.reading import sender_of
from bot.sign_in import phrases
from bot.sign_in.asking import Asked, Asking, is_in_channel, speaker_of
from bot.sign_in.hearing import LONGEST_TOKEN, Hearing, Outcome
from bot.sign_in.waiting import WaitingRoom
from cards.answers import Move, Tapped, Typed
from dialogs.desk import Desk
from dialogs.stage import Card

GoOn = Callable[[str | None], Awaitable[Any]]
_WITHOUT_BOOKINGS = frozenset({Move.CANCEL, Move.HELP})


class SignInDesk:
    """For bots that act with each person's own rights."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._hearing = Hearing(asking)

    async def before_tap(self, context: TurnContext, tap: Tapped) -> InvokeResponse | None:
        """What a tap is answered with in place of being heard, so that it can be sent again as it is.

        Where the person is not signed in the client is asked to see to it (teams-platform 2B, 401); it then
        sends the same tap again, with what the sign-in brought.
        """
        value: Any = context.activity.value
        try:
            if (refusal := await self._brought(context, value)) is not None:
                return refusal
            if tap.move in _WITHOUT_BOOKINGS or is_automatic(context.activity):
                return None
            await self._asking.tokens.bearer(speaker_of(context))
        except SignInNeeded:
            may = not is_in_channel(context.activity) and not self._asking.is_refused(_user_id(context))
            return login_request(await self._asking.card(context, exchange=may))
        except Unavailable:
            return None
        return None

    async def after_turn(
        self, context: TurnContext, desk: Desk, *, is_open: bool, again: Callable[[str], None]
    ) -> None:
        """Ask whoever turned out not to be signed in; a client that refreshes by itself is not asked.

        `again` hears a text once more in the place of this turn, for who signs in elsewhere.
        """
        if is_automatic(context.activity):
            return
        if desk.sign_in.wanted is None:
            self._asking.goes_well(_user_id(context))
            return
        keeps = is_open or desk.sign_in.asked_for
        text = None if keeps or not isinstance(desk.heard, Typed) else desk.heard.text
        resume = partial(_shown_again, desk, *desk.stage.standing) if desk.stage.standing else None
        if text is not None and is_in_channel(context.activity):
            resume = partial(again, text)
        await self._asking.ask(context, Asked(desk.sign_in.wanted, text, resume))

    async def hear(self, context: TurnContext, go_on: GoOn) -> Outcome:
        """What Teams tells of a sign-in; afterwards what the person was about goes on."""
        return await self._goes_on(context, await self._hearing.hear(context), go_on)

    async def hears_code(self, context: TurnContext, text: str, go_on: GoOn) -> bool:
        """Take six digits typed where the person was asked; False for all else that is typed.

        Clients that cannot hand the code back themselves show it on the sign-in page, to be typed.
        """
        if not self._hearing.is_code(text) or not await self._hearing.is_asked_here(context):
            return False
        await self._goes_on(context, await self._hearing.verified(context, text), go_on)
        return True

    async def _goes_on(self, context: TurnContext, outcome: Outcome, go_on: GoOn) -> Outcome:
        if (waiting := outcome.goes_on) is not None:
            await self._asking.tidy(context, waiting)
            if self._asking.resumes(str(sender_of(context.activity).id)):
                await context.send_activity(phrases.SIGNED_IN)
            else:
                await go_on(waiting.text)
        if outcome.said:
            await context.send_activity(outcome.said)
        return outcome

    async def _brought(self, context: TurnContext, value: Any) -> InvokeResponse | None:
        """Take the token or the code that a tap brings; an answer where it does not do."""
        match value:
            case {"authentication": {"connectionName": str(connection), "token": str(token)}}:
                if connection != self._asking.tokens.service.connection or len(token) > LONGEST_TOKEN:
                    return refused_sign_in(phrases.CONSENT)
                granted = await self._asking.tokens.service.exchange(_user_id(context), token)
                refusal = refused_sign_in(phrases.CONSENT)
            case {"state": str(code)} if code:
                granted = await self._hearing.by_code(context, code)
                refusal = refused_sign_in(None)
            case _:
                return None
        outcome = await self._hearing.kept(context, granted) if granted else None
        if outcome is None or outcome.said not in {None, phrases.SIGNED_IN}:
            return refusal if outcome is None else refused_sign_in(outcome.said)
        return None


def _shown_again(desk: Desk, message_id: str, card: Card) -> None:
    desk.stage.mirror(message_id, card)


def sign_in_desk(
    tokens: PersonTokens | None, room: WaitingRoom, adapter: CloudAdapterBase, app_id: str
) -> SignInDesk | None:
    """None where nobody signs in."""
    return SignInDesk(Asking(tokens, room, adapter, app_id)) if tokens else None


def is_automatic(activity: Activity) -> bool:
    """Whether a client refreshes a card by itself, with nobody looking on."""
    match activity.value:
        case {"trigger": "automatic"}:
            return True
        case _:
            return False


def _user_id(context: TurnContext) -> str:
    return str(sender_of(context.activity).id)
