"""A try that was broken off stands in nobody's way for long, and never leads to a second appointment."""

from dataclasses import replace
from datetime import timedelta

import pytest
from booking_clinic import Clinic
from scheduling_fakes import ALEX, CLASS, DANA, MIRIAM, PRIYA, request

from booking.draft import StaffWish
from booking.errors import Rule, SlotTaken, TimeRefused, Unavailable
from booking.ids import StaffId
from booking.intents import LEASE
from booking.models import NewCustomer
from booking.scheduling import Booked, NotBooked
from booking.tries import BROKEN_OFF

DIES = RuntimeError("the process dies here")
MOMENT = timedelta.resolution


class Dying(Clinic):
    """Where the bot may be killed while somebody books."""

    async def dies(self, person, flow, **what):
        with pytest.raises(RuntimeError):
            await self.books(person, flow, **what)


@pytest.fixture
def clinic() -> Dying:
    return Dying()


def rule_of(outcome) -> Rule:
    assert isinstance(outcome, NotBooked)
    assert isinstance(outcome.why, TimeRefused)
    return outcome.why.rule


async def test_who_was_cut_off_before_anything_was_sent_takes_the_time_by_their_next_try(clinic):
    clinic.bookings.reading = [DIES]
    await clinic.dies(DANA, "book:first")
    clinic.now += BROKEN_OFF

    assert await clinic.looks(DANA, "book:second")
    assert isinstance(await clinic.books(DANA, "book:second"), Booked)

    assert rule_of(await clinic.books(DANA, "book:first")) is Rule.OWN_TRY
    assert len(clinic.bookings.made) == 1


async def test_what_was_cut_off_a_moment_ago_may_be_alive_and_reads_as_ones_own(clinic):
    clinic.bookings.reading = [DIES]
    await clinic.dies(DANA, "book:first")
    clinic.now += BROKEN_OFF - MOMENT

    assert await clinic.looks(DANA, "book:second")
    assert rule_of(await clinic.books(DANA, "book:second")) is Rule.OWN_TRY
    assert rule_of(await clinic.books(ALEX, "book:alex")) is Rule.HELD
    assert clinic.intents.rows["book:first:0"].state == "open"


@pytest.mark.parametrize("when", ["before", "after"])
async def test_what_may_have_been_sent_is_not_tried_again_while_somebody_is_at_it(clinic, when):
    setattr(clinic.bookings, when, [DIES])
    await clinic.dies(DANA, "book:first")
    clinic.now += LEASE

    assert rule_of(await clinic.books(DANA, "book:second")) is Rule.OWN_TRY
    assert clinic.bookings.asked == 1


async def test_what_was_booked_before_the_crash_is_found_and_takes_the_time(clinic):
    clinic.bookings.after = [DIES]
    await clinic.dies(DANA, "book:first")
    clinic.now += LEASE + MOMENT

    second = await clinic.books(DANA, "book:second")

    assert isinstance(second, NotBooked)
    assert isinstance(second.why, SlotTaken)
    assert isinstance(await clinic.books(DANA, "book:first"), Booked)
    assert clinic.bookings.asked == 1


async def test_a_try_is_looked_for_where_it_was_to_be_though_its_card_was_changed_since(clinic):
    clinic.bookings.after = [DIES]
    await clinic.dies(DANA, "book:first")
    clinic.now += LEASE + MOMENT
    changed = replace(request(), start=request().start + timedelta(hours=2))

    told = await clinic.books(DANA, "book:first", wish=changed)

    assert isinstance(told, Booked)
    assert told.appointment.start == request().start
    assert clinic.bookings.asked == 1


async def test_a_try_that_was_cut_off_is_known_by_its_key(clinic):
    tries = clinic.of(DANA).tries
    assert await tries.begun("book:first:0") is None
    clinic.bookings.before = [DIES]
    await clinic.dies(DANA, "book:first")
    begun = await tries.begun("book:first:0")
    assert begun is not None
    assert begun.state == "open"

    clinic.now += LEASE + MOMENT

    begun = await tries.begun("book:first:0")
    assert begun is not None
    assert begun.state == "refused"


async def test_what_was_not_booked_before_the_crash_is_booked_by_the_next_try(clinic):
    clinic.bookings.before = [DIES]
    await clinic.dies(DANA, "book:first")
    clinic.now += LEASE + MOMENT

    assert isinstance(await clinic.books(DANA, "book:second"), Booked)
    assert "book:first:0" in {one.key for one in await clinic.intents.unfinished(clinic.now)}
    assert isinstance(await clinic.books(DANA, "book:first"), NotBooked)
    assert len(clinic.bookings.made) == 1


async def test_what_cannot_be_looked_for_now_is_not_booked_anew(clinic):
    clinic.bookings.after = [DIES]
    await clinic.dies(DANA, "book:first")
    clinic.now += LEASE + MOMENT
    clinic.bookings.reading = [Unavailable("away")]

    assert rule_of(await clinic.books(DANA, "book:second")) is Rule.OWN_TRY
    assert clinic.intents.rows["book:first:0"].state == "open"
    assert clinic.bookings.asked == 1


async def test_a_slow_try_that_was_taken_over_sends_nothing_and_tells_of_the_other(clinic):
    books, calendar = clinic.books, clinic.bookings.calendar

    async def slowly(business, within):
        clinic.bookings.calendar = calendar
        clinic.now += BROKEN_OFF
        assert isinstance(await books(DANA, "book:second"), Booked)
        return []

    clinic.bookings.calendar = slowly

    assert rule_of(await books(DANA, "book:first")) is Rule.OWN_TRY
    assert clinic.bookings.asked == 1


async def test_of_two_who_take_over_at_once_one_does(clinic):
    clinic.bookings.reading = [DIES]
    await clinic.dies(DANA, "book:first")
    clinic.now += BROKEN_OFF
    lease = clinic.intents.lease

    async def overtaken(intent, until):
        clinic.intents.lease = lease
        await lease(intent, until + MOMENT)
        return await lease(intent, until)

    clinic.intents.lease = overtaken

    assert rule_of(await clinic.books(DANA, "book:second")) is Rule.OWN_TRY


async def test_where_anyone_will_do_the_one_who_is_free_is_kept_instead(clinic):
    clinic.bookings.reading = [DIES]
    await clinic.dies(DANA, "book:first")

    assert await clinic.looks(DANA, "book:second", StaffWish.ANYONE)

    assert clinic.holds.rows["book:second"].staff_id == PRIYA.id
    assert clinic.holds.rows["book:first"].staff_id == MIRIAM.id


async def test_who_was_cut_off_while_adding_to_a_session_adds_by_the_next_try(clinic):
    zoe, robin = (request(CLASS, NewCustomer(name, None)) for name in ("Zoë", "Robin"))
    await clinic.books(ALEX, "book:alex", wish=zoe)
    clinic.bookings.before_customer = [DIES]
    await clinic.dies(DANA, "book:first", wish=robin)
    assert clinic.holds.rows["book:first"].staff_id == StaffId("session:appointment-0")
    assert rule_of(await clinic.books(DANA, "book:early", wish=robin)) is Rule.OWN_TRY
    assert rule_of(await clinic.books(ALEX, "book:another", wish=robin)) is Rule.HELD
    clinic.now += BROKEN_OFF

    assert isinstance(await clinic.books(DANA, "book:second", wish=robin), Booked)
    assert [one.name for one in clinic.bookings.made[0].attendees] == ["Zoë", "Robin"]


async def test_a_try_that_is_over_but_was_cut_off_then_stands_in_nobodys_way(clinic):
    """Settled, and its hold still firm: the calendar tells by now."""
    first = await clinic.books(DANA, "book:first")
    clinic.holds.rows["book:first"] = replace(clinic.holds.rows["book:first"], firm=True)
    clinic.bookings.made.clear()  # cancelled elsewhere

    assert isinstance(first, Booked)
    assert isinstance(await clinic.books(DANA, "book:second"), Booked)
