"""Settles what was left open, and tells the people whose it is."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from botbuilder.schema import ErrorResponseException
from msrest.exceptions import ClientException

from booking.errors import BookingError, NotPermitted, SignInNeeded
from booking.hosting import Hosting
from booking.intents import LEASE, Intent
from booking.ports import Bookings, Clock, Holds, Intents, Links, Person
from booking.settling import Settling
from bot.desks import draw_reference
from bot.later import Later
from bot.people import People
from bot.person_tokens import Speaker
from dialogs.desk import Reader
from dialogs.meet import MADE
from dialogs.meet import view_of as view_of_meeting
from dialogs.places import Place
from dialogs.result import told
from dialogs.targeted import is_targeted, sharing

log = structlog.get_logger()

AT_ONCE = 4
"""Intents that are looked into at the same time."""
GIVEN_UP = timedelta(days=7)
"""After so long nobody waits for the answer any more; the row stays as it is."""


@dataclass(frozen=True, slots=True)
class Absent:
    """The person who is told, after their turn."""

    reader: Reader
    speaker: str
    bookings: Bookings
    shares: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sweeper:
    """One of many, perhaps: of all copies of the bot on one database only one is at an intent at a time.

    It acts with the rights that `People.background` gives: where these are a person's own and they are not
    signed in, it waits until they speak.
    """

    people: People
    intents: Intents
    holds: Holds
    links: Links
    later: Later
    clock: Clock
    lease: timedelta = LEASE
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _absent: set[Person] = field(default_factory=set[Person])

    async def run(self) -> None:
        """Sweep now, and then twice within each lease, until cancelled."""
        while True:
            try:
                await self.sweep()
            except Exception:
                log.exception("sweep-failed")
            await self.pause(self.lease.total_seconds() / 2)

    async def sweep(self, person: Person | None = None) -> None:
        """Look into everything that nobody is at; of one person alone, where they are named."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def look_into(intent: Intent) -> None:
            async with gate:
                await self._look_into(intent)

        left = await self.intents.unfinished(self.clock())
        theirs = [one for one in left if person in {None, Person(one.person_id, one.tenant_id)}]
        await asyncio.gather(*(look_into(intent) for intent in theirs))

    def spoke(self, person: Person) -> None:
        """The person is here: what waits for their rights is looked into beside their turn."""
        if person in self._absent:
            self._absent.discard(person)
            self.later.follow_up(lambda: self.sweep(person), name="settle what was left open")

    async def _look_into(self, intent: Intent) -> None:
        mine = await self.intents.lease(intent, self.clock() + self.lease)
        if mine is None or mine.told_at is not None:
            return  # since it was listed somebody was quicker, or has told what came of it
        try:
            await self._finish(mine)
        except (SignInNeeded, NotPermitted) as error:
            self._absent.add(Person(mine.person_id, mine.tenant_id))
            log.info("left-open", kind=mine.kind, error=type(error).__name__)
            await self._give_up_if_old(mine)
            await self.intents.lease(mine, self.clock())
        except BookingError as error:
            log.info("left-open", kind=mine.kind, error=type(error).__name__, request_id=error.reference)
            await self._give_up_if_old(mine)
        except ClientException as error:
            log.info("not-told", kind=mine.kind, error=type(error).__name__)
            await self._give_up_if_old(mine, at_once=_is_gone(error))
        except Exception:
            log.exception("left-open", kind=mine.kind)
            await self._give_up_if_old(mine)

    async def _finish(self, intent: Intent) -> None:
        place = Place.read(intent.conversation) if intent.conversation else None
        speaker = Speaker(Person(intent.person_id, intent.tenant_id), place.user if place else "")
        bookings = self.people.background(speaker)
        stands = await self._settling(speaker, bookings).settle(intent)
        log.info("settled", kind=stands.kind, state=stands.state)
        if place is not None:
            await self._tell(stands, place, _absent_at(place, bookings))
        await self.intents.tell(stands.key, self.clock())

    async def _tell(self, intent: Intent, place: Place, absent: Absent) -> None:
        """A card is brought up to date, which may be done twice; a message is posted after all is written."""
        match intent.kind:
            case "book" if place.message:
                await self.later.put(place, await told(absent, intent))
            case "book":
                view = await told(absent, intent)
                await self.intents.tell(intent.key, self.clock())
                await self.later.put(place, view)
            case "meet" if intent.state == "done":
                links = await self.links.find(intent.tenant_id, intent.marker)
                if links is not None:
                    await self.later.put(place, view_of_meeting(absent, links, MADE))
            case _:
                pass

    def _settling(self, speaker: Speaker, bookings: Bookings) -> Settling:
        def hosting() -> Hosting:
            return Hosting(
                meetings=self.people.access.meetings(speaker),
                links=self.links,
                intents=self.intents,
                person=speaker.person,
                clock=self.clock,
                new_reference=draw_reference,
            )

        return Settling(bookings, hosting, self.intents, self.holds, self.clock)

    async def _give_up_if_old(self, intent: Intent, *, at_once: bool = False) -> None:
        if at_once or self.clock() - intent.created_at >= GIVEN_UP:
            log.warning("given-up", kind=intent.kind, reference=intent.reference)
            await self.intents.tell(intent.key, self.clock())


def _absent_at(place: Place, bookings: Bookings) -> Absent:
    shares = sharing(shared=place.is_shared, targeted=is_targeted(place.message))
    return Absent(place.reader, place.user, bookings, shares)


def _is_gone(error: ClientException) -> bool:
    """Whether Teams has no such conversation or message any more, or lets the bot in no longer."""
    return isinstance(error, ErrorResponseException) and error.response.status_code in {403, 404, 410}
