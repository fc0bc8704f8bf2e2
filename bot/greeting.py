"""The first words, said once in a chat however many events announce it."""

from botbuilder.core import CardFactory, MessageFactory, Storage, TurnContext
from botbuilder.schema import Activity

from bot.commands.table import COMMANDS
from bot.once import Locks
from bot.reading import conversation_of, own_id_in
from cards.help import welcome_card
from storage import StateConflict

_ADDED, _REMOVED = "add", "remove"


class Greeter:
    """Remembers in the store whom it has greeted, and forgets those who send it away."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._locks = Locks()

    async def on_event(self, context: TurnContext) -> None:
        """Greet or forget, as the event tells; nothing for all others."""
        activity: Activity = context.activity
        key = f"greeted/{activity.channel_id}/{conversation_of(activity).id}"
        async with self._locks.held(key):
            if _comes(activity) and await self._is_new(key):
                card = welcome_card([(each.usage, each.help) for each in COMMANDS])
                await context.send_activity(MessageFactory.attachment(CardFactory.adaptive_card(card)))
            elif _goes(activity):
                await self._storage.delete([key])

    async def _is_new(self, key: str) -> bool:
        item = (await self._storage.read([key]))[key]
        if item.get("greeted"):
            return False
        try:
            await self._storage.write({key: item | {"greeted": True}})
        except StateConflict:
            return False
        return True


def _comes(activity: Activity) -> bool:
    if activity.type == "installationUpdate":
        return (activity.action or "").startswith(_ADDED)
    return any(member.id == own_id_in(activity) for member in activity.members_added or ())


def _goes(activity: Activity) -> bool:
    return activity.type == "installationUpdate" and (activity.action or "").startswith(_REMOVED)
