"""Which business, if the person has several and no default."""

from booking.draft import AppointmentDraft, Part
from booking.errors import NotPermitted
from booking.models import BusinessName
from cards.answers import Heard, Tapped, Typed
from cards.catalogue import FIELD, business_picker
from cards.elements import Card
from cards.frame import Frame
from dialogs.naming import meant
from dialogs.question import Again, Asked, Question, Reply
from dialogs.usual import usual_business


class BusinessQuestion(Question):
    """Settled without asking where there is only one to choose."""

    part = Part.BUSINESS

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """The businesses that the person may open."""
        businesses = await asked.desk.bookings.businesses()
        if not businesses:
            raise NotPermitted("no business is open to this person")
        if not asked.wanted and (default := await usual_business(asked.desk, businesses)):
            return asked.draft.settled(Part.BUSINESS, default)
        return business_picker(frame, businesses)

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """One of those that the person may open, by button or by name."""
        businesses = await asked.desk.bookings.businesses()
        match heard:
            case Tapped(fields=fields):
                picked = next((b for b in businesses if b.id == fields.get(FIELD)), None)
                trouble = "Please choose a business."
            case Typed(text):
                found = await meant(text, businesses, _name, kind="business")
                picked, trouble = found.one, found.trouble
        return asked.draft.answered(Part.BUSINESS, picked.id) if picked else Again(trouble)


def _name(business: BusinessName) -> str:
    return business.name
