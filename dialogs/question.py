"""One question of a flow: shows one card, hears one answer, and hands the draft on."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

import structlog
from botbuilder.dialogs import ComponentDialog, Dialog, DialogContext, DialogInstance, DialogTurnResult
from structlog.contextvars import get_contextvars

from booking.draft import AppointmentDraft, Part
from booking.errors import BookingError, NotPermitted, Refused, SignInNeeded, Throttled
from cards import phrases
from cards.answers import Heard, Move, Tapped, Typed
from cards.booked import finished
from cards.elements import Card
from cards.frame import TITLE, Frame, Row
from cards.open_place import going_on, over
from dialogs.desk import Desk, desk_of
from dialogs.leaving import move_of
from dialogs.relay import Relay
from dialogs.sheet import Sheet
from dialogs.stage import View, Way
from dialogs.telling import chosen_so_far

log = structlog.get_logger()

LONGEST_TYPED = 1_000
OPEN_FOR = timedelta(hours=24)
"""A card is open so long after it was shown; words are heard later too."""


@dataclass(frozen=True, slots=True)
class Again:
    """The answer did not settle the question: ask once more, with what its card is to show."""

    trouble: str | None = field(default=None, repr=False)
    view: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question knows when it asks or hears: the desk, the draft, its view, what was said before."""

    desk: Desk
    draft: AppointmentDraft
    view: dict[str, Any] = field(repr=False)
    former: AppointmentDraft
    wanted: bool = False
    sheet: Sheet | None = None


Reply = AppointmentDraft | Again | Relay


class Question(Dialog, ABC):
    """Its id is the part it asks for. Its state is plain JSON: relay, nonce of the card, view."""

    part: ClassVar[Part | None] = None

    def __init__(self, dialog_id: str | None = None) -> None:
        super().__init__(dialog_id or str(self.part))

    @abstractmethod
    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """The card that asks; or the draft, where there is nothing to ask. May raise a BookingError."""

    @abstractmethod
    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """What the answer means. May raise a BookingError."""

    async def prepared(self, _desk: Desk, relay: Relay) -> Relay:
        """The relay with all that can be settled without asking; most questions settle nothing."""
        return relay

    async def begin_dialog(self, dialog_context: DialogContext, options: object = None) -> DialogTurnResult:
        """Ask; what the relay brings along is what the card shows."""
        relay = cast("Relay", options)
        state_of(dialog_context).update(view=dict(relay.view), nonce="")
        return await self._ask(dialog_context, replace(relay, view={}), relay.trouble)

    async def continue_dialog(self, dialog_context: DialogContext) -> DialogTurnResult:
        """Hear an answer; a tap on another card than the open one does nothing."""
        desk = desk_of(dialog_context)
        heard, state = desk.heard, state_of(dialog_context)
        relay = Relay.from_state(state["relay"])
        if isinstance(heard, Tapped) and heard.move is Move.LOOK and heard.nonce == relay.draft.flow:
            return await self._ask(dialog_context, relay, None, nonce=state["nonce"])
        if refusal := refused_tap(desk, state):
            await desk.stage.say(refusal)
            return Dialog.end_of_turn
        match move_of(heard):
            case Move.BACK:
                return await dialog_context.end_dialog(relay.back(self.part))
            case Move.RETRY:
                nonce = None if desk.stage.way is Way.MESSAGE else state["nonce"]
                return await self._ask(dialog_context, relay, None, nonce=nonce)
            case _:
                return await self._heard(dialog_context, relay, heard)

    async def _heard(self, dialog_context: DialogContext, relay: Relay, heard: Heard) -> DialogTurnResult:
        desk, state = desk_of(dialog_context), state_of(dialog_context)
        if isinstance(heard, Typed) and len(heard.text) > LONGEST_TYPED:
            return await self._ask(dialog_context, relay, phrases.TOO_LONG.format(most=LONGEST_TYPED))
        asked = Asked(desk, relay.draft, state["view"], relay.remembered, sheet=relay.sheet)
        try:
            reply = await self.hear(asked, heard)
        except BookingError as error:
            return await self._ask(dialog_context, relay, trouble_of(desk, error))
        match reply:
            case AppointmentDraft() as draft:
                return await dialog_context.end_dialog(relay.on(draft))
            case Relay() as onward:
                return await dialog_context.end_dialog(replace(onward, message=relay.message))
            case Again(trouble, view):
                state["view"] = view
                return await self._ask(dialog_context, relay, trouble)

    async def _ask(
        self, dialog_context: DialogContext, relay: Relay, trouble: str | None, *, nonce: str | None = None
    ) -> DialogTurnResult:
        """Show the card under a fresh nonce: what was shown before is no longer open.

        With `nonce` it is the same card in its own place once more, and what was shown stays open: a tap
        before it that comes again must not close it.
        """
        desk, state = desk_of(dialog_context), state_of(dialog_context)
        relay = await self.prepared(desk, relay)
        trouble = trouble or relay.trouble
        state["nonce"] = nonce or desk.new_nonce()
        state["until"] = (desk.clock() + OPEN_FOR).isoformat()
        wanted = relay.wanted is not None and relay.wanted is self.part
        asked = Asked(desk, relay.draft, state["view"], relay.remembered, wanted=wanted, sheet=relay.sheet)
        chosen = await chosen_so_far(desk, relay.draft)
        frame = Frame(state["nonce"], chosen, trouble, can_go_back=bool(relay.draft.trail))
        try:
            card = await self.ask(asked, frame)
        except BookingError as error:
            frame = replace(frame, trouble=trouble_of(desk, error))
            card = frame.card("That did not work", [], [frame.way("Try again", Move.RETRY)])
        if isinstance(card, AppointmentDraft):
            return await dialog_context.end_dialog(replace(relay, draft=card, trouble=trouble))
        shown = await desk.stage.show(
            View(card, going_on(TITLE, desk.reader.name, nonce=relay.draft.flow, user_ids=[desk.speaker])),
            instead_of=relay.message,
            summary=None if desk.stage.in_place else _left_behind(relay, [] if desk.stage.shared else chosen),
        )
        state["relay"] = replace(relay, message=shown or relay.message, trouble=None).as_state()
        return Dialog.end_of_turn


def _left_behind(relay: Relay, chosen: list[Row]) -> Card:
    """What the old card becomes when the next one stands below it."""
    return finished(TITLE, chosen) if relay.draft.trail and chosen else over(TITLE, phrases.GOES_ON)


def trouble_of(desk: Desk, error: BookingError) -> str:
    """What a person is told of an error, with the reference under which the log tells more of this turn."""
    log.info("trouble", error=type(error).__name__, request_id=error.reference)
    reference = get_contextvars().get("reference")
    match error:
        case Throttled():
            said = phrases.THROTTLED
        case NotPermitted():
            said = phrases.NOT_PERMITTED
        case SignInNeeded():
            said = phrases.SIGN_IN if desk.sign_in.needed(error) else phrases.NOT_LET_IN
        case Refused():
            said = phrases.GONE
        case _:
            said = phrases.UNREACHABLE
    return f"{said} (reference {reference})" if reference else said


def refused_tap(desk: Desk, state: dict[str, Any]) -> str | None:
    """Why a tap does nothing; None for what is typed, and for a tap on the open card in its time.

    The nonce is kept in the state of this person in this conversation, and so is good for nobody else and
    nowhere else; the next card has another one.
    """
    if not isinstance(desk.heard, Tapped):
        return None
    if desk.heard.nonce != state["nonce"]:
        return phrases.STALE
    return None if desk.clock() < datetime.fromisoformat(state["until"]) else phrases.TOO_OLD


def open_relay(dialogs: DialogContext) -> Relay | None:
    """What the open question of a flow holds; None where none is open."""
    stack = dialogs.stack
    while stack:
        state = stack[0].state
        if "relay" in state:
            return Relay.from_state(state["relay"])
        inner = state.get(ComponentDialog.persisted_dialog_state)
        stack = inner.dialog_stack if inner else []
    return None


def state_of(dialog_context: DialogContext) -> dict[str, Any]:
    """The state of the dialog that is asking."""
    active: DialogInstance = dialog_context.active_dialog  # type: ignore[assignment]  # there is one
    return active.state
