"""One calendar and one database, for whoever comes, whenever."""

from scheduling_fakes import (
    MIRIAM,
    NOW,
    STAFF,
    FakeBookings,
    FakeHolds,
    FakeIntents,
    no_pause,
    references,
    request,
)

from booking.holding import Holding
from booking.ports import Person
from booking.scheduling import Scheduling
from booking.times import Times


class Clinic:
    """Where nobody waits for anything."""

    def __init__(self) -> None:
        self.bookings, self.intents, self.holds = FakeBookings(), FakeIntents(), FakeHolds()
        self.now, self.reference = NOW, references()

    def of(self, person: Person) -> Scheduling:
        return Scheduling(
            bookings=self.bookings,
            intents=self.intents,
            times=Times(self.bookings, Holding(self.holds, person, self.clock, no_pause), self.clock),
            person=person,
            clock=self.clock,
            new_reference=self.reference,
            pause=no_pause,
            pauses=(0,),
        )

    def clock(self):
        return self.now

    async def looks(self, person, flow, wanted=(MIRIAM.id,), wish=None):
        return await self.of(person).keep(wish or request(), staff=STAFF, wanted=wanted, key=f"{flow}:0")

    async def books(self, person, flow, wanted=(MIRIAM.id,), wish=None):
        return await self.of(person).book(wish or request(), staff=STAFF, wanted=wanted, key=f"{flow}:0")
