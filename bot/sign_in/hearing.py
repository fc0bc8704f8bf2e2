"""What Teams tells of a sign-in: tokens to exchange, codes to verify, failures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import structlog
from botbuilder.core import TurnContext
from botbuilder.core.invoke_response import InvokeResponse

from booking.errors import BookingError, Unavailable
from bot.person_tokens import AnotherAccount
from bot.reading import conversation_of, sender_of
from bot.sdk.user_tokens import Granted
from bot.sign_in import phrases
from bot.sign_in.asking import Asking, speaker_of
from bot.sign_in.waiting import Waiting

log = structlog.get_logger()

NAMES = frozenset({"signin/tokenExchange", "signin/verifyState", "signin/failure"})
LONGEST_TOKEN = 32_000
LONGEST_ID = 500
_CODE = re.compile(r"\d{6}", re.ASCII)
_CANCELLED = "CancelledByUser"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to Teams, the sentence for the person, and what goes on now that they are signed in."""

    response: InvokeResponse
    said: str | None = None
    goes_on: Waiting | None = None


class Hearing:
    """Takes what comes of the cards that Asking sent."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    async def hear(self, context: TurnContext) -> Outcome:
        """One invoke of NAMES."""
        value: Any = context.activity.value
        match context.activity.name, value:
            case "signin/tokenExchange", {"id": str(exchange), "connectionName": str(connection), **rest}:
                token = rest.get("token")
                if connection != self._asking.tokens.service.connection or not _fits(exchange, token):
                    return Outcome(InvokeResponse(status=HTTPStatus.BAD_REQUEST))
                return await self.exchanged(context, exchange, str(token))
            case "signin/verifyState", {"state": str(state)}:
                return await self.verified(context, state)
            case "signin/failure", {"code": str(code)}:
                return await self._failed(context, code)
            case _:
                return Outcome(InvokeResponse(status=HTTPStatus.BAD_REQUEST))

    async def exchanged(self, context: TurnContext, exchange: str, token: str) -> Outcome:
        """Exchange it once; the same from another client of the person needs nothing more (D13)."""
        room, user_id = self._asking.room, str(sender_of(context.activity).id)
        if await room.find(user_id) is None or not await room.is_first(user_id, exchange):
            return Outcome(_OK)
        try:
            granted = await self._asking.tokens.service.exchange(user_id, token)
            return await self.kept(context, granted) if granted else self._consent(exchange)
        except Unavailable as error:
            log.warning("token-not-exchanged", error=type(error).__name__)
            return self._consent(exchange)
        finally:
            await room.forget(user_id, exchange)

    async def verified(self, context: TurnContext, state: str) -> Outcome:
        """The person came back from signing in with a code."""
        if state == _CANCELLED:
            return Outcome(_OK, phrases.CANCELLED)
        granted = await self.by_code(context, state)
        if granted is None:
            return Outcome(InvokeResponse(status=HTTPStatus.NOT_FOUND), phrases.WRONG_CODE)
        return await self.kept(context, granted)

    def is_code(self, text: str) -> bool:
        """Whether it looks like what the sign-in page gives."""
        return _CODE.fullmatch(text) is not None

    async def is_asked_here(self, context: TurnContext) -> bool:
        """Whether the person of this turn was asked in this conversation, and has not signed in yet."""
        waiting = await self._asking.room.find(str(sender_of(context.activity).id))
        return waiting is not None and waiting.conversation == conversation_of(context.activity).id

    async def by_code(self, context: TurnContext, code: str) -> Granted | None:
        """What a sign-in brought; None for a code that is not right. Raises Unavailable."""
        if not self.is_code(code):
            return None
        return await self._asking.tokens.service.token(str(sender_of(context.activity).id), code)

    async def kept(self, context: TurnContext, granted: Granted) -> Outcome:
        """Take the token, if it is the person's own; who was waited for is waited for no longer."""
        room, user_id = self._asking.room, str(sender_of(context.activity).id)
        try:
            await self._asking.tokens.keep(speaker_of(context), granted)
        except AnotherAccount:
            return Outcome(_OK, phrases.ANOTHER_ACCOUNT)
        except BookingError as error:
            log.warning("token-not-kept", error=type(error).__name__)
            return Outcome(_OK, phrases.UNREACHABLE)
        waiting = await room.find(user_id)
        await room.leave(user_id)
        return Outcome(_OK, goes_on=waiting) if waiting else Outcome(_OK, phrases.SIGNED_IN)

    def _consent(self, exchange: str) -> Outcome:
        """The client shows the button now, behind which the person can agree."""
        told: Mapping[str, str] = {
            "id": exchange,
            "connectionName": self._asking.tokens.service.connection,
            "failureDetail": phrases.CONSENT,
        }
        return Outcome(InvokeResponse(status=HTTPStatus.PRECONDITION_FAILED, body=told))

    async def _failed(self, context: TurnContext, code: str) -> Outcome:
        known = code if code in phrases.FAILURES else "unknown"
        log.warning("sign-in-failed", code=known)
        said = phrases.FAILURES.get(code, phrases.UNKNOWN_FAILURE)
        waiting = await self._asking.room.find(str(sender_of(context.activity).id))
        if waiting is None or waiting.conversation != conversation_of(context.activity).id:
            return Outcome(_OK)
        if code in phrases.MENDED_BY_BUTTON:
            await self._asking.here(context, exchange=False, text=waiting.text)
            said = f"{said} {phrases.BY_BUTTON}"
        return Outcome(_OK, said)


_OK = InvokeResponse(status=HTTPStatus.OK)


def _fits(exchange: str, token: object) -> bool:
    return isinstance(token, str) and 0 < len(token) <= LONGEST_TOKEN and 0 < len(exchange) <= LONGEST_ID
