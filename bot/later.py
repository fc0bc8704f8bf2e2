"""What goes on after a turn: messages brought up to date, and work that takes longer."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from botbuilder.core import BotAdapter, CardFactory, MessageFactory, TurnContext
from botbuilder.schema import Activity, ConversationReference

from bot.reading import conversation_of
from bot.sends import watched_sends
from bot.watch import Watch
from dialogs.places import Place
from dialogs.stage import Card, View

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
        self._tasks: set[asyncio.Task[Any]] = set()
        self._latest: dict[Message, tuple[ConversationReference, Card]] = {}
        self._updating: dict[Message, asyncio.Task[None]] = {}

    def follow_up(self, work: Callable[[], Awaitable[None]], *, name: str) -> None:
        """Start the work, to be finished before the bot stops."""
        self._start(self._watched(work, name))

    def go_on(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Work that may outlive the request that began it; the bot finishes it before it stops."""
        return self._start(work)

    async def put(self, place: Place, view: View) -> None:
        """Bring the message of this place up to date, or post one. Raises ClientException."""
        card = view.public if place.is_shared else view.private
        await self._update(place.reference, place.message, card)

    def mirror(self, context: TurnContext) -> Callable[[str, Card], asyncio.Task[None]]:
        """Brings messages of this conversation up to date: one update at a time, the latest card wins."""
        activity: Activity = context.activity

        def show(message_id: str, card: Card) -> asyncio.Task[None]:
            message = conversation_of(activity).id, message_id
            self._latest[message] = TurnContext.get_conversation_reference(activity), card
            if message not in self._updating:
                self._updating[message] = self._start(self._bring_up_to_date(message))
            return self._updating[message]

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

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _bring_up_to_date(self, message: Message) -> None:
        try:
            while message in self._latest:
                reference, card = self._latest.pop(message)
                await self._watched(lambda r=reference, c=card: self._update(r, message[1], c), "mirror")
        finally:
            del self._updating[message]

    async def _update(self, reference: ConversationReference, message_id: str | None, card: Card) -> None:
        activity = MessageFactory.attachment(CardFactory.adaptive_card(card))

        async def put(context: TurnContext) -> None:
            watched_sends(context, self._watch)
            if message_id is None:
                await context.send_activity(activity)
                return
            activity.id = message_id
            await context.update_activity(activity)

        await self._adapter.continue_conversation(reference, put, self._app_id)

    async def _watched(self, work: Callable[[], Awaitable[None]], name: str) -> None:
        try:
            await work()
        except Exception:
            log.exception("later-failed", work=name)
