"""Booking an appointment, from the first question to the join links."""

from dataclasses import replace
from typing import cast

from botbuilder.dialogs import Dialog, DialogContext, DialogTurnResult, WaterfallStepContext

from booking.draft import AppointmentDraft, Part
from booking.errors import BookingError
from cards import phrases
from cards.answers import Move, Tapped
from cards.booked import finished
from cards.frame import TITLE
from cards.open_place import over
from dialogs.booked import book, came_of, keep_time, next_try
from dialogs.desk import desk_of
from dialogs.leaving import move_of
from dialogs.light import LightComponent, LightWaterfall
from dialogs.question import refused_tap, state_of, trouble_of
from dialogs.questions import last_look, one_line
from dialogs.questions.answers import AnswersQuestion
from dialogs.questions.business import BusinessQuestion
from dialogs.questions.customer import CustomerQuestion
from dialogs.questions.last_look import LastLookQuestion
from dialogs.questions.notes import NotesQuestion
from dialogs.questions.one_line import OneLineQuestion
from dialogs.questions.service import ServiceQuestion
from dialogs.questions.staff import StaffQuestion
from dialogs.questions.start import StartQuestion
from dialogs.relay import Relay
from dialogs.stage import View

ID = "book"
STEPS = "steps"

_BEFORE = {part: tuple(Part)[:place] for place, part in enumerate(Part)}


class BookDialog(LightComponent):
    """A waterfall of questions: what is answered is passed by, an earlier part left open begins it anew."""

    def __init__(self) -> None:
        super().__init__(ID)
        steps = [
            self.business,
            self.service,
            self.staff,
            self.customer,
            self.answers,
            self.start,
            self.notes,
            self.last_look,
            self.book,
        ]
        self.add_dialog(LightWaterfall(STEPS, steps))
        for question in (
            BusinessQuestion(),
            ServiceQuestion(),
            StaffQuestion(),
            CustomerQuestion(),
            AnswersQuestion(),
            StartQuestion(),
            NotesQuestion(),
            LastLookQuestion(),
            OneLineQuestion(),
        ):
            self.add_dialog(question)

    async def business(self, step: WaterfallStepContext) -> DialogTurnResult:
        """Which business."""
        return await _ask(step, Part.BUSINESS)

    async def service(self, step: WaterfallStepContext) -> DialogTurnResult:
        """Which service."""
        return await _ask(step, Part.SERVICE)

    async def staff(self, step: WaterfallStepContext) -> DialogTurnResult:
        """With whom."""
        return await _ask(step, Part.STAFF)

    async def customer(self, step: WaterfallStepContext) -> DialogTurnResult:
        """For whom."""
        return await _ask(step, Part.CUSTOMER)

    async def answers(self, step: WaterfallStepContext) -> DialogTurnResult:
        """What the service wants to know."""
        return await _ask(step, Part.ANSWERS)

    async def start(self, step: WaterfallStepContext) -> DialogTurnResult:
        """When."""
        return await _ask(step, Part.START)

    async def notes(self, step: WaterfallStepContext) -> DialogTurnResult:
        """What the staff should know."""
        return await _ask(step, Part.NOTES)

    async def last_look(self, step: WaterfallStepContext) -> DialogTurnResult:
        """All of it once more, while the time is kept for the person; of a line also what it leaves open."""
        relay = _relay(step)
        if relay.sheet is not None:
            return await step.begin_dialog(one_line.ID, relay)
        if relay.draft.start and (again := await keep_time(desk_of(step), relay)) is not None:
            return await step.replace_dialog(STEPS, again)
        return await _onward(step, relay, last_look.ID)

    async def book(self, step: WaterfallStepContext) -> DialogTurnResult:
        """Book, and show what came of it; what could not be booked goes back to the question at fault."""
        relay = _relay(step)
        if not relay.confirmed:
            return await step.replace_dialog(STEPS, relay)
        try:
            again = await book(step.context, relay)
        except BookingError as error:
            draft = await next_try(desk_of(step), relay.draft)
            again = replace(relay.on(draft), trouble=trouble_of(desk_of(step), error))
        if again is not None:
            return await step.replace_dialog(STEPS, again)
        return await step.end_dialog()

    async def on_continue_dialog(self, inner_dc: DialogContext) -> DialogTurnResult:
        """The ways out that work at any question, before the question itself is asked."""
        desk, open_question = desk_of(inner_dc), state_of(inner_dc)
        if refused_tap(desk, open_question):
            return await inner_dc.continue_dialog()
        desk.stage.goes_on_in(open_question["relay"]["message"])
        relay, move = Relay.from_state(open_question["relay"]), move_of(desk.heard)
        if _may_be_begun(inner_dc, move):
            left = await came_of(desk, relay)
            if left is None:
                return await inner_dc.cancel_all_dialogs()
            open_question["relay"] = left.as_state()
        match move:
            case Move.CANCEL:
                view = View(finished(phrases.CANCELLED, []), over(TITLE, phrases.CANCELLED))
                await desk.stage.close(relay.message, view)
                if not isinstance(desk.heard, Tapped):
                    await desk.stage.say(phrases.CANCELLED)
                return await inner_dc.cancel_all_dialogs()
            case Move.RESTART:
                fresh = AppointmentDraft(desk.new_nonce())
                await inner_dc.cancel_all_dialogs()
                return await inner_dc.begin_dialog(STEPS, Relay(fresh, relay.message))
            case Move.HELP:
                await desk.stage.say(phrases.HELP_WHILE_BOOKING)
                return Dialog.end_of_turn
            case _:
                return await inner_dc.continue_dialog()


def _may_be_begun(inner_dc: DialogContext, move: Move | None) -> bool:
    """Whether it may have been booked from the open card, and is not about to be under the same key anyway.

    That card stays open where the bot was stopped over it. The one of a line may come with another time.
    """
    asking = inner_dc.active_dialog and inner_dc.active_dialog.id
    is_the_same = move in {Move.BOOK, Move.RETRY} and asking == last_look.ID
    return asking in {last_look.ID, one_line.ID} and move is not Move.HELP and not is_the_same


async def _ask(step: WaterfallStepContext, part: Part) -> DialogTurnResult:
    relay = _relay(step)
    if relay.sheet is not None:  # its one card asks for all but what is wanted by itself
        is_wanted = relay.wanted is part
        return await (step.begin_dialog(str(part), relay) if is_wanted else step.next(relay))
    if not all(relay.draft.has(earlier) for earlier in _BEFORE[part]):
        return await step.replace_dialog(STEPS, relay)
    if relay.draft.has(part):
        return await step.next(relay)
    return await step.begin_dialog(str(part), relay)


async def _onward(step: WaterfallStepContext, relay: Relay, dialog_id: str) -> DialogTurnResult:
    if not all(relay.draft.has(part) for part in Part):
        return await step.replace_dialog(STEPS, relay)
    return await step.begin_dialog(dialog_id, relay)


def _relay(step: WaterfallStepContext) -> Relay:
    """What the last step handed on, or what the flow began with."""
    return cast("Relay", step.result)
