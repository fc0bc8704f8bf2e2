"""Who settles what was left open, with whose rights, and how the person hears of it."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import asdict, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from botbuilder.schema import ErrorResponseException

from booking.errors import SignInNeeded
from booking.hours import Shift, Weekday, WeeklyHours
from booking.ids import AppointmentId, BusinessId, CustomerId, ServiceId, StaffId
from booking.intents import LEASE, Intent
from booking.models import Appointment, Attendee, Business, Service, StaffMember
from booking.ports import Person
from bot.sweeper import GIVEN_UP, Sweeper
from dialogs.places import Place
from storage import open_database

NOW = datetime(2030, 3, 4, 9, tzinfo=UTC)
TEN = NOW + timedelta(hours=1)
DANA = Person("dana", "northwind")
CHAT = Place(
    service_url="https://teams.example/",
    channel="msteams",
    conversation="a:dana",
    kind="personal",
    tenant="northwind",
    bot="28:frontdesk",
    user="29:dana",
    name="Dana Swope",
    locale="en-GB",
    zone="Europe/London",
    message="m7",
)
BOOKING = Intent(
    key="book:flow:0",
    kind="book",
    tenant_id="northwind",
    person_id="dana",
    business_id=BusinessId("clinic"),
    reference="K7Q2",
    marker="FD-K7Q2-M3X9",
    request={
        "service": "consult",
        "start": TEN.isoformat(),
        "end": (TEN + timedelta(minutes=30)).isoformat(),
        "customer": None,
    },
    created_at=NOW,
    conversation=asdict(CHAT),
    leased_until=NOW + LEASE,
)
MADE = Appointment(
    id=AppointmentId("AAMk="),
    service_id=ServiceId("consult"),
    service_name="Initial consult",
    start=TEN,
    end=TEN + timedelta(minutes=30),
    staff_ids=(StaffId("miriam"),),
    attendees=(Attendee(CustomerId("adele"), "Adele Vance", "adelev@proseware.example"),),
    online=True,
    join_link="https://teams.example/join/1",
    service_notes="Frontdesk K7Q2 FD-K7Q2-M3X9",
)


class Clinic:
    """Bookings with one appointment; lets nobody in who is not signed in."""

    def __init__(self):
        self.made, self.signed_in = [MADE], True

    async def calendar(self, _business, _within):
        if not self.signed_in:
            raise SignInNeeded("no token of this person")
        return self.made

    async def appointment(self, _business, _key):
        return self.made[0]

    async def services(self, _business):
        return [Service(MADE.service_id, "Initial consult", timedelta(minutes=30), online=True)]

    async def business(self, business):
        hours = WeeklyHours({day: (Shift(time(9), time(17)),) for day in Weekday})
        return Business(business, "Northwind Clinic", ZoneInfo("Europe/London"), hours)

    async def staff(self, _business):
        return [StaffMember(StaffId("miriam"), "Miriam Graham")]

    def background(self, _speaker):
        return self


class Told:
    """In place of Later: what was shown where."""

    def __init__(self):
        self.shown, self.error, self.works = [], None, []

    async def put(self, place, view):
        if self.error:
            raise self.error
        self.shown.append((place.message, str(view.public if place.is_shared else view.private)))

    def follow_up(self, work, *, name):
        self.works.append(asyncio.ensure_future(work()))


class Gone(ErrorResponseException):
    def __init__(self, status):
        Exception.__init__(self, f"{status}")
        self.response = type("Reply", (), {"status_code": status})()


class World:
    """Two copies of the bot on one database."""

    def __init__(self, databases):
        self.clinic, self.told, self.now = Clinic(), Told(), NOW + LEASE
        self.intents = databases[0].intents
        self.copies = [
            Sweeper(self.clinic, one.intents, one.holds, one.links, self.told, lambda: self.now)
            for one in databases
        ]

    async def passes(self, by):
        self.now += by
        await self.copies[0].sweep()

    async def standing(self):
        return await self.intents.standing(BOOKING.key)


@pytest.fixture
async def world(tmp_path):
    async with AsyncExitStack() as opened:
        url = f"sqlite:///{tmp_path}/frontdesk.db"
        yield World([await opened.enter_async_context(open_database(url)) for _ in range(2)])


async def test_what_was_booked_is_shown_on_its_card_by_itself(world):
    await world.intents.open(BOOKING)

    await world.copies[0].sweep()

    ((message, card),) = world.told.shown
    assert message == "m7"
    assert "Adele Vance" in card
    assert "https://teams.example/join/1" in card
    assert (await world.standing()).state == "done"


async def test_a_booking_that_an_older_version_left_open_is_found_too(world):
    older = {name: BOOKING.request[name] for name in ("service", "start")}
    await world.intents.open(replace(BOOKING, request=older, leased_until=None))

    await world.copies[0].sweep()

    assert (await world.standing()).state == "done"


async def test_a_channel_sees_nothing_of_the_customer(world):
    channel = asdict(replace(CHAT, kind="channel"))
    await world.intents.open(replace(BOOKING, conversation=channel))

    await world.copies[0].sweep()

    ((_, card),) = world.told.shown
    assert "K7Q2" in card
    assert "Adele" not in card
    assert "https://" not in card


async def test_what_was_not_booked_is_said_to_be_not(world):
    world.clinic.made = []
    await world.intents.open(BOOKING)

    await world.copies[0].sweep()

    ((_, card),) = world.told.shown
    assert "Nothing was booked." in card


async def test_of_two_copies_one_settles_it(world):
    await world.intents.open(BOOKING)

    await asyncio.gather(*(copy.sweep() for copy in world.copies))
    await world.passes(LEASE)

    assert len(world.told.shown) == 1


async def test_while_the_lease_lasts_nobody_looks(world):
    world.now = NOW
    await world.intents.open(BOOKING)

    await world.copies[0].sweep()

    assert (await world.standing()).state == "open"


async def test_without_their_sign_in_it_waits_until_the_person_speaks(world):
    world.clinic.signed_in = False
    await world.intents.open(BOOKING)
    await world.copies[0].sweep()
    assert (await world.standing()).state == "open"
    assert world.told.shown == []

    world.clinic.signed_in = True
    world.copies[0].spoke(Person("alex", "northwind"))
    assert world.told.works == []
    world.copies[0].spoke(DANA)
    await asyncio.gather(*world.told.works)

    assert len(world.told.shown) == 1


async def test_what_was_settled_and_never_told_is_told(world):
    await world.intents.open(BOOKING)
    await world.intents.settle(BOOKING.key, state="done", outcome={"appointment": MADE.id}, at=NOW)

    await world.copies[0].sweep()
    await world.passes(LEASE)

    assert len(world.told.shown) == 1


async def test_what_a_turn_has_told_since_it_was_listed_is_not_told_over_it(world):
    """In that turn the card has become the next question."""
    await world.intents.open(BOOKING)
    await world.intents.settle(BOOKING.key, state="refused", outcome={}, at=NOW)
    lease = world.intents.lease

    async def told_meanwhile(intent, until):
        await world.intents.tell(BOOKING.key, world.now)
        return await lease(intent, until)

    world.intents.lease = told_meanwhile
    await world.copies[0].sweep()

    assert world.told.shown == []


@pytest.mark.parametrize(("status", "again"), [(404, 0), (503, 1)])
async def test_a_message_that_is_gone_is_let_be_and_one_out_of_reach_is_not(world, status, again):
    world.told.error = Gone(status)
    await world.intents.open(BOOKING)
    await world.copies[0].sweep()
    world.told.error = None

    await world.passes(LEASE)

    assert len(world.told.shown) == again


async def test_after_a_week_nobody_waits_any_more(world):
    world.clinic.signed_in = False
    await world.intents.open(BOOKING)

    await world.passes(GIVEN_UP)

    assert await world.intents.unfinished(world.now + LEASE) == []
    assert (await world.standing()).state == "open"
