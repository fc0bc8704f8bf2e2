"""Lays the desk of a turn: everything a conversation may use, for this person alone."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from botbuilder.core import TurnContext

from booking.holding import Holding
from booking.ids import BusinessId
from booking.intents import LEASE
from booking.ports import Bookings, Clock, Holds, Intents, Links, Rights
from booking.references import new_reference
from booking.scheduling import Scheduling
from booking.times import Times
from bot.later import Later
from bot.people import People
from bot.person_tokens import Speaker
from bot.promptness import meanwhile_of
from bot.reading import is_shared, person_of, reader_of, sender_of
from bot.sign_in.turn import SignInOfTurn
from bot.watch import Watch
from cards.answers import Heard
from dialogs.desk import Desk
from dialogs.stage import Stage, Way


def new_nonce() -> str:
    """Too long to guess."""
    return secrets.token_urlsafe(18)


def draw_reference() -> str:
    """A reference that nobody foresees."""
    return new_reference(secrets.choice)


@dataclass(frozen=True, slots=True)
class Desks:
    """What the desks of all turns have in common."""

    people: People
    intents: Intents
    holds: Holds
    links: Links
    clock: Clock
    later: Later
    pauses: Sequence[float]
    watch: Watch
    lease: timedelta = LEASE
    default_business: BusinessId | None = None
    new_nonce: Callable[[], str] = new_nonce

    def lay(self, context: TurnContext, heard: Heard, way: Way) -> Desk:
        """The desk, laid in the turn."""
        person = person_of(context.activity)
        speaker = Speaker(person, str(sender_of(context.activity).id))
        bookings = self.people.access.bookings(speaker)
        rights = self.people.rights(speaker, bookings)
        desk = Desk(
            person=person,
            reader=reader_of(context.activity),
            heard=heard,
            stage=self._stage(context, way),
            sign_in=SignInOfTurn(self.people.tokens, speaker),
            bookings=bookings,
            meetings=self.people.access.meetings(speaker),
            scheduling=self._scheduling(speaker, bookings, rights),
            links=self.links,
            clock=self.clock,
            new_nonce=self.new_nonce,
            follow_up=self.later.follow_up,
            default_business=self.default_business,
            rights=rights,
        )
        desk.lay(context)
        return desk

    def _stage(self, context: TurnContext, way: Way) -> Stage:
        stage = Stage(context, way, is_shared(context.activity), self.later.mirror(context))
        stage.meanwhile = meanwhile_of(context)
        return stage

    def _scheduling(self, speaker: Speaker, bookings: Bookings, rights: Rights) -> Scheduling:
        return Scheduling(
            bookings=bookings,
            intents=self.intents,
            times=Times(
                bookings=bookings,
                holding=Holding(self.holds, speaker.person, self.clock, asyncio.sleep),
                clock=self.clock,
                availability=self.people.availability(speaker, bookings),
                own_calendar=self.people.own_calendar(speaker),
                rights=rights,
            ),
            person=speaker.person,
            clock=self.clock,
            new_reference=draw_reference,
            pauses=self.pauses,
            lease=self.lease,
            note=lambda note: self.watch.count("bookings", note),
        )
