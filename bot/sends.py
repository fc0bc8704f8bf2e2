"""Watches how long it takes to hand messages to Teams."""

from collections.abc import Awaitable, Callable
from typing import Any

from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from bot.watch import Unwatched, Watch

GoOn = Callable[[], Awaitable[Any]]


def watched_sends(context: TurnContext, watch: Watch) -> None:
    """Watch what this turn sends and changes; answers to invokes go with the turn itself."""
    if isinstance(watch, Unwatched):
        return

    async def sending(_context: TurnContext, activities: list[Activity], go_on: GoOn) -> Any:
        if activities[0].type == "invokeResponse":
            return await go_on()
        with watch.around("send", "message"):
            return await go_on()

    async def updating(_context: TurnContext, _activity: Activity, go_on: GoOn) -> Any:
        with watch.around("send", "update"):
            return await go_on()

    context.on_send_activities(sending)
    context.on_update_activity(updating)
