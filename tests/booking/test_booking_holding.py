"""Two colleagues, one time: who takes the last look first has it for three minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from booking_clinic import Clinic
from scheduling_fakes import ALEX, CLASS, DANA, MIRIAM, PRIYA, STAFF, request

from booking.draft import StaffWish
from booking.errors import Rule, TimeRefused
from booking.holds import HOLD
from booking.models import NewCustomer
from booking.ports import Person
from booking.rules import free_at
from booking.scheduling import Booked, NotBooked


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


async def test_a_time_on_a_last_look_is_offered_to_nobody_else(clinic):
    assert await clinic.looks(DANA, "book:dana")
    wish = request()

    others = await clinic.of(ALEX).diary(wish.business, wish.service, STAFF, wish.span)
    own = await clinic.of(DANA).diary(wish.business, wish.service, STAFF, wish.span)

    assert free_at(others, wish.start) == (PRIYA.id,)
    assert set(free_at(own, wish.start)) == {MIRIAM.id, PRIYA.id}


async def test_who_looked_first_books_and_the_other_is_told_why(clinic):
    await clinic.looks(DANA, "book:dana")
    assert not await clinic.looks(ALEX, "book:alex")

    refused = await clinic.books(ALEX, "book:alex")

    assert isinstance(refused, NotBooked)
    assert isinstance(refused.why, TimeRefused)
    assert refused.why.rule is Rule.HELD
    assert isinstance(await clinic.books(DANA, "book:dana"), Booked)


async def test_after_three_minutes_the_time_is_anybodys(clinic):
    await clinic.looks(DANA, "book:dana")
    clinic.now += HOLD

    assert isinstance(await clinic.books(ALEX, "book:alex"), Booked)
    assert isinstance(await clinic.books(DANA, "book:dana"), NotBooked)
    assert len(clinic.bookings.made) == 1


async def test_two_chats_of_one_person_book_one_time_once(clinic):
    await clinic.looks(DANA, "book:here")
    await clinic.looks(DANA, "book:there")

    outcomes = [await clinic.books(DANA, flow) for flow in ("book:here", "book:there")]

    assert [type(one) for one in outcomes] == [Booked, NotBooked]


async def test_anyone_keeps_one_of_those_who_are_free(clinic):
    assert await clinic.looks(DANA, "book:dana", StaffWish.ANYONE)
    assert await clinic.looks(ALEX, "book:alex", StaffWish.ANYONE)
    assert not await clinic.looks(Person("sam", "northwind"), "book:sam", StaffWish.ANYONE)

    first = await clinic.books(DANA, "book:dana", StaffWish.ANYONE)
    second = await clinic.books(ALEX, "book:alex", StaffWish.ANYONE)

    assert {one.appointment.staff_ids for one in (first, second)} == {(MIRIAM.id,), (PRIYA.id,)}


async def test_a_hold_hides_no_booking_made_elsewhere(clinic):
    await clinic.looks(DANA, "book:dana")
    await clinic.bookings.create_appointment(replace(request(), staff_ids=(MIRIAM.id,)))

    refused = await clinic.books(DANA, "book:dana")

    assert isinstance(refused, NotBooked)
    assert len(clinic.bookings.made) == 1


async def test_a_refused_time_is_let_go(clinic):
    late = replace(request(), start=request().start + timedelta(hours=12))
    await clinic.looks(DANA, "book:dana", wish=late)

    await clinic.books(DANA, "book:dana", wish=late)

    assert clinic.holds.rows == {}


async def test_a_seat_in_a_session_is_kept_from_nobody(clinic):
    zoe, robin = (request(CLASS, NewCustomer(name, None)) for name in ("Zoë", "Robin"))
    assert await clinic.looks(DANA, "book:dana", wish=zoe)
    assert await clinic.looks(ALEX, "book:alex", wish=robin)

    await clinic.books(DANA, "book:dana", wish=zoe)
    await clinic.books(ALEX, "book:alex", wish=robin)

    assert [one.name for one in clinic.bookings.made[0].attendees] == ["Zoë", "Robin"]
