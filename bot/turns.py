"""An activity comes in: dropped if it came before, heard in its turn, its state saved, its answer given."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

import structlog
from botbuilder.core import Bot, TurnContext
from botbuilder.core.invoke_response import InvokeResponse
from botbuilder.schema import Activity
from msrest.exceptions import ClientRequestError

from bot import phrases
from bot.commands.command import Conversations, Turn
from bot.correlation import Bound, reference_of
from bot.desks import Desks
from bot.greeting import Greeter
from bot.hearing import hear
from bot.invokes import Query, execute_response, read_execute, read_search, search_response, too_much
from bot.limits import Limit, Limits
from bot.memory import Memory
from bot.once import Answers, Held, Locks, Seen, delivery_of
from bot.promptness import Answer, Promptness, Wait, meanwhile_of, say, wait
from bot.reading import conversation_of, person_of, said_in, sender_of
from bot.sdk.answered import written
from bot.sdk.stacks import names_lost_dialog
from bot.sends import watched_sends
from bot.sign_in.desk import SignInDesk
from bot.sign_in.hearing import NAMES
from bot.sign_in.phrases import SIGNED_IN
from bot.sweeper import Sweeper
from bot.taps import tap_id
from bot.watch import Watch
from cards.answers import Heard, Move, Tapped, Typed, read_tap
from dialogs.desk import Desk, clear_away
from dialogs.stage import Arrival, Stage, Way
from storage import StateConflict

log = structlog.get_logger()

CONFLICTS = 3
"""How often a turn is heard anew because another copy of the bot was quicker to save."""
MESSAGES_KEPT = 20_000
ANSWERS_KEPT = 500
ONCE_MORE = Typed("try again")
KNOWN_INVOKES = frozenset({"adaptiveCard/action", "application/search", *NAMES})


@dataclass(frozen=True, slots=True)
class House:
    """What the doorway leads to."""

    conversations: Conversations
    desks: Desks
    memory: Memory
    greeter: Greeter
    limits: Limits
    watch: Watch
    sweeper: Sweeper
    sign_in: SignInDesk | None = None
    wait: Wait = wait
    new_correlation: Callable[[], UUID] = uuid4


class Doorway(Bot):
    """The bot, as the SDK's adapter sees it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._messages = Seen(MESSAGES_KEPT)
        self._answers: Answers[InvokeResponse] = Answers(ANSWERS_KEPT)
        self._locks = Locks()
        self._promptness = Promptness(house.desks.later, self._stands, wait=house.wait)

    async def on_turn(self, context: TurnContext) -> None:
        """One activity, to its end, or turned away where there are too many."""
        activity: Activity = context.activity
        speaker = person_of(activity)
        tenant, person = speaker.tenant_id, str(sender_of(activity).id)
        with (turn := self._house.limits.turn(tenant, person)) as reached:
            if reached is None:
                self._house.sweeper.spoke(speaker)
                await self._admitted(context)
                turn.goes_on(meanwhile_of(context).work)
            else:
                is_first = self._house.limits.may_say_so(tenant, person)
                await self._turned_away(context, reached, is_first=is_first)

    async def _turned_away(self, context: TurnContext, reached: Limit, *, is_first: bool) -> None:
        activity: Activity = context.activity
        self._house.watch.count("limited", reached)
        if is_first:
            log.warning("limited", reason=reached, kind=_kind(activity))
        if activity.type == "invoke":
            await context.send_activity(Activity(type="invokeResponse", value=too_much(activity.name)))
        elif activity.type == "message" and is_first:
            await say(context, phrases.TOO_MUCH)

    async def _admitted(self, context: TurnContext) -> None:
        activity: Activity = context.activity
        watched_sends(context, self._house.watch)
        context.on_update_activity(self._house.desks.later.before_update)
        if activity.type == "invoke":
            answer = await self._answers.once(delivery_of(activity), lambda: self._answered(context))
            await context.send_activity(Activity(type="invokeResponse", value=answer))
        elif self._messages.is_new(delivery_of(activity)):
            if activity.type == "message":
                await self._promptness.message(context, self._spoken(context, lambda: self._message(context)))
            else:
                await self._watched(context, lambda: self._event(context))

    async def _spoken(self, context: TurnContext, work: Callable[[], Awaitable[Answer]]) -> None:
        answer = await self._watched(context, work)
        if isinstance(answer, str):
            await say(context, answer)

    async def _event(self, context: TurnContext) -> Answer:
        await self._house.greeter.on_event(context)
        return None

    async def _message(self, context: TurnContext) -> Answer:
        activity: Activity = context.activity
        said = said_in(activity)
        if said or activity.value is None:
            sign_in = self._house.sign_in
            if sign_in and await sign_in.hears_code(context, said, partial(self._goes_on, context)):
                return None
            return await self._turn(context, Typed(said), Way.MESSAGE)
        tap = read_tap(activity.value)
        return await self._turn(context, tap, Way.SUBMIT) if tap else phrases.NOT_MY_BUTTON

    async def _answered(self, context: TurnContext) -> InvokeResponse:
        activity: Activity = context.activity
        match activity.name:
            case "adaptiveCard/action":
                tap = read_execute(activity.value)
                work = self._watched(context, lambda: self._executed(context, tap))
                return execute_response(await self._promptness.tap(context, tap, work))
            case "application/search":
                return await self._searched(context, read_search(activity.value))
            case name if name in NAMES:
                return await self._signed_in(context)
            case _:
                return InvokeResponse(status=200)

    async def _executed(self, context: TurnContext, tap: Tapped | None) -> Answer:
        activity: Activity = context.activity
        if tap is None:
            return phrases.NOT_MY_BUTTON
        await self._house.desks.later.caught_up(conversation_of(activity).id, str(activity.reply_to_id))
        if self._house.sign_in and (login := await self._house.sign_in.before_tap(context, tap)):
            return login
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

        await self._promptness.search(context, self._watched(context, search))
        return search_response(found)

    async def _signed_in(self, context: TurnContext) -> InvokeResponse:
        """Take what came of a sign-in, and go on with what waited for it."""
        sign_in = self._house.sign_in
        if sign_in is None:
            return InvokeResponse(status=200)

        async def go_on(text: str | None) -> None:
            await self._promptness.message(context, self._goes_on(context, text))

        async def work() -> Answer:
            return (await sign_in.hear(context, go_on)).response

        answer = await self._watched(context, work)
        if isinstance(answer, str):
            await context.send_activity(answer)
        return answer if isinstance(answer, InvokeResponse) else InvokeResponse(status=200)

    async def _goes_on(self, context: TurnContext, text: str | None) -> None:
        """What waited for somebody to sign in: a text, or the open question."""
        heard = Typed(text) if text else None
        await self._spoken(context, lambda: self._turn(context, heard, Way.MESSAGE))

    def _again(self, context: TurnContext) -> Callable[[str], None]:
        later, activity = self._house.desks.later, context.activity
        return lambda text: later.again(activity, lambda there: self._goes_on(there, text))

    async def _turn(self, context: TurnContext, heard: Heard | None, way: Way) -> Answer:
        """Hear it, alone with this person in this conversation.

        Another copy of the bot may hear them at the same moment: who saves later hears once more, with what
        the first has made of it. None asks the open question again, now that the person is signed in.
        """
        async with self._alone(context):
            for _ in range(CONFLICTS):
                try:
                    return await self._heard(context, heard, way)
                except StateConflict:
                    log.info("conflict", kind=_kind(context.activity))
            return await self._heard(context, heard, way)

    async def _stands(self, context: TurnContext) -> bool:
        """Whether what the turn has shown is the newest, once whatever came meanwhile was heard."""
        async with self._alone(context):
            return await self._house.memory.stands(context)

    def _alone(self, context: TurnContext) -> Held:
        return self._locks.held((conversation_of(context.activity).id, sender_of(context.activity).id))

    async def _heard(self, context: TurnContext, heard: Heard | None, way: Way) -> Answer:
        memory = self._house.memory
        if not await memory.recall(context):
            return phrases.FORGOTTEN
        is_open = await memory.is_open(context)
        if heard is None and not is_open:
            return SIGNED_IN
        if way is not Way.EXECUTE and memory.has_heard(context):
            return None
        tap = tap_id(heard)
        booked = memory.led_to(context, tap) if tap else None
        if booked is not None and (is_open or booked):
            heard = ONCE_MORE if is_open else Tapped(booked, Move.LOOK, {})
        desk = self._house.desks.lay(context, heard or ONCE_MORE, way)
        stage = desk.stage
        try:
            await hear(Turn(context, memory.dialogs, self._house.conversations, desk), is_open=is_open)
        except Exception as error:
            if not names_lost_dialog(error):
                raise
            await memory.forget(context)
            stage.answer = phrases.FORGOTTEN
        await self._kept(context, desk, tap, was_open=is_open)
        self._follow_up(context, desk)
        return stage.answer

    async def _kept(self, context: TurnContext, desk: Desk, tap: str | None, *, was_open: bool) -> None:
        memory, stage = self._house.memory, desk.stage
        is_open = await memory.is_open(context)
        if self._house.sign_in:
            await self._house.sign_in.after_turn(context, desk, is_open=is_open, again=self._again(context))
        if (was_open or is_open) and (tap is None or stage.standing or stage.booked):
            memory.note(context, tap, stage.booked)
        try:
            await memory.save(context)
        except StateConflict:
            stage.meanwhile.message = stage.posted  # what is heard next takes its place
            raise

    def _follow_up(self, context: TurnContext, desk: Desk) -> None:
        """What was shown is kept, and so may be seen elsewhere too; of two turns, that of the later one.

        Nothing is awaited from here to the end of the turn: the first word is either said by now, or the
        answer is there before it.
        """
        stage, late = desk.stage, self._promptness.is_late(context, desk.stage)
        if late:
            self._promptness.keep_for_client(context, stage, desk.heard)
        arriving = stage.mirrored()
        if late or stage.afterwards:
            later = self._house.desks.later
            later.follow_up(lambda: self._let_out(context, stage, arriving), name="after the turn")

    async def _let_out(self, context: TurnContext, stage: Stage, arriving: list[Arrival]) -> None:
        """What was shown follows the answer of the turn, and what is found out follows that."""
        await written()
        await self._promptness.first_word_arrives(context, stage)
        await stage.let_out(arriving)
        await self._promptness.show_again(context, stage)

    async def _watched(self, context: TurnContext, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of the work; when it fails a sentence, with a reference that stands in the log."""
        activity: Activity = context.activity
        correlation, started = self._house.new_correlation(), time.monotonic()
        kind = _kind(activity)
        with Bound(correlation, activity.id), self._house.watch.around("turn", kind) as facts:
            try:
                answer = await work()
            except StateConflict:
                log.warning("conflict", kind=kind)
                return phrases.TRY_AGAIN
            except Exception as error:
                log.exception("failed", kind=kind)
                facts["error"] = type(error).__name__
                # Through a connector that does not answer nobody is told, and the next turn waits meanwhile.
                is_deaf = isinstance(error, ClientRequestError) and activity.type == "message"
                return None if is_deaf else phrases.went_wrong(reference_of(correlation))
            finally:
                clear_away(context)
            log.info("turn", kind=kind, ms=round((time.monotonic() - started) * 1000))
            return answer


def _kind(activity: Activity) -> str:
    """What it is, in few words: a name that nobody knows is not repeated."""
    if activity.type != "invoke":
        return str(activity.type)
    return activity.name if activity.name in KNOWN_INVOKES else "invoke"
