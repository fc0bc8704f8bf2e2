"""What goes on after a turn: messages brought up to date, and work that takes longer."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference

from bot.reading import conversation_of
from bot.sdk.shown import Message, Shown
from bot.sends import watched_sends
from bot.watch import Watch
from dialogs.places import Place
from dialogs.stage import Arrival, Card, View
from dialogs.targeted import is_targeted, message, teams_id

log = structlog.get_logger()

QUIET = 0.5
"""Seconds that a card waits for a newer one before its message is brought up to date.

Who tapped sees it already, and Teams takes no more than 7 updates a second in a conversation.
"""

HELD = 15.0
"""Seconds that it waits longer where the message was tapped: by then Teams has given the tap up."""

LONGEST_WAIT = 3.0
"""Seconds; a card may be answered that much later, and no more."""

SAID = (
    *("type", "id", "text", "from_property", "recipient", "conversation", "channel_data", "entities"),
    *("locale", "local_timezone"),
)
"""What makes an activity that of somebody who wrote something."""


@dataclass(slots=True)
class _Waiting:
    """The newer form of a message, the activity that led to it, and when it is to be there at the latest."""

    activity: Activity
    newer: Callable[[], Activity]
    due: float
    timer: asyncio.TimerHandle
    is_due: bool = False


class Later:
    """Keeps hold of everything that outlives its turn. Failures are logged and reach nobody's turn."""

    def __init__(
        self,
        adapter: BotAdapter,
        app_id: str,
        watch: Watch,
        quiet: float = QUIET,
        *,
        shown: Shown | None = None,
    ) -> None:
        self._adapter = adapter
        self._shown = shown or Shown()
        self._app_id = app_id
        self._watch = watch
        self._quiet = quiet
        self._stopping = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._waiting: dict[Message, _Waiting] = {}
        self._updating: dict[Message, asyncio.Task[None]] = {}

    def follow_up(self, work: Callable[[], Awaitable[None]], *, name: str) -> None:
        """Start the work, to be finished before the bot stops."""
        self._start(self._watched(work, name))

    def go_on(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Work that may outlive the request that began it; the bot finishes it before it stops."""
        return self._start(work)

    def again(self, activity: Activity, work: Callable[[TurnContext], Awaitable[None]]) -> None:
        """Work in the place of an activity whose turn is over, as if the activity came once more."""

        async def there(context: TurnContext) -> None:
            for name in SAID:
                setattr(context.activity, name, getattr(activity, name))
            watched_sends(context, self._watch)
            context.on_update_activity(self.before_update)
            await work(context)

        async def hear() -> None:
            reference = TurnContext.get_conversation_reference(activity)
            await self._adapter.continue_conversation(reference, there, self._app_id)

        self.follow_up(hear, name="hear again")

    async def put(self, place: Place, view: View) -> None:
        """Bring the message of this place up to date, or post one. Raises ClientException."""
        targeted = is_targeted(place.message)
        newer = message(view.public if place.is_shared and not targeted else view.private, targeted=targeted)
        newer.id = teams_id(place.message or "")
        await self._overtaken((place.conversation, newer.id))
        await self._update(place.reference, newer)

    def mirror(self, context: TurnContext) -> Callable[[str, Card], Arrival]:
        """Brings messages of this conversation up to date: one update in a while, the latest card wins."""
        activity: Activity = context.activity

        def show(message_id: str, card: Card) -> Arrival:
            place = conversation_of(activity).id, teams_id(message_id)
            self._put_off(place, activity, partial(message, card, targeted=is_targeted(message_id)))
            return partial(self._hurried, place)

        return show

    async def put_back(self, activity: Activity, message_id: str) -> bool:
        """Show what stands in this message to a client that shows something else; False where nobody knows.

        What waits for the message is newer, and does it too.
        """
        place = conversation_of(activity).id, message_id
        if place not in self._waiting and place not in self._updating:
            standing = self._shown.again(place)
            if standing is None:
                return False
            self._put_off(place, activity, lambda: standing)
        await self._hurried(place)
        return True

    async def before_update(
        self, context: TurnContext, activity: Activity, go_on: Callable[[], Awaitable[None]]
    ) -> None:
        """For `on_update_activity`: what a turn shows itself is newer than what waits or is under way.

        What was under way for too long may arrive after it, and is not to have the last word.
        """
        place = conversation_of(activity).id, str(activity.id)
        await self._overtaken(place)
        overtaking = self._updating.get(place)
        await go_on()
        if overtaking and place not in self._waiting:
            self._put_off(place, context.activity, lambda: activity)

    async def caught_up(self, conversation_id: str, message_id: str) -> None:
        """Let an update of this message that is under way arrive, and hold back what waits behind it.

        A tap is answered with a newer card, which a late update would put back; or with a sentence, and then
        what waits is still wanted.
        """
        place = conversation_id, message_id
        if waiting := self._waiting.get(place):
            waiting.timer.cancel()
            waiting.is_due = False
            waiting.timer = asyncio.get_running_loop().call_later(HELD, self._send, place)
        await self._arrived(place)

    async def pause(self, seconds: float) -> None:
        """So long, or until the bot is about to stop."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    async def drain(self, within: float) -> None:
        """Finish what was begun, for so many seconds, and wait for nothing newer; then give it up."""
        self._quiet = 0.0
        self._stopping.set()
        try:
            async with asyncio.timeout(within):
                while self._tasks or self._waiting:
                    for place in list(self._waiting):
                        self._send(place)
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            log.warning("given-up", reason=f"{len(self._tasks)} unfinished")
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _put_off(self, place: Message, activity: Activity, newer: Callable[[], Activity]) -> None:
        """Let it wait for what is newer still, no longer than what waits already was to."""
        loop, before = asyncio.get_running_loop(), self._dropped(place)
        due = before.due if before else loop.time() + self._quiet
        self._waiting[place] = _Waiting(activity, newer, due, loop.call_at(due, self._send, place))

    def _dropped(self, place: Message) -> _Waiting | None:
        waiting = self._waiting.pop(place, None)
        if waiting:
            waiting.timer.cancel()
        return waiting

    async def _overtaken(self, place: Message) -> None:
        """What waits for this message is older than what comes now, and what is under way arrives before."""
        self._dropped(place)
        await self._arrived(place)

    async def _arrived(self, place: Message) -> None:
        if under_way := self._updating.get(place):
            await asyncio.wait([under_way], timeout=LONGEST_WAIT)

    async def _hurried(self, place: Message) -> None:
        if place in self._waiting:
            self._send(place)
        if under_way := self._updating.get(place):
            await asyncio.wait([under_way])

    def _send(self, place: Message) -> None:
        """Now, or after the update that is under way."""
        self._waiting[place].is_due = True
        if place not in self._updating:
            self._updating[place] = self._start(self._bring_up_to_date(place))

    async def _bring_up_to_date(self, place: Message) -> None:
        try:
            while (waiting := self._waiting.get(place)) and waiting.is_due:
                self._dropped(place)
                newer = waiting.newer()
                newer.id = place[1]
                reference = TurnContext.get_conversation_reference(waiting.activity)
                await self._watched(partial(self._update, reference, newer), "mirror")
        finally:
            del self._updating[place]

    async def _update(self, reference: ConversationReference, newer: Activity) -> None:
        async def put(context: TurnContext) -> None:
            watched_sends(context, self._watch)
            if newer.id:
                await context.update_activity(newer)
            else:
                await context.send_activity(newer)

        await self._adapter.continue_conversation(reference, put, self._app_id)

    async def _watched(self, work: Callable[[], Awaitable[None]], name: str) -> None:
        try:
            await work()
        except Exception:
            log.exception("later-failed", work=name)
