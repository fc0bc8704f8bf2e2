"""All that speaks against a time, and what an administrator may book over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from diaries import ALEX, CLASS, DANA, booked, diary, hours, minutes, span, utc, with_policy

from booking.draft import StaffWish
from booking.errors import Rule
from booking.models import Role, StaffMember
from booking.override import OVERRIDABLE, Override, recorded
from booking.policy import Availability, Offering
from booking.rules import Objections, objections, refusal
from booking.standing import Standing

TEN = utc("2027-03-01T10:00")
ELSEWHERE = [span("2027-03-01T10:00", "2027-03-01T11:00")]


def test_nothing_speaks_against_an_open_time():
    assert objections(diary(), TEN, (DANA.id,)) == Objections((), (DANA.id,))


def test_every_rule_is_told_and_not_only_the_first():
    service = with_policy(
        lead_time=timedelta(days=30), advance=minutes(5), general=Availability(Offering.NOT_BOOKABLE)
    )
    sunday = utc("2027-02-28T10:05")
    busy = diary(service=service, appointments=[booked("2027-02-28T10:00", DANA)], busy={DANA.id: ELSEWHERE})

    found = objections(busy, sunday, (DANA.id,))

    assert found.rules == (
        Rule.LEAD_TIME,
        Rule.TOO_FAR,
        Rule.NOT_OFFERED,
        Rule.CLOSED,
        Rule.STAFF_BUSY,
    )
    assert found.can_be_overridden


def test_an_appointment_a_booking_under_way_and_another_calendar_are_told_apart():
    taken = diary(
        appointments=[booked("2027-03-01T09:45", DANA)], busy={DANA.id: ELSEWHERE}, held={DANA.id: ELSEWHERE}
    )

    assert objections(taken, TEN, (DANA.id,)).rules == (Rule.STAFF_BUSY, Rule.HELD, Rule.BUSY_ELSEWHERE)
    assert objections(taken, utc("2027-03-01T09:30"), (DANA.id,)).rules == (Rule.STAFF_BUSY,)
    assert objections(taken, utc("2027-03-01T10:30"), (DANA.id,)).rules == (Rule.HELD, Rule.BUSY_ELSEWHERE)


def test_a_personal_calendar_speaks_only_for_who_minds_it():
    for minds, rules in ((True, (Rule.BUSY_ELSEWHERE,)), (False, ())):
        staff = (replace(DANA, minds_personal_calendar=minds),)
        assert objections(diary(staff=staff, personal={DANA.id: ELSEWHERE}), TEN).rules == rules


def test_the_buffers_of_a_new_appointment_reach_into_what_is_held_and_what_is_busy():
    service = replace(diary().service, post_buffer=minutes(15))
    taken = diary(service=service, held={DANA.id: ELSEWHERE})

    assert objections(taken, utc("2027-03-01T09:30"), (DANA.id,)).rules == (Rule.HELD,)
    assert refusal(taken, utc("2027-03-01T09:30"), (DANA.id,)) is Rule.HELD


@pytest.mark.parametrize(
    ("appointments", "held", "staff_id"),
    [
        ([booked("2027-03-01T11:00", DANA)], {}, ALEX.id),
        ([], {ALEX.id: [span("2027-03-01T11:00", "2027-03-01T12:00")]}, DANA.id),
        ([], {}, ALEX.id),
    ],
)
def test_for_anyone_it_is_the_one_against_whom_least_speaks(appointments, held, staff_id):
    closed = diary(appointments=appointments, held=held)

    found = objections(closed, utc("2027-03-01T11:00"))

    assert found == Objections((Rule.CLOSED,), (staff_id,))


def test_for_those_who_are_named_together_it_is_all_that_speaks_against_any():
    one_busy = diary(appointments=[booked("2027-03-01T10:00", ALEX)], busy={DANA.id: ELSEWHERE})

    found = objections(one_busy, TEN, (DANA.id, ALEX.id))

    assert found == Objections((Rule.STAFF_BUSY, Rule.BUSY_ELSEWHERE), (ALEX.id, DANA.id))


def test_unassigned_goes_against_the_hours_of_the_business_alone():
    found = objections(diary(), utc("2027-03-01T12:00"), StaffWish.UNASSIGNED)

    assert found == Objections((Rule.CLOSED,), ())


def test_a_session_with_seats_left_goes_against_nothing_but_what_holds_for_everyone():
    session = booked("2027-03-01T12:30", DANA, service=CLASS, filled=2)
    urgent = diary(service=CLASS, appointments=[session], now=utc("2027-03-01T12:00"))
    late = replace(urgent, service=with_policy(CLASS, lead_time=minutes(60)))

    assert objections(urgent, session.start) == Objections()
    assert objections(late, session.start).rules == (Rule.LEAD_TIME,)


@pytest.mark.parametrize(
    ("found", "can"),
    [
        (Objections(), False),
        (Objections((Rule.CLOSED, Rule.STAFF_BUSY)), True),
        (Objections((Rule.CLOSED, Rule.HELD)), False),
        (Objections((Rule.PAST,)), False),
        (Objections((Rule.GROUP_FULL,)), False),
        (Objections((Rule.NOT_OF_SERVICE,)), False),
    ],
)
def test_the_past_a_full_session_and_another_booking_stand_whoever_wants_it(found, can):
    assert found.can_be_overridden is can


def test_beyond_the_calendar_nothing_is_looked_at_and_nothing_can_be_overridden():
    found = objections(diary(), utc("9999-12-31T23:30"))

    assert found.rules == (Rule.TOO_FAR,)
    assert not found.can_be_overridden


def test_an_override_reaches_no_further_than_what_was_told():
    override = Override(frozenset({Rule.CLOSED, Rule.LEAD_TIME}), "Dana Swope")

    assert override.allows([Rule.CLOSED])
    assert not override.allows([Rule.CLOSED, Rule.STAFF_BUSY])


@pytest.mark.parametrize("rule", sorted(set(Rule) - OVERRIDABLE))
def test_an_override_of_what_cannot_be_overridden_is_none(rule):
    assert not Override(frozenset(Rule), "Dana Swope").allows([rule])


def test_an_override_is_recorded_with_the_rules_and_without_the_name():
    override = Override(frozenset({Rule.OUTSIDE_STAFF_HOURS, Rule.LEAD_TIME}), "Dana Swope")

    assert recorded(override) == {"over": ["lead-time", "outside-staff-hours"]}
    assert recorded(None) == {}
    assert "Dana" not in repr(override)
    assert override.note([Rule.OUTSIDE_STAFF_HOURS]) == (
        "Booked over a rule on purpose by Dana Swope: outside staff hours."
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("delegated", [True, False])
def test_only_an_administrator_whom_graph_sees_may_override(role, delegated):
    may = Standing(role, DANA.id, delegated).may_override

    assert may is (delegated and role is Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", Role)
def test_a_team_member_books_for_themselves_alone(role):
    found = Standing(role, DANA.id).books_for([DANA, ALEX])

    assert found == ([DANA] if role is Role.TEAM_MEMBER else [DANA, ALEX])


def test_hours_of_ones_own_in_another_zone_are_told_from_those_of_the_business():
    early = StaffMember(DANA.id, "Dana Swope", own_hours=hours("07:00-08:00"))

    assert objections(diary(staff=(early,)), TEN).rules == (Rule.OUTSIDE_STAFF_HOURS,)
