"""However slow an answer is, something is said soon: first that it is being worked on, then the answer."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from typing import Any

import structlog
from botbuilder.core import TurnContext
from botbuilder.core.invoke_response import InvokeResponse
from msrest.exceptions import ClientException

from bot import phrases
from bot.later import Later
from bot.reading import conversation_of, is_shared, sender_of
from bot.reading import is_targeted as is_for_the_bot_alone
from bot.sdk.answered import written
from cards.answers import Move, Tapped
from cards.frame import TITLE
from cards.open_place import over
from cards.working import working
from dialogs.meanwhile import Meanwhile
from dialogs.stage import Card, Stage
from dialogs.targeted import is_targeted, kept_id, message, teams_id

log = structlog.get_logger()

FIRST_WORD = 0.8
"""Seconds without an answer after which it is said that it takes longer. Teams waits 3 for the answer to a
tap and 5 for that to a message, and people wait one before they wonder (teams-platform 5B)."""
LONGEST_SEARCH = 2.5
"""Seconds; who types on asks again."""
ON_ITS_WAY = 2.5
"""Seconds; an answer to a message that is being sent is waited for so much longer."""
ARRIVES = 0.3
"""Seconds that the first word gets on its way to the client, so that the answer does not come before it."""
STILL_THERE = 2.5
"""Seconds after which a late answer is put there once more: some clients will have had it before the word
that it comes, which then stands in its place for good."""
VIEWS_KEPT = 500

Answer = Card | InvokeResponse | str | None
Wait = Callable[[asyncio.Task[Any], float], Awaitable[None]]

_MEANWHILE = "frontdesk.meanwhile"


async def wait(work: asyncio.Task[Any], seconds: float) -> None:
    """Until the work is done, or for so long."""
    loop = asyncio.get_running_loop()
    over: asyncio.Future[None] = loop.create_future()

    def end(_work: object = None) -> None:
        if not over.done():
            over.set_result(None)

    timer = loop.call_later(seconds, end)
    work.add_done_callback(end)
    try:
        await over
    finally:
        timer.cancel()
        work.remove_done_callback(end)


def meanwhile_of(context: TurnContext) -> Meanwhile:
    """What was said so far in this turn in place of its answer."""
    found = context.turn_state.get(_MEANWHILE)
    if not isinstance(found, Meanwhile):
        found = context.turn_state[_MEANWHILE] = Meanwhile()
    return found


class Promptness:
    """Lets work go on after its request was answered; `Later` finishes it before the bot stops."""

    def __init__(
        self,
        later: Later,
        stands: Callable[[TurnContext], Awaitable[bool]],
        *,
        wait: Wait = wait,
        pause: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        self._later, self._stands = later, stands
        self._wait, self._pause = wait, pause or later.pause
        self._views: OrderedDict[Hashable, Card] = OrderedDict()

    async def tap(
        self, context: TurnContext, tap: Tapped | None, work: Coroutine[Any, Any, Answer]
    ) -> Answer:
        """The answer to a tap, or the card that says that it comes."""
        if tap and tap.move is Move.LOOK and (view := self._views.pop(_view_key(context), None)):
            work.close()
            return view
        going_on = self._later.go_on(work)
        await self._wait(going_on, FIRST_WORD)
        if going_on.done():
            return going_on.result()
        going_on.add_done_callback(_log_failure)
        meanwhile = meanwhile_of(context)
        meanwhile.is_said, meanwhile.work = True, going_on
        self._later.go_on(self._sentence(context, tap, going_on))
        return working(tap.nonce if tap and is_shared(context.activity) else None)

    async def message(self, context: TurnContext, work: Coroutine[Any, Any, None]) -> None:
        """Over when a message is answered, or told that the answer comes."""
        going_on = self._later.go_on(self._tidied(context, work))
        await self._wait(going_on, FIRST_WORD)
        if going_on.done():
            return going_on.result()
        going_on.add_done_callback(_log_failure)
        meanwhile = meanwhile_of(context)
        meanwhile.work = going_on
        async with meanwhile.lock:
            if not meanwhile.is_over:
                meanwhile.is_said, meanwhile.message = True, await _first_word(context)
                return None
        await self._wait(going_on, ON_ITS_WAY)
        return None

    async def search(self, context: TurnContext, work: Coroutine[Any, Any, Answer]) -> None:
        """Over when it was found out, or took too long."""
        going_on = meanwhile_of(context).work = self._later.go_on(work)
        going_on.add_done_callback(_log_failure)
        await self._wait(going_on, LONGEST_SEARCH)

    def is_late(self, context: TurnContext, stage: Stage) -> bool:
        """Whether the card of this turn has to find its way by itself: its tap was answered otherwise."""
        return isinstance(stage.answer, dict) and meanwhile_of(context).is_said

    def keep_for_client(self, context: TurnContext, stage: Stage, heard: object) -> None:
        """Where others read along, the late card is for the client of the person.

        It asks for it when the message changes. An answer to such an asking is waited for by hand: else each
        would bring about the next.
        """
        if stage.shared and isinstance(stage.answer, dict):
            self._keep(context, stage.answer)
            if stage.standing and not _looks(heard):
                stage.copies.append(stage.standing)

    async def first_word_arrives(self, context: TurnContext, stage: Stage) -> None:
        """A late card follows the word that it comes."""
        if self.is_late(context, stage):
            await self._pause(ARRIVES)

    async def show_again(self, context: TurnContext, stage: Stage) -> None:
        """What stands in place of the late card once more, unless more comes by itself."""
        if self.is_late(context, stage) and not stage.more_comes and await self._still_stands(context):
            for message_id, _card in stage.copies:
                await self._later.put_back(context.activity, teams_id(message_id))

    async def _still_stands(self, context: TurnContext) -> bool:
        await self._pause(STILL_THERE)
        return await self._stands(context)

    async def _sentence(
        self, context: TurnContext, tap: Tapped | None, going_on: asyncio.Task[Answer]
    ) -> None:
        """The sentence that was to answer a tap, below the card; a card finds its way by itself.

        A client that looked by itself would look again at each change of the message, and for ever.
        """
        await asyncio.wait({going_on})
        if going_on.cancelled() or going_on.exception() or isinstance(answer := going_on.result(), dict):
            return
        await written()
        await self._pause(ARRIVES)
        said = phrases.TAP_AGAIN if isinstance(answer, InvokeResponse) else answer or phrases.NOTHING_TO_SHOW
        if not _looks(tap) and await self._put_back(context):
            await say(context, said)
            if await self._still_stands(context):
                await self._put_back(context)
        elif is_shared(context.activity):
            self._keep(context, over(TITLE, said))
            await say(context, said)
        elif tapped := context.activity.reply_to_id:
            newer = message(over(TITLE, said))
            newer.id = tapped
            await context.update_activity(newer)

    async def _put_back(self, context: TurnContext) -> bool:
        """The card that was tapped, in place of the word that its answer comes; False where nobody has it."""
        tapped = context.activity.reply_to_id
        return bool(tapped) and await self._later.put_back(context.activity, tapped)

    async def _tidied(self, context: TurnContext, work: Coroutine[Any, Any, None]) -> None:
        """Do the work, and take away the word that nothing took the place of."""
        await work
        if left := await meanwhile_of(context).place():
            await context.delete_activity(left)

    def _keep(self, context: TurnContext, card: Card) -> None:
        self._views[_view_key(context)] = card
        if len(self._views) > VIEWS_KEPT:
            self._views.popitem(last=False)


async def say(context: TurnContext, text: str) -> None:
    """A sentence, in the place of the word that it comes; for the asker alone where they wrote so."""
    place = await meanwhile_of(context).place()
    if place:
        activity = message(text, targeted=is_targeted(place))
        activity.id = teams_id(place)
        await context.update_activity(activity)
    else:
        await context.send_activity(message(text, targeted=is_for_the_bot_alone(context.activity)))


async def _first_word(context: TurnContext) -> str | None:
    """The id of the message that says that the answer comes; none where Teams does not take it."""
    targeted = is_for_the_bot_alone(context.activity)
    try:
        sent = await context.send_activity(message(working(), targeted=targeted))
    except ClientException as error:
        log.info("first-word-unsaid", error=type(error).__name__)
        return None
    return kept_id(str(sent.id), targeted=targeted) if sent else None


def _log_failure(going_on: asyncio.Task[Any]) -> None:
    """What fails after its request was answered has nobody else to tell."""
    if not going_on.cancelled() and (error := going_on.exception()) is not None:
        log.error("late-failed", error=type(error).__name__, exc_info=error)


def _looks(heard: object) -> bool:
    return isinstance(heard, Tapped) and heard.move is Move.LOOK


def _view_key(context: TurnContext) -> Hashable:
    activity = context.activity
    return conversation_of(activity).id, sender_of(activity).id, activity.reply_to_id
