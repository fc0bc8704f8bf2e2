"""An activity comes in: dropped if it came before, heard in its turn, its state saved, its answer given."""

import secrets
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass

import structlog
from botbuilder.core import Bot, TurnContext
from botbuilder.core.invoke_response import InvokeResponse
from botbuilder.schema import Activity

from bot import phrases
from bot.commands.command import Conversations, Turn
from bot.desks import Desks
from bot.greeting import Greeter
from bot.hearing import hear
from bot.invokes import Query, execute_response, read_execute, read_search, search_response
from bot.memory import Memory
from bot.once import Answers, Locks, Seen
from bot.reading import conversation_of, said_in, sender_of
from bot.sdk.stacks import names_lost_dialog
from cards.answers import Heard, Typed, read_tap
from dialogs.stage import Card, Way
from storage import StateConflict

log = structlog.get_logger()

MESSAGES_KEPT = 20_000
ANSWERS_KEPT = 500

Answer = Card | str | None


def new_reference() -> str:
    """Eight signs that lead from the person's words to the log."""
    return secrets.token_hex(4)


@dataclass(frozen=True, slots=True)
class House:
    """What the doorway leads to."""

    conversations: Conversations
    desks: Desks
    memory: Memory
    greeter: Greeter
    new_reference: Callable[[], str] = new_reference


class Doorway(Bot):
    """The bot, as the SDK's adapter sees it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._messages = Seen(MESSAGES_KEPT)
        self._answers: Answers[InvokeResponse] = Answers(ANSWERS_KEPT)
        self._locks = Locks()

    async def on_turn(self, context: TurnContext) -> None:
        """One activity, to its end."""
        activity: Activity = context.activity
        context.on_update_activity(self._house.desks.later.before_update)
        if activity.type == "invoke":
            answer = await self._answers.once(_delivery(activity), lambda: self._answered(context))
            await context.send_activity(Activity(type="invokeResponse", value=answer))
        elif self._messages.is_new(_delivery(activity)):
            work = self._message if activity.type == "message" else self._event
            answer = await self._watched(context, lambda: work(context))
            if isinstance(answer, str) and activity.type == "message":
                await context.send_activity(answer)

    async def _event(self, context: TurnContext) -> Answer:
        await self._house.greeter.on_event(context)
        return None

    async def _message(self, context: TurnContext) -> Answer:
        activity: Activity = context.activity
        said = said_in(activity)
        if said or activity.value is None:
            return await self._turn(context, Typed(said), Way.MESSAGE)
        tap = read_tap(activity.value)
        return await self._turn(context, tap, Way.SUBMIT) if tap else phrases.NOT_MY_BUTTON

    async def _answered(self, context: TurnContext) -> InvokeResponse:
        activity: Activity = context.activity
        match activity.name:
            case "adaptiveCard/action":
                return execute_response(await self._watched(context, lambda: self._executed(context)))
            case "application/search":
                return await self._searched(context, read_search(activity.value))
            case _:
                return InvokeResponse(status=200)

    async def _executed(self, context: TurnContext) -> Answer:
        activity: Activity = context.activity
        tap = read_execute(activity.value)
        if tap is None:
            return phrases.NOT_MY_BUTTON
        await self._house.desks.later.caught_up(conversation_of(activity).id, str(activity.reply_to_id))
        return await self._turn(context, tap, Way.EXECUTE)

    async def _searched(self, context: TurnContext, query: Query | None) -> InvokeResponse:
        found: list[tuple[str, str]] = []

        async def search() -> None:
            if query and await self._house.memory.recall(context):
                self._house.desks.lay(context, Typed(query.text), Way.EXECUTE)
                state = self._house.memory.dialogs
                found.extend(
                    await self._house.conversations.search(context, state, query.dataset, query.text)
                )

        await self._watched(context, search)
        return search_response(found)

    async def _turn(self, context: TurnContext, heard: Heard, way: Way) -> Answer:
        activity: Activity = context.activity
        memory = self._house.memory
        async with self._locks.held((conversation_of(activity).id, sender_of(activity).id)):
            if not await memory.recall(context):
                return phrases.FORGOTTEN
            desk = self._house.desks.lay(context, heard, way)
            try:
                turn = Turn(context, memory.dialogs, self._house.conversations, desk)
                await hear(turn, is_open=await memory.is_open(context))
            except Exception as error:
                if not names_lost_dialog(error):
                    raise
                await memory.forget(context)
                desk.stage.answer = phrases.FORGOTTEN
            await memory.save(context)
            return desk.stage.answer

    async def _watched(self, context: TurnContext, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of the work; when it fails a sentence, with a reference that stands in the log."""
        activity: Activity = context.activity
        reference, started = self._house.new_reference(), time.monotonic()
        kind = activity.name or activity.type
        with structlog.contextvars.bound_contextvars(reference=reference, activity=activity.id):
            try:
                answer = await work()
            except StateConflict:
                log.warning("conflict", kind=kind)
                return phrases.TRY_AGAIN
            except Exception:
                log.exception("failed", kind=kind)
                return phrases.went_wrong(reference)
            log.info("turn", kind=kind, ms=round((time.monotonic() - started) * 1000))
            return answer


def _delivery(activity: Activity) -> Hashable:
    """By what a second delivery is known; one without an id is never known again."""
    if not activity.id:
        return object()
    return conversation_of(activity).id, sender_of(activity).id, activity.type, activity.id
