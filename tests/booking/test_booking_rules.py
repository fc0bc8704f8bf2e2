"""Why a time is refused, and what is offered instead."""

from dataclasses import replace
from datetime import timedelta

import pytest
from diaries import (
    ALEX,
    CLASS,
    CLINIC,
    CONSULT,
    DANA,
    MONDAY,
    PRIYA,
    booked,
    diary,
    hours,
    minutes,
    utc,
    with_policy,
)

from booking.draft import StaffWish
from booking.errors import Rule
from booking.policy import Availability, Offering
from booking.rules import free_at, nearest, refusal

POLICY = with_policy(lead_time=minutes(120), advance=timedelta(days=14))
TEN = utc("2027-03-01T10:00")


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("2027-02-22T08:59", Rule.PAST),
        ("2027-02-22T09:00", Rule.LEAD_TIME),
        ("2027-02-22T10:59", Rule.LEAD_TIME),
        ("2027-02-22T11:00", Rule.CLOSED),
        ("2027-03-08T09:00", None),
        ("2027-03-08T09:01", Rule.TOO_FAR),
        ("2027-02-28T09:00", Rule.CLOSED),
        ("2027-03-01T08:30", Rule.CLOSED),
        ("2027-03-01T10:30", None),
        ("2027-03-01T10:31", Rule.CLOSED),
        ("2027-03-01T10:15", Rule.OFF_GRID),
    ],
)
def test_a_time_is_refused_by_its_rule(start, rule):
    assert refusal(diary(service=POLICY), utc(start)) == rule


def test_a_time_beyond_the_calendar_is_too_far():
    assert refusal(diary(), utc("9999-12-31T23:30")) is Rule.TOO_FAR


def test_an_advance_beyond_the_calendar_does_no_harm():
    endless = with_policy(advance=timedelta.max)

    assert refusal(diary(service=endless), utc("9999-12-31T23:30")) is Rule.TOO_FAR
    assert refusal(diary(service=endless), TEN) is None


def test_a_service_that_is_not_offered_says_so_before_all_that_concerns_the_staff():
    service = with_policy(general=Availability(Offering.NOT_BOOKABLE))

    assert refusal(diary(service=service), TEN, ("nobody",)) is Rule.NOT_OFFERED


def test_the_hours_of_the_staff_are_told_from_those_of_the_business():
    late = diary(staff=(replace(DANA, own_hours=hours("10:30-12:00")),))

    assert refusal(late, TEN) is Rule.OUTSIDE_STAFF_HOURS
    assert refusal(late, utc("2027-03-01T13:00")) is Rule.CLOSED
    assert refusal(late, utc("2027-03-01T11:30")) is None


def test_who_is_booked_is_busy():
    busy = diary(appointments=[booked("2027-03-01T10:00", DANA)])

    assert refusal(busy, TEN, (DANA.id,)) is Rule.STAFF_BUSY
    assert refusal(busy, TEN, (ALEX.id,)) is None
    assert refusal(busy, TEN) is None


@pytest.mark.parametrize(
    ("start", "rule"),
    [("09:55", None), ("09:56", Rule.STAFF_BUSY), ("11:09", Rule.STAFF_BUSY), ("11:10", None)],
)
def test_buffers_are_minded_to_the_minute(start, rule):
    buffered = replace(with_policy(interval=minutes(1)), pre_buffer=minutes(10), post_buffer=minutes(5))
    business = replace(CLINIC, hours=hours("09:00-12:00"))
    busy = [booked("2027-03-01T10:30", DANA)]

    found = diary(business=business, service=buffered, staff=(DANA,), appointments=busy)

    assert refusal(found, utc(f"2027-03-01T{start}")) == rule


def test_being_busy_counts_before_the_grid():
    busy = diary(appointments=[booked("2027-03-01T10:00", DANA)])

    assert refusal(busy, utc("2027-03-01T10:15"), (DANA.id,)) is Rule.STAFF_BUSY


@pytest.mark.parametrize("wanted", [("nobody",), (DANA.id, "nobody"), (PRIYA.id,)])
def test_who_is_not_of_the_service_cannot_be_named(wanted):
    service = replace(CONSULT, staff_ids=(DANA.id, ALEX.id))

    assert refusal(diary(service=service, staff=(DANA, ALEX, PRIYA)), TEN, wanted) is Rule.NOT_OF_SERVICE


def test_a_service_that_nobody_does_can_be_booked_unassigned_only():
    orphaned = diary(service=replace(CONSULT, staff_ids=()))

    assert refusal(orphaned, TEN) is Rule.NOT_OF_SERVICE
    assert refusal(orphaned, TEN, StaffWish.UNASSIGNED) is None
    assert refusal(orphaned, utc("2027-03-01T07:00"), StaffWish.UNASSIGNED) is Rule.CLOSED


def test_for_anyone_the_rule_of_the_one_who_comes_nearest_is_told():
    early = replace(ALEX, own_hours=hours("07:00-08:00"))
    busy = diary(staff=(DANA, early), appointments=[booked("2027-03-01T10:00", DANA)])

    assert refusal(busy, TEN) is Rule.STAFF_BUSY
    assert refusal(busy, TEN, StaffWish.ANYONE) is Rule.STAFF_BUSY


def test_for_those_who_are_named_the_first_rule_is_told():
    early = replace(ALEX, own_hours=hours("07:00-08:00"))
    busy = diary(staff=(DANA, early), appointments=[booked("2027-03-01T10:00", DANA)])

    assert refusal(busy, TEN, (DANA.id, ALEX.id)) is Rule.OUTSIDE_STAFF_HOURS


def test_a_session_takes_customers_until_it_is_full():
    def with_filled(count):
        return diary(
            service=CLASS, appointments=[booked("2027-03-01T10:00", DANA, service=CLASS, filled=count)]
        )

    assert refusal(with_filled(4), TEN, (DANA.id,)) is None
    assert refusal(with_filled(5), TEN, (DANA.id,)) is Rule.GROUP_FULL
    assert refusal(with_filled(5), TEN) is None


def test_a_session_at_another_time_makes_its_staff_busy():
    session = booked("2027-03-01T10:00", DANA, service=CLASS, filled=5, length=60)

    found = diary(service=CLASS, appointments=[session])

    assert refusal(found, utc("2027-03-01T10:30"), (DANA.id,)) is Rule.STAFF_BUSY


def test_a_full_session_of_a_colleague_makes_nobody_else_full():
    taken = [
        booked("2027-03-01T10:00", ALEX, service=CLASS, filled=5),
        booked("2027-03-01T09:00", DANA, length=90),
    ]

    assert refusal(diary(service=CLASS, appointments=taken), TEN, (DANA.id,)) is Rule.STAFF_BUSY
    assert refusal(diary(service=CLASS, appointments=taken), TEN) is Rule.GROUP_FULL


def test_the_nearest_times_lie_before_and_after():
    business = replace(CLINIC, hours=hours("09:00-13:00"))
    busy = diary(business=business, appointments=[booked("2027-03-01T10:00", DANA, ALEX, length=60)])

    near = nearest(busy, utc("2027-03-01T10:15"), within=MONDAY)

    assert [f"{slot.start:%H:%M}" for slot in near] == ["09:00", "09:30", "11:00"]


def test_of_two_times_equally_near_the_earlier_is_taken():
    near = nearest(diary(), utc("2027-03-01T09:45"), within=MONDAY, count=1)

    assert [slot.start for slot in near] == [utc("2027-03-01T09:30")]


def test_the_nearest_times_are_those_of_the_staff_who_are_named():
    busy = diary(appointments=[booked("2027-03-01T09:00", DANA, length=90)])

    near = nearest(busy, utc("2027-03-01T09:00"), (DANA.id,), within=MONDAY)

    assert [slot.start for slot in near] == [utc("2027-03-01T10:30")]


def test_a_session_and_a_new_appointment_at_the_same_time_are_one_time():
    session = booked("2027-03-01T09:30", DANA, service=CLASS, filled=3)

    near = nearest(
        diary(service=CLASS, appointments=[session]), utc("2027-03-01T09:40"), within=MONDAY, count=2
    )

    assert [(f"{slot.start:%H:%M}", slot.seats_left) for slot in near] == [("09:30", 2), ("10:00", 5)]


def test_who_else_is_free_is_told_in_turn():
    busy = diary(
        staff=(DANA, ALEX, PRIYA),
        appointments=[booked("2027-03-01T10:00", DANA), booked("2027-03-01T09:00", ALEX)],
    )

    assert free_at(busy, TEN) == (PRIYA.id, ALEX.id)


def test_who_holds_a_session_with_seats_is_free_for_it():
    session = booked("2027-03-01T10:00", DANA, service=CLASS, filled=3)

    assert free_at(diary(service=CLASS, appointments=[session]), TEN) == (DANA.id, ALEX.id)


def test_off_the_grid_nobody_is_free():
    assert free_at(diary(), utc("2027-03-01T10:07")) == ()
