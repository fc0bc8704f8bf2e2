"""Lays the desk of a turn: everything a conversation may use, for this person alone."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from botbuilder.core import Storage, TurnContext

from booking.ids import BusinessId
from booking.once import ReadOnce
from booking.ports import Bookings, Clock, Intents, Links, Meetings
from booking.references import new_reference
from booking.scheduling import Scheduling
from bot.defaults import defaults_at
from bot.later import Later
from bot.memory import drawer_of
from bot.people import People
from bot.person_tokens import Speaker
from bot.reading import is_shared, is_targeted, person_of, reader_of, sender_of
from bot.sign_in.turn import SignInOfTurn
from bot.watch import Watch
from cards.answers import Heard
from dialogs.desk import Desk
from dialogs.stage import Stage, Way


def new_nonce() -> str:
    """Too long to guess."""
    return secrets.token_urlsafe(18)


@dataclass(frozen=True, slots=True)
class Desks:
    """What the desks of all turns have in common."""

    people: People
    intents: Intents
    links: Links
    state: Storage
    clock: Clock
    later: Later
    pauses: Sequence[float]
    watch: Watch
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
            rights=RightsOfTurn(self, speaker),
            links=self.links,
            clock=self.clock,
            new_nonce=self.new_nonce,
            follow_up=self.later.follow_up,
            default_business=self.default_business,
            defaults=defaults_at(self.state, context.activity),
            drawer=drawer_of(context),
            mails=self.people.access.mails(speaker),
        )
        desk.lay(context)
        return desk

    def _stage(self, context: TurnContext, way: Way) -> Stage:
        activity = context.activity
        mirror = self.later.mirror(context)
        return Stage(context, way, is_shared(activity), mirror, targeted=is_targeted(activity))


class RightsOfTurn:
    """What one person may do, made when it is asked for: most commands touch none of it."""

    __slots__ = ("_bookings", "_desks", "_speaker")

    def __init__(self, desks: Desks, speaker: Speaker) -> None:
        self._desks, self._speaker = desks, speaker
        self._bookings: Bookings | None = None

    @property
    def bookings(self) -> Bookings:
        """Microsoft Bookings, the same for the whole turn, in which it is read once."""
        if self._bookings is None:
            self._bookings = ReadOnce(self._desks.people.access.bookings(self._speaker))
        return self._bookings

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
            person=self._speaker.person,
            clock=desks.clock,
            new_reference=lambda: new_reference(secrets.choice),
            pauses=desks.pauses,
            note=lambda note: desks.watch.count("bookings", note),
            availability=desks.people.availability(self._speaker, self.bookings),
        )
