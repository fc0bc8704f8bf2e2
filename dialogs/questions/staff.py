"""With whom: anyone, somebody by name, or nobody yet."""

from dataclasses import replace

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.models import StaffMember
from cards import phrases
from cards.answers import Heard, Tapped, Typed
from cards.catalogue import FIELD, staff_picker
from cards.elements import Card
from cards.frame import Frame
from dialogs.facts import Holders, chosen, holders_of
from dialogs.naming import meant
from dialogs.question import Again, Asked, Question, Reply

WISHES = {
    StaffWish.ANYONE: {"anyone", "anybody", "whoever", "any", "egal", "n'importe qui", "cualquiera"},
    StaffWish.UNASSIGNED: {"unassigned", "nobody", "no one", "nobody yet", "niemand", "personne", "nadie"},
}


class StaffQuestion(Question):
    """Settled without asking where a service has one member of staff, or none."""

    part = Part.STAFF

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """Those of the staff who may hold the service."""
        holders = await _holders(asked)
        staff = holders.bookable
        if holders.are_others:
            return replace(frame, trouble=phrases.NOT_YOUR_SERVICE).card("With whom?", [], [])
        if len(staff) <= 1 and (holders.are_narrowed or not asked.wanted):
            return asked.draft.settled(Part.STAFF, staff[0].id if staff else StaffWish.UNASSIGNED)
        narrowed = [member for member in staff if member.id in asked.view.get("only", ())]
        return staff_picker(frame, narrowed or staff, can_be_unassigned=not narrowed)

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """A member of staff or a wish, by button or by name."""
        holders = await _holders(asked)
        staff = holders.bookable
        if holders.are_others:
            return Again(phrases.NOT_YOUR_SERVICE)
        match heard:
            case Tapped(fields=fields):
                said = fields.get(FIELD, "")
                picked = next((member.id for member in staff if member.id == said), _wish(said))
                return (
                    asked.draft.answered(Part.STAFF, picked) if picked else Again("Please choose somebody.")
                )
            case Typed(text):
                if wish := _wish(text):
                    return asked.draft.answered(Part.STAFF, wish)
                found = await meant(text, staff, _name, kind="member of staff for this service")
                if found.one:
                    return asked.draft.answered(Part.STAFF, found.one.id)
                return Again(found.trouble, {"only": [member.id for member in found.several]})


async def _holders(asked: Asked) -> Holders:
    return await holders_of(asked.desk, await chosen(asked.desk.bookings, asked.draft))


def _wish(said: str) -> StaffWish | None:
    plain = said.strip().casefold()
    return next((wish for wish, words in WISHES.items() if plain == wish or plain in words), None)


def _name(member: StaffMember) -> str:
    return member.name
