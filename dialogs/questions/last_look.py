"""All of it once more: book, or change a part."""

from dataclasses import replace

from booking.draft import AppointmentDraft, Part
from booking.errors import Rejected
from cards import phrases
from cards.answers import Heard, Move, Tapped, Typed
from cards.booked import NO_MAIL
from cards.dates import elsewhere
from cards.elements import Card
from cards.frame import Frame, Row
from cards.last_look import CHANGEABLE, LastLook, last_look
from cards.refused import in_words
from dialogs.facts import Chosen, chosen
from dialogs.leaving import move_of
from dialogs.question import Again, Asked, Question, Reply
from dialogs.relay import Relay
from dialogs.telling import told

ID = "last-look"
NOT_ONLINE = "This service is held in person: there will be no join link."
NO_ANONYMOUS_JOIN = "Anonymous join is off for this service: there will be no customer link."


class LastLookQuestion(Question):
    """Ends with the word to book, or with a part open again."""

    def __init__(self) -> None:
        super().__init__(ID)

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """Every part, the other clocks that matter, and what to know before booking."""
        named = await chosen(asked.desk.bookings, asked.draft)
        if named.service is None or named.customer is None:
            raise Rejected("what was chosen is gone")
        parts = told(asked.desk, asked.draft, named)
        look = LastLook(parts, other_clocks(asked, named), warnings_about(asked.draft, named))
        return last_look(replace(frame, chosen=()), look)

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """Book, or change."""
        match heard:
            case Tapped(move=Move.BOOK):
                return Relay(asked.draft, confirmed=True)
            case Tapped(move=Move.CHANGE, fields=fields):
                part = next((part for part in Part if part == fields.get("part")), None)
            case Tapped():
                part = None
            case Typed() if move_of(heard) is Move.BOOK:
                return Relay(asked.draft, confirmed=True)
            case Typed(text):
                part = _part_named(text)
        if part is None:
            return Again("Write “book”, or “change” with what you want to change, such as “change time”.")
        return Relay(asked.draft).changing(part)


def _part_named(text: str) -> Part | None:
    words = text.casefold().removeprefix("change").split()
    return next((part for part, label in CHANGEABLE.items() if label.casefold() in words), None)


def other_clocks(asked: Asked, named: Chosen) -> list[Row]:
    """The time on the clocks of the business and of whoever holds the appointment, where they differ."""
    start = asked.draft.start
    if start is None:
        return []
    zones = [(named.business.name, named.business.zone)]
    if named.staff and named.staff.zone:
        zones.insert(0, (named.staff.name, named.staff.zone))
    return elsewhere(start, asked.desk.reader.locale, asked.desk.reader.zone, zones)


def warnings_about(draft: AppointmentDraft, named: Chosen) -> list[str]:
    """What to know before booking."""
    service, customer = named.service, named.customer
    warnings = [f"{phrases.BOOKED_OVER} {in_words(draft.over)}"] if draft.over else []
    if customer and not customer.mail:
        warnings.append(NO_MAIL)
    if service and not service.online:
        warnings.append(NOT_ONLINE)
    elif service and not service.anonymous_join:
        warnings.append(NO_ANONYMOUS_JOIN)
    return warnings
