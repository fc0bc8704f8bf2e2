"""Notes for the staff; they may stay empty."""

from booking.draft import AppointmentDraft, Part
from cards.answers import Heard, Move, Tapped, Typed
from cards.elements import Card
from cards.frame import Frame
from cards.last_look import LONGEST_NOTES, NOTES, notes_form
from cards.phrases import TOO_LONG
from dialogs.leaving import move_of
from dialogs.question import Again, Asked, Question, Reply

NOTHING = {"no", "none", "nothing", "-", "no notes", "nein", "keine", "non", "rien", "nada", "ninguna"}


class NotesQuestion(Question):
    """Asked always, since there is nothing to settle it by. View: {"notes": text} that was too long."""

    part = Part.NOTES

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """A box with what was noted before."""
        return notes_form(frame, notes=asked.view.get("notes") or asked.former.notes or "")

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """Any text; the words for "none" and the button leave it empty."""
        match heard:
            case Tapped(move=Move.SKIP):
                notes = ""
            case Tapped(fields=fields):
                notes = fields.get(NOTES, "")
            case Typed(text):
                empty = move_of(heard) is Move.SKIP or text.strip().casefold() in NOTHING
                notes = "" if empty else text
        if len(notes := notes.strip()) > LONGEST_NOTES:
            return Again(TOO_LONG.format(most=LONGEST_NOTES), {"notes": notes})
        return asked.draft.answered(Part.NOTES, notes)
