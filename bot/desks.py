"""Lays the desk of a turn: everything a conversation may use, for this person alone."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from botbuilder.core import TurnContext

from booking.ids import BusinessId
from booking.ports import Bookings, Clock, Intents, Links, Person
from booking.references import new_reference
from booking.scheduling import Scheduling
from bot.later import Later
from bot.people import Access
from bot.reading import is_shared, person_of, reader_of
from cards.answers import Heard
from dialogs.desk import Desk
from dialogs.stage import Stage, Way


def new_nonce() -> str:
    """Too long to guess."""
    return secrets.token_urlsafe(18)


@dataclass(frozen=True, slots=True)
class Desks:
    """What the desks of all turns have in common."""

    access: Access
    intents: Intents
    links: Links
    clock: Clock
    later: Later
    pauses: Sequence[float]
    default_business: BusinessId | None = None
    new_nonce: Callable[[], str] = new_nonce

    def lay(self, context: TurnContext, heard: Heard, way: Way) -> Desk:
        """The desk, laid in the turn."""
        person = person_of(context.activity)
        bookings = self.access.bookings(person)
        desk = Desk(
            person=person,
            reader=reader_of(context.activity),
            heard=heard,
            stage=self._stage(context, way),
            bookings=bookings,
            meetings=self.access.meetings(person),
            scheduling=self._scheduling(person, bookings),
            links=self.links,
            clock=self.clock,
            new_nonce=self.new_nonce,
            follow_up=self.later.follow_up,
            default_business=self.default_business,
        )
        desk.lay(context)
        return desk

    def _stage(self, context: TurnContext, way: Way) -> Stage:
        return Stage(context, way, is_shared(context.activity), self.later.mirror(context))

    def _scheduling(self, person: Person, bookings: Bookings) -> Scheduling:
        return Scheduling(
            bookings=bookings,
            intents=self.intents,
            person=person,
            clock=self.clock,
            new_reference=lambda: new_reference(secrets.choice),
            pauses=self.pauses,
        )
