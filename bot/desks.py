"""Lays the desk of a turn: everything a conversation may use, for this person alone."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from botbuilder.core import Storage, TurnContext

from booking.holding import Holding
from booking.ids import BusinessId
from booking.intents import LEASE
from booking.once import ReadOnce
from booking.ports import Bookings, Clock, Holds, Intents, Links, Meetings, Rights
from booking.references import new_reference
from booking.scheduling import Scheduling
from booking.times import Times
from bot.defaults import StoredDefaults
from bot.later import Later
from bot.memory import drawer_of
from bot.people import People
from bot.person_tokens import Speaker
from bot.promptness import meanwhile_of
from bot.reading import is_shared, is_targeted, person_of, reader_of, sender_of
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
    state: Storage
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
        desk = Desk(
            person=person,
            reader=reader_of(context.activity),
            heard=heard,
            stage=self._stage(context, way),
            sign_in=SignInOfTurn(self.people.tokens, speaker),
            access=AccessOfTurn(self, speaker),
            links=self.links,
            clock=self.clock,
            new_nonce=self.new_nonce,
            default_business=self.default_business,
            defaults=StoredDefaults(self.state, context.activity),
            drawer=drawer_of(context),
            mails=self.people.access.mails(speaker),
        )
        desk.lay(context)
        return desk

    def _stage(self, context: TurnContext, way: Way) -> Stage:
        activity = context.activity
        return Stage(
            context,
            way,
            is_shared(activity),
            self.later.mirror(context),
            targeted=is_targeted(activity),
            meanwhile=meanwhile_of(context),
        )


class AccessOfTurn:
    """What one person may do, made when it is asked for: most commands touch none of it."""

    __slots__ = ("_bookings", "_desks", "_rights", "_speaker")

    def __init__(self, desks: Desks, speaker: Speaker) -> None:
        self._desks, self._speaker = desks, speaker
        self._bookings: Bookings | None = None
        self._rights: Rights | None = None

    @property
    def bookings(self) -> Bookings:
        """Microsoft Bookings, the same for the whole turn, in which it is read once."""
        if self._bookings is None:
            self._bookings = ReadOnce(self._desks.people.access.bookings(self._speaker))
        return self._bookings

    @property
    def rights(self) -> Rights:
        """What their role lets them do."""
        if self._rights is None:
            self._rights = self._desks.people.rights(self._speaker, self.bookings)
        return self._rights

    @property
    def meetings(self) -> Meetings:
        """The online meetings of this person."""
        return self._desks.people.access.meetings(self._speaker)

    @property
    def scheduling(self) -> Scheduling:
        """The verbs of booking."""
        desks = self._desks
        return Scheduling(
            bookings=self.bookings,
            intents=desks.intents,
            times=self._times(),
            person=self._speaker.person,
            clock=desks.clock,
            new_reference=draw_reference,
            pauses=desks.pauses,
            lease=desks.lease,
            note=lambda note: desks.watch.count("bookings", note),
        )

    def _times(self) -> Times:
        people, clock = self._desks.people, self._desks.clock
        return Times(
            bookings=self.bookings,
            holding=Holding(self._desks.holds, self._speaker.person, clock, asyncio.sleep),
            clock=clock,
            availability=people.availability(self._speaker, self.bookings),
            own_calendar=people.own_calendar(self._speaker),
            rights=self.rights,
        )
