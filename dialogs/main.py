"""Which conversation hears what was said, and what to do when none does."""

from collections.abc import Mapping
from typing import Any, cast

from botbuilder.core import StatePropertyAccessor, TurnContext
from botbuilder.dialogs import DialogContext, DialogSet, DialogState, DialogTurnStatus

from booking.draft import AppointmentDraft
from booking.errors import BookingError
from cards import phrases
from cards.answers import Heard, Move, Tapped
from cards.customer import DATASET
from cards.frame import TITLE
from cards.meeting import MEETING
from cards.open_place import over
from dialogs.book import BookDialog
from dialogs.desk import Desk, desk_of
from dialogs.leaving import move_of
from dialogs.light import LightContext
from dialogs.meet import find
from dialogs.question import LONGEST_TYPED, open_relay
from dialogs.questions.customer import found_customers
from dialogs.relay import Relay
from dialogs.result import look_again, share
from dialogs.sheet import Sheet
from dialogs.stage import Way
from dialogs.targeted import TARGETED


class Conversations:
    """All dialogs. Holds no state of its own: that is in the accessor it is given."""

    def __init__(self) -> None:
        self._book = BookDialog()

    async def hear(self, context: TurnContext, state: StatePropertyAccessor) -> None:
        """Take a tap or typed text to the open dialog; without one, say what can be done."""
        dialogs = await self._context(context, state)
        desk = desk_of(context)
        match desk.heard:
            case Tapped(move=Move.LOOK, nonce=nonce) if not _is_open(dialogs, nonce):
                await _look(desk, nonce)
                return
            case Tapped(move=Move.SHARE, nonce=nonce, fields=fields):
                await share(desk, nonce, targeted=TARGETED in fields)
                return
            case _:
                turn = await dialogs.continue_dialog()
        if turn.status is DialogTurnStatus.Empty:
            await desk.stage.say(_nothing_open(desk.heard))

    async def begin(
        self, context: TurnContext, state: StatePropertyAccessor, dialog_id: str, options: Mapping[str, Any]
    ) -> None:
        """Start a dialog in place of what is open; its card becomes the summary of what was given up."""
        dialogs = await self._context(context, state)
        desk = desk_of(context)
        given_up = open_relay(dialogs)
        await dialogs.cancel_all_dialogs()
        if given_up and given_up.message and desk.stage.way is Way.EXECUTE:
            # The tapped card is another, and becomes the new one.
            await desk.stage.replaced(given_up.message, over(TITLE, phrases.GOES_ON))
        begun, said = options.get("draft"), str(options.get("said") or "").strip()
        relay = Relay(
            AppointmentDraft.from_state(begun) if begun else AppointmentDraft(desk.new_nonce()),
            message=given_up and given_up.message,
            trouble=phrases.TOO_LONG.format(most=LONGEST_TYPED) if len(said) > LONGEST_TYPED else None,
            sheet=Sheet(said=said[:LONGEST_TYPED]) if said or begun else None,
        )
        await dialogs.begin_dialog(dialog_id, relay)

    async def search(
        self, context: TurnContext, state: StatePropertyAccessor, dataset: str, text: str
    ) -> list[tuple[str, str]]:
        """What the typeahead of the open card offers; nothing to anyone without an open card."""
        relay = open_relay(await self._context(context, state))
        if relay is None or relay.draft.business is None or dataset != DATASET:
            return []
        try:
            return await found_customers(desk_of(context), relay.draft, text)
        except BookingError:
            return []

    async def _context(self, context: TurnContext, state: StatePropertyAccessor) -> DialogContext:
        dialogs = DialogSet(state)
        dialogs.add(self._book)
        kept = cast("DialogState", await state.get(context, DialogState))
        return LightContext(dialogs, context, kept.dialog_stack)


async def _look(desk: Desk, nonce: str) -> None:
    """Show a person their own view of something finished that stands in a channel."""
    if nonce.startswith(MEETING):
        await find(desk, nonce.removeprefix(MEETING))
    else:
        await look_again(desk, nonce)


def _is_open(dialogs: DialogContext, flow: str) -> bool:
    relay = open_relay(dialogs)
    return relay is not None and relay.draft.flow == flow


def _nothing_open(heard: Heard) -> str:
    if isinstance(heard, Tapped):
        return phrases.CLOSED
    return phrases.NOTHING_TO_CANCEL if move_of(heard) is Move.CANCEL else phrases.NOTHING_OPEN
