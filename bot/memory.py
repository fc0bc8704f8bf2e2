"""What is kept of a conversation between turns: the open dialog, for each person in each conversation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from botbuilder.core import StatePropertyAccessor, TurnContext
from botbuilder.dialogs import DialogState
from botbuilder.schema import Activity

from bot.reading import conversation_of, sender_of
from dialogs.desk import Drawer
from storage import StateUnreadable
from storage.codec import decode, encode
from storage.state import Recalled, SqlStorage

HEARD_KEPT = 8
"""Messages; Teams delivers one again after some 15 seconds."""

_DIALOGS, _HEARD, _TAPPED = "dialogs", "heard", "tapped"
_KEPT = "frontdesk.memory"


@dataclass(slots=True)
class _Kept:
    """What was read, and what has become of it in this turn."""

    recalled: Recalled
    item: dict[str, Any]


class Memory:
    """Read once and written once a turn, and not at all when nothing changed.

    The SDK's BotState pickles and hashes the whole of it three times a turn, and reads again what is empty.
    """

    def __init__(self, storage: SqlStorage) -> None:
        self._storage = storage
        self.dialogs: StatePropertyAccessor = _Dialogs()

    async def recall(self, context: TurnContext) -> bool:
        """Read what is kept; False when it made no sense and was thrown away."""
        key = key_of(context.activity)
        recalled = await self._storage.recall(key)
        try:
            item = _read(recalled)
        except StateUnreadable:
            await self._storage.delete([key])
            context.turn_state[_KEPT] = _Kept(await self._storage.recall(key), {})
            return False
        context.turn_state[_KEPT] = _Kept(recalled, item)
        return True

    async def is_open(self, context: TurnContext) -> bool:
        """Whether a dialog waits for an answer."""
        return bool(_stack(_kept(context)))

    def has_heard(self, context: TurnContext) -> bool:
        """Whether this message was heard before, by this copy of the bot or another."""
        return context.activity.id in _kept(context).item.get(_HEARD, ())

    def led_to(self, context: TurnContext, tap: str) -> str | None:
        """What was booked when this very tap was heard last; empty for nothing, None for another tap."""
        match _kept(context).item.get(_TAPPED):
            case [str(last), str(booked)] if last == tap:
                return booked
            case _:
                return None

    def note(self, context: TurnContext, tap: str | None, booked: str | None) -> None:
        """Remember what was heard, so that it is known when it comes again."""
        item = _kept(context).item
        if tap is not None:
            item[_TAPPED] = [tap, booked or ""]
        elif context.activity.id:
            item[_HEARD] = [*item.get(_HEARD, ()), context.activity.id][-HEARD_KEPT:]

    async def forget(self, context: TurnContext) -> None:
        """Drop the open dialog."""
        await self.dialogs.set(context, DialogState())

    async def save(self, context: TurnContext) -> None:
        """Write what changed. Raises StateConflict."""
        kept = _kept(context)
        if kept.recalled.text is None and not _stack(kept) and kept.item.keys() <= {_DIALOGS}:
            return
        text = encode(kept.item)
        if text != kept.recalled.text:
            kept.recalled = await self._storage.keep(key_of(context.activity), text, kept.recalled)

    async def stands(self, context: TurnContext) -> bool:
        """Whether nothing was kept after this turn, by this copy of the bot or another."""
        kept = context.turn_state.get(_KEPT)
        if not isinstance(kept, _Kept):
            return True
        return (await self._storage.recall(key_of(context.activity))).replaces == kept.recalled.replaces


def drawer_of(context: TurnContext) -> Drawer:
    """What is kept beside the dialogs; an empty one where nothing was recalled."""
    if _KEPT not in context.turn_state:
        return Drawer()
    kept = _kept(context)
    return Drawer(kept.item, flow_is_open=bool(_stack(kept)))


def key_of(activity: Activity) -> str:
    """The key that the SDK's PrivateConversationState would use."""
    conversation, sender = conversation_of(activity).id, sender_of(activity).id
    return f"{activity.channel_id}/conversations/{conversation}/users/{sender}/"


class _Dialogs(StatePropertyAccessor):
    """The stack of dialogs, as DialogSet asks for it."""

    async def get(
        self, turn_context: TurnContext, default_value_or_factory: Callable[[], Any] | Any = None
    ) -> Any:
        """What is kept, or what the factory makes, which is kept from then on."""
        item = _kept(turn_context).item
        if item.get(_DIALOGS) is None and callable(default_value_or_factory):
            item[_DIALOGS] = default_value_or_factory()
        return item.get(_DIALOGS)

    async def set(self, turn_context: TurnContext, value: Any) -> None:
        """Keep this instead."""
        _kept(turn_context).item[_DIALOGS] = value

    async def delete(self, turn_context: TurnContext) -> None:
        """Keep nothing."""
        _kept(turn_context).item.pop(_DIALOGS, None)


def _kept(context: TurnContext) -> _Kept:
    return cast("_Kept", context.turn_state[_KEPT])


def _stack(kept: _Kept) -> list[Any]:
    dialogs = kept.item.get(_DIALOGS)
    return dialogs.dialog_stack if isinstance(dialogs, DialogState) else []


def _read(recalled: Recalled) -> dict[str, Any]:
    item = decode(recalled.text) if recalled.text is not None else {}
    if not isinstance(item, dict):
        raise StateUnreadable("no dict")
    return item
