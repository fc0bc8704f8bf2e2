"""What a crash left open is settled by who finds it, and nothing is made twice."""

from datetime import timedelta

import pytest
from scheduling_fakes import (
    CLASS,
    DANA,
    NOW,
    STAFF,
    FakeBookings,
    FakeHolds,
    FakeIntents,
    FakeLinks,
    FakeMeetings,
    no_pause,
    references,
    request,
)

from booking.draft import StaffWish
from booking.errors import Unavailable, Unclear
from booking.holding import Holding
from booking.hosting import Hosting
from booking.intents import LEASE
from booking.models import NewCustomer
from booking.scheduling import Booked, NotBooked, Scheduling, StillChecking
from booking.settling import Settling
from booking.times import Times

KEY = "book:flow:0"
ROBIN = NewCustomer("Robin", "robin@litware.example")
DIES = RuntimeError("the process dies here")
LOST = Unclear("no answer")
AWAY = Unavailable("away")


class World:
    """What outlives the bot, and a clock."""

    def __init__(self) -> None:
        self.bookings, self.intents, self.holds = FakeBookings(), FakeIntents(), FakeHolds()
        self.meetings, self.links = FakeMeetings(), FakeLinks()
        self.now, self.reference = NOW, references()

    def clock(self):
        return self.now

    async def books(self, wish=None, key=KEY):
        scheduling = Scheduling(
            bookings=self.bookings,
            intents=self.intents,
            times=Times(self.bookings, Holding(self.holds, DANA, self.clock, no_pause), self.clock),
            person=DANA,
            clock=self.clock,
            new_reference=self.reference,
            pause=no_pause,
            pauses=(0,),
        )
        return await scheduling.book(wish or request(), staff=STAFF, wanted=StaffWish.ANYONE, key=key)

    async def settles(self):
        """As the sweeper of another copy does, once the lease has ended."""
        self.now += LEASE + timedelta.resolution
        settling = Settling(self.bookings, self.hosting, self.intents, self.holds, self.clock)
        left = await self.intents.unfinished(self.now)
        leased = [await self.intents.lease(one, self.now + LEASE) for one in left]
        return {one.kind: await settling.settle(one) for one in leased if one}

    def hosting(self):
        return Hosting(self.meetings, self.links, self.intents, DANA, self.clock, self.reference)


@pytest.fixture
def world() -> World:
    return World()


async def test_a_booking_that_was_made_before_the_crash_is_found(world):
    world.bookings.after = [DIES]
    with pytest.raises(RuntimeError):
        await world.books()

    settled = await world.settles()

    assert settled["book"].outcome == {"appointment": "appointment-0"}
    assert isinstance(await world.books(), Booked)
    assert world.bookings.asked == 1


async def test_a_booking_that_was_not_made_before_the_crash_is_refused(world):
    world.bookings.before = [DIES]
    with pytest.raises(RuntimeError):
        await world.books()

    assert (await world.settles())["book"].state == "refused"
    assert isinstance(await world.books(), NotBooked)
    assert world.holds.rows == {}


async def test_while_somebody_is_at_it_not_to_be_found_means_nothing(world):
    world.bookings.before = [DIES]
    with pytest.raises(RuntimeError):
        await world.books()

    elsewhere = await world.books()

    assert isinstance(elsewhere, StillChecking)
    assert not elsewhere.mine
    assert world.intents.rows[KEY].state == "open"


async def test_who_was_overtaken_sends_nothing(world):
    class Overtaking(FakeBookings):
        async def calendar(self, business, within):
            stands = world.intents.rows[KEY]
            world.now = stands.leased_until
            await world.intents.lease(stands, world.now + LEASE)
            return await super().calendar(business, within)

    world.bookings = Overtaking()

    outcome = await world.books()

    assert isinstance(outcome, StillChecking)
    assert world.bookings.asked == 0


async def test_what_cannot_be_read_stays_open(world):
    world.bookings.after = [DIES]
    with pytest.raises(RuntimeError):
        await world.books()
    world.bookings.reading = [AWAY]

    with pytest.raises(Unavailable):
        await world.settles()

    assert world.intents.rows[KEY].state == "open"


async def test_a_joined_session_is_told_by_its_customer_though_the_intent_does_not_name_them(world):
    await world.books(request(CLASS, NewCustomer("Zoë", None)), key="book:zoë:0")
    await world.intents.tell("book:zoë:0", NOW)
    world.bookings.after = [DIES]
    with pytest.raises(RuntimeError):
        await world.books(request(CLASS, ROBIN))

    settled = await world.settles()

    assert settled["book"].state == "done"
    assert "robin" not in str(world.intents.rows[KEY].request).casefold()


@pytest.mark.parametrize("failure", [LOST, Unclear("500", answered=True)])
async def test_a_customer_who_was_made_all_the_same_is_not_made_twice(world, failure):
    world.bookings.after_customer = [failure]

    outcome = await world.books(request(CLASS, ROBIN))

    assert isinstance(outcome, Booked)
    assert world.bookings.known == [ROBIN]


async def test_a_customer_who_cannot_be_looked_for_yet_is_found_by_the_next_try(world):
    world.bookings.after_customer, world.bookings.listing = [LOST], [AWAY]
    with pytest.raises(Unavailable):
        await world.books(request(CLASS, ROBIN))

    assert isinstance(await world.books(request(CLASS, ROBIN), key="book:flow:1"), Booked)
    assert world.bookings.known == [ROBIN]


async def test_a_customer_whom_nobody_made_is_made_by_the_next_try_once_that_is_sure(world):
    world.bookings.before_customer = [LOST]
    with pytest.raises(Unavailable):
        await world.books(request(CLASS, ROBIN))
    with pytest.raises(Unavailable):
        await world.books(request(CLASS, ROBIN), key="book:flow:1")
    world.now += LEASE

    assert isinstance(await world.books(request(CLASS, ROBIN), key="book:flow:2"), Booked)
    assert world.bookings.known == [ROBIN]


async def test_a_namesake_whom_bookings_knew_before_is_not_taken_for_the_new_one(world):
    robin = NewCustomer("Robin", None)
    world.bookings.known, world.bookings.before_customer = [robin], [Unclear("500", answered=True)]
    with pytest.raises(Unavailable):
        await world.books(request(CLASS, robin))

    await world.books(request(CLASS, robin), key="book:flow:1")

    assert world.bookings.made[0].attendees[0].customer_id == "new-2"


async def test_a_customer_who_was_made_before_the_crash_is_found(world):
    world.bookings.after_customer = [DIES]
    with pytest.raises(RuntimeError):
        await world.books(request(CLASS, ROBIN))

    settled = await world.settles()

    assert settled["customer"].outcome == {"customer": "new-1"}
    assert isinstance(await world.books(request(CLASS, ROBIN), key="book:flow:1"), Booked)
    assert world.bookings.known == [ROBIN]


async def test_a_meeting_is_made_to_its_end(world):
    wish, hosting = request(), world.hosting()
    world.meetings.making = [DIES]
    with pytest.raises(RuntimeError):
        await hosting.host("Knee check", wish.span, None, flow="a:dana/7")

    settled = await world.settles()

    assert settled["meet"].state == "done"
    assert len(world.meetings.made) == 1
    assert (await world.links.find("northwind", settled["meet"].marker)).visitor_url


async def test_a_meeting_whose_time_is_over_is_made_no_more(world):
    wish, hosting = request(), world.hosting()
    world.meetings.making = [DIES]
    with pytest.raises(RuntimeError):
        await hosting.host("Knee check", wish.span, None, flow="a:dana/7")
    world.now += timedelta(days=3)

    assert (await world.settles())["meet"].state == "refused"
