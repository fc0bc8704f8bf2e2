"""What is kept of a conversation between turns: the open dialog, for each person in each conversation."""

from botbuilder.core import PrivateConversationState, Storage, TurnContext
from botbuilder.dialogs import DialogState

from storage import StateUnreadable

_DIALOGS = "dialogs"


class Memory:
    """Read once and written once a turn, and not at all when nothing changed."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._state = PrivateConversationState(storage)
        self.dialogs = self._state.create_property(_DIALOGS)

    async def recall(self, context: TurnContext) -> bool:
        """Read what is kept; False when it made no sense and was thrown away."""
        try:
            await self._state.load(context)
        except StateUnreadable:
            await self._storage.delete([self._state.get_storage_key(context)])
            await self._state.load(context)
            return False
        return True

    async def is_open(self, context: TurnContext) -> bool:
        """Whether a dialog waits for an answer."""
        kept = await self.dialogs.get(context)
        return isinstance(kept, DialogState) and bool(kept.dialog_stack)

    async def forget(self, context: TurnContext) -> None:
        """Drop the open dialog. `BotState.clear_state` would have it read again (teams-platform D12)."""
        await self.dialogs.set(context, DialogState())

    async def save(self, context: TurnContext) -> None:
        """Write what changed. Raises StateConflict."""
        kept = self._state.get(context) or {}
        never_written = kept.get("e_tag") == "absent"
        if never_written and not await self.is_open(context):
            return
        await self._state.save_changes(context)
