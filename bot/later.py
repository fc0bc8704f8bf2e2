"""What goes on after a turn: messages brought up to date, and work that takes longer."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference

from bot.reading import conversation_of
from bot.sends import watched_sends
from bot.watch import Watch
from dialogs.stage import Card
from dialogs.targeted import is_targeted, message, teams_id

log = structlog.get_logger()

LONGEST_WAIT = 3.0
"""Seconds; a card may be answered that much later, and no more."""

Message = tuple[str, str]
"""The id of the conversation, and that of the message."""


class Later:
    """Keeps hold of everything that outlives its turn. Failures are logged and reach nobody's turn."""

    def __init__(self, adapter: BotAdapter, app_id: str, watch: Watch) -> None:
        self._adapter = adapter
        self._app_id = app_id
        self._watch = watch
        self._tasks: set[asyncio.Task[None]] = set()
        self._latest: dict[Message, tuple[ConversationReference, Activity]] = {}
        self._updating: dict[Message, asyncio.Task[None]] = {}

    def follow_up(self, work: Callable[[], Awaitable[None]], *, name: str) -> None:
        """Start the work, to be finished before the bot stops."""
        self._start(self._watched(work, name))

    def mirror(self, context: TurnContext) -> Callable[[str, Card], None]:
        """Brings messages of this conversation up to date: one update at a time, the latest card wins."""
        activity: Activity = context.activity

        def show(message_id: str, card: Card) -> None:
            place = conversation_of(activity).id, teams_id(message_id)
            newer = message(card, targeted=is_targeted(message_id))
            newer.id = teams_id(message_id)
            self._latest[place] = TurnContext.get_conversation_reference(activity), newer
            if place not in self._updating:
                self._updating[place] = self._start(self._bring_up_to_date(place))

        return show

    async def before_update(
        self, _context: TurnContext, activity: Activity, go_on: Callable[[], Awaitable[None]]
    ) -> None:
        """For `on_update_activity`: what a turn shows itself is newer than what is under way."""
        await self.caught_up(conversation_of(activity).id, str(activity.id))
        await go_on()

    async def caught_up(self, conversation_id: str, message_id: str) -> None:
        """Let an update of this message that is under way arrive, and drop what waits behind it.

        A tap is answered with a newer card, which a late update would put back.
        """
        message = conversation_id, message_id
        self._latest.pop(message, None)
        if under_way := self._updating.get(message):
            await asyncio.wait([under_way], timeout=LONGEST_WAIT)

    async def drain(self, within: float) -> None:
        """Finish what was begun, for so many seconds; then give it up."""
        try:
            async with asyncio.timeout(within):
                while self._tasks:
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            log.warning("given-up", reason=f"{len(self._tasks)} unfinished")
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _bring_up_to_date(self, place: Message) -> None:
        try:
            while place in self._latest:
                reference, newer = self._latest.pop(place)
                await self._watched(lambda r=reference, n=newer: self._update(r, n), "mirror")
        finally:
            del self._updating[place]

    async def _update(self, reference: ConversationReference, newer: Activity) -> None:
        async def put(context: TurnContext) -> None:
            watched_sends(context, self._watch)
            await context.update_activity(newer)

        await self._adapter.continue_conversation(reference, put, self._app_id)

    async def _watched(self, work: Callable[[], Awaitable[None]], name: str) -> None:
        try:
            await work()
        except Exception:
            log.exception("later-failed", work=name)
