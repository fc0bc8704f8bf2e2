"""Which service."""

from booking.draft import AppointmentDraft, Part
from booking.models import Service
from cards.answers import Heard, Tapped, Typed
from cards.catalogue import FIELD, service_picker
from cards.elements import Card
from cards.frame import Frame
from dialogs.facts import business_of
from dialogs.naming import meant
from dialogs.question import Again, Asked, Question, Reply


class ServiceQuestion(Question):
    """Asked always."""

    part = Part.SERVICE

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """All services, or only those that the last answer could have meant."""
        services = await asked.desk.bookings.services(business_of(asked.draft))
        narrowed = [service for service in services if service.id in asked.view.get("only", ())]
        return service_picker(frame, narrowed or services)

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """One of the services, by button or by name."""
        services = await asked.desk.bookings.services(business_of(asked.draft))
        match heard:
            case Tapped(fields=fields):
                picked = next((s for s in services if s.id == fields.get(FIELD)), None)
                return _settled(asked, picked) if picked else Again("Please choose a service.")
            case Typed(text):
                found = await meant(text, services, _name, kind="service")
                if found.one:
                    return _settled(asked, found.one)
                return Again(found.trouble, {"only": [service.id for service in found.several]})


def _settled(asked: Asked, service: Service) -> AppointmentDraft:
    return asked.draft.answered(Part.SERVICE, service.id)


def _name(service: Service) -> str:
    return service.name
