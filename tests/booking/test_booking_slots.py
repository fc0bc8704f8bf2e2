"""Open slots at the clinic, rule by rule; the Monday is one on which London keeps UTC."""

from dataclasses import replace
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

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
    span,
    utc,
    with_policy,
)

from booking.draft import StaffWish
from booking.hours import Weekday, WeeklyHours
from booking.models import Role, Slot, StaffMember
from booking.policy import Availability, Offering, SchedulingPolicy
from booking.slots import first_free, open_slots


def starts(of, within=MONDAY, wanted=()) -> list[str]:
    return [f"{slot.start:%H:%M}" for slot in open_slots(of, within, wanted)]


def who(of, start: str, wanted=()) -> list[tuple]:
    return [slot.staff_ids for slot in open_slots(of, MONDAY, wanted) if f"{slot.start:%H:%M}" == start]


def opening(*shifts: str, **policy):
    return replace(CLINIC, hours=hours(*shifts), policy=SchedulingPolicy(**policy))


def test_a_morning_is_cut_into_slots_as_long_as_the_service():
    assert starts(diary()) == ["09:00", "09:30", "10:00", "10:30"]


def test_a_slot_tells_start_end_staff_and_seats():
    assert open_slots(diary(), MONDAY)[0] == Slot(
        utc("2027-03-01T09:00"), utc("2027-03-01T09:30"), (ALEX.id, DANA.id), 1
    )


def test_the_interval_of_the_service_goes_over_that_of_the_business():
    service = with_policy(interval=minutes(45))

    assert starts(diary(business=opening("09:00-11:00", interval=minutes(5)), service=service)) == [
        "09:00",
        "09:45",
        "10:30",
    ]


def test_an_interval_of_nothing_counts_as_none():
    assert starts(diary(service=with_policy(interval=timedelta()))) == starts(diary())


def test_a_service_without_duration_begins_every_quarter_of_an_hour():
    moment = replace(CONSULT, duration=timedelta())

    assert starts(diary(business=opening("09:00-10:00"), service=moment)) == [
        "09:00",
        "09:15",
        "09:30",
        "09:45",
    ]


def test_each_shift_counts_from_its_own_opening():
    assert starts(diary(business=opening("09:10-10:00", "13:05-13:50"))) == ["09:10", "13:05"]


def test_an_appointment_may_run_from_one_shift_into_the_next_that_touches_it():
    long = replace(CONSULT, duration=minutes(45))

    assert starts(diary(business=opening("09:00-10:00", "10:00-11:00"), service=long)) == [
        "09:00",
        "09:45",
        "10:00",
    ]


def test_of_shifts_that_overlap_the_later_opening_counts():
    assert starts(diary(business=opening("09:00-11:00", "09:45-10:00"))) == [
        "09:00",
        "09:30",
        "09:45",
        "10:15",
    ]


def test_a_night_shift_goes_on_past_midnight():
    night = replace(CLINIC, hours=hours("23:00-01:00", on=[Weekday.SUNDAY]))

    assert starts(diary(business=night), span("2027-02-28T12:00", "2027-03-01T12:00")) == [
        "23:00",
        "23:30",
        "00:00",
        "00:30",
    ]


def test_a_doubled_hour_has_slots_twice():
    night = replace(CLINIC, hours=hours("01:00-03:00", on=[Weekday.SUNDAY]))
    hourly = with_policy(interval=minutes(60))

    assert starts(diary(business=night, service=hourly), span("2027-10-30T12:00", "2027-10-31T12:00")) == [
        "00:00",
        "01:00",
        "02:00",
    ]


def test_a_skipped_hour_has_none():
    night = replace(CLINIC, hours=hours("00:00-03:00", on=[Weekday.SUNDAY]))
    hourly = with_policy(interval=minutes(60))

    assert starts(diary(business=night, service=hourly), span("2027-03-27T12:00", "2027-03-28T12:00")) == [
        "00:00",
        "01:00",
    ]


def test_only_what_begins_inside_the_time_asked_about_is_given():
    assert starts(diary(), span("2027-03-01T09:30", "2027-03-01T10:30")) == ["09:30", "10:00"]


def test_lead_time_and_advance_hold_to_the_minute():
    service = with_policy(lead_time=minutes(60), advance=minutes(90))

    assert starts(diary(service=service, now=utc("2027-03-01T08:30"))) == ["09:30", "10:00"]


def test_what_is_over_is_not_open():
    assert starts(diary(now=utc("2027-03-01T10:30"))) == ["10:30"]
    assert starts(diary(now=utc("2027-03-02T09:00"))) == []


def test_a_service_is_open_only_where_it_is_offered_from_start_to_end():
    offered = Availability(Offering.WEEKLY_HOURS, hours("09:00-10:15"))

    assert starts(diary(service=with_policy(general=offered))) == ["09:00", "09:30"]


def test_a_service_that_is_not_bookable_has_no_slots():
    assert starts(diary(service=with_policy(general=Availability(Offering.NOT_BOOKABLE)))) == []


def test_the_buffers_of_both_appointments_are_kept_free():
    buffered = replace(CONSULT, pre_buffer=minutes(10), post_buffer=minutes(5))
    service = replace(buffered, policy=SchedulingPolicy(interval=minutes(5)))
    busy = [booked("2027-03-01T09:30", DANA, service=buffered)]

    open_for_dana = starts(diary(service=service, appointments=busy), wanted=(DANA.id,))

    assert open_for_dana == ["10:15", "10:20", "10:25", "10:30"]


def test_a_free_colleague_keeps_the_slot_open():
    busy = [booked("2027-03-01T09:30", DANA)]

    assert who(diary(appointments=busy), "09:30") == [(ALEX.id,)]


def test_a_slot_at_which_all_are_busy_is_gone():
    busy = [booked("2027-03-01T09:30", DANA, ALEX)]

    assert starts(diary(appointments=busy)) == ["09:00", "10:00", "10:30"]


def test_an_unassigned_appointment_takes_nobody_s_time():
    assert starts(diary(appointments=[booked("2027-03-01T09:30")])) == starts(diary())


def test_anyone_is_first_who_has_least_to_do_that_day():
    day = [
        booked("2027-03-01T09:00", ALEX),
        booked("2027-03-02T09:00", DANA),
        booked("2027-03-02T10:00", DANA),
    ]

    assert who(diary(appointments=day), "10:00") == [(DANA.id, ALEX.id)]


def test_of_namesakes_the_order_stays_the_same():
    twin = replace(DANA, id="other-dana")
    service = replace(CONSULT, staff_ids=(DANA.id, twin.id))

    assert who(diary(service=service, staff=(twin, DANA)), "09:00") == [(DANA.id, twin.id)]


def test_hours_of_one_s_own_are_read_in_one_s_own_zone():
    # 13:00 in India is 07:30 in London.
    found = starts(diary(staff=(PRIYA,)), span("2027-03-01T00:00", "2027-03-01T09:00"))

    assert found == ["07:30", "08:00", "08:30"]


def test_hours_of_one_s_own_without_a_zone_are_read_in_that_of_the_business():
    early = replace(DANA, own_hours=hours("07:00-08:00"))

    assert starts(diary(staff=(early,))) == ["07:00", "07:30"]


def test_those_of_the_same_hours_and_those_of_others_share_a_slot():
    early = replace(DANA, own_hours=hours("08:30-09:30"))
    twin = replace(ALEX, own_hours=hours("08:30-09:30"))

    found = diary(staff=(early, twin, replace(PRIYA, own_hours=None)))

    assert [slot.staff_ids for slot in open_slots(found, MONDAY)][:2] == [
        (ALEX.id, DANA.id),
        (ALEX.id, DANA.id, PRIYA.id),
    ]


def test_the_hours_of_the_business_do_not_move_with_the_zone_of_the_staff():
    abroad = replace(DANA, zone=ZoneInfo("Asia/Kolkata"))

    assert starts(diary(staff=(abroad,))) == starts(diary())


def test_the_personal_calendar_counts_for_those_who_mind_it():
    taken = {DANA.id: [span("2027-03-01T09:00", "2027-03-01T10:00")]}
    mindful = replace(DANA, minds_personal_calendar=True)

    assert starts(diary(staff=(mindful,), personal=taken)) == ["10:00", "10:30"]
    assert starts(diary(staff=(DANA,), personal=taken)) == starts(diary())


def test_what_bookings_calls_busy_counts_for_everyone():
    taken = {DANA.id: [span("2027-03-01T09:00", "2027-03-01T10:00")]}

    assert starts(diary(staff=(DANA,), busy=taken)) == ["10:00", "10:30"]


@pytest.mark.parametrize("role", Role)
def test_whom_the_service_names_can_be_booked_whatever_their_role(role):
    assert who(diary(staff=(replace(DANA, role=role),)), "09:00") == [(DANA.id,)]


def test_whom_the_service_does_not_name_cannot_be_booked():
    megan = StaffMember("megan", "Megan Bowen")

    assert open_slots(diary(staff=(megan,)), MONDAY) == []


def test_two_who_are_named_are_booked_together():
    busy = [booked("2027-03-01T09:30", DANA), booked("2027-03-01T10:30", ALEX)]

    both = diary(appointments=busy)

    assert starts(both, wanted=(DANA.id, ALEX.id)) == ["09:00", "10:00"]
    assert who(both, "10:00", wanted=(DANA.id, ALEX.id)) == [(ALEX.id, DANA.id)]


def test_unassigned_goes_by_the_hours_of_the_business_alone():
    busy = [booked("2027-03-01T09:30", DANA, ALEX)]

    assert who(diary(appointments=busy), "09:30", StaffWish.UNASSIGNED) == [()]
    assert starts(diary(staff=()), wanted=StaffWish.UNASSIGNED) == ["09:00", "09:30", "10:00", "10:30"]


def test_a_session_with_seats_left_is_a_slot_of_its_own():
    session = booked("2027-03-01T09:30", DANA, service=CLASS, filled=3)

    at_half_past = open_slots(diary(service=CLASS, appointments=[session]), MONDAY)[1:3]

    assert at_half_past == [
        Slot(utc("2027-03-01T09:30"), utc("2027-03-01T10:00"), (DANA.id,), 2),
        Slot(utc("2027-03-01T09:30"), utc("2027-03-01T10:00"), (ALEX.id,), 5),
    ]


def test_a_full_session_is_none():
    session = booked("2027-03-01T09:30", DANA, ALEX, service=CLASS, filled=5)

    assert starts(diary(service=CLASS, appointments=[session])) == ["09:00", "10:00", "10:30"]


def test_a_session_stands_outside_hours_and_grid_but_not_outside_the_lead_time():
    sessions = [booked(f"2027-03-01T{at}", DANA, service=CLASS) for at in ("07:10", "12:20")]

    found = diary(service=CLASS, appointments=sessions, now=utc("2027-03-01T11:00"))

    assert starts(found) == ["12:20"]


@pytest.mark.parametrize(
    ("held_by", "wanted", "seats"),
    [
        ((DANA,), (DANA.id,), [2]),
        ((DANA,), (ALEX.id,), [5]),
        ((DANA, ALEX), (DANA.id,), [2]),
        ((DANA, ALEX), StaffWish.ANYONE, [2]),
        ((DANA,), StaffWish.UNASSIGNED, [5]),
        ((), StaffWish.UNASSIGNED, [2, 5]),
    ],
)
def test_a_session_is_for_those_who_want_its_staff(held_by, wanted, seats):
    session = booked("2027-03-01T09:30", *held_by, service=CLASS, filled=3)
    found = open_slots(diary(service=CLASS, appointments=[session]), MONDAY, wanted)

    assert [slot.seats_left for slot in found if slot.start == session.start] == seats


def test_an_appointment_of_another_service_is_no_session():
    other = replace(CLASS, id="yoga")

    assert who(
        diary(service=CLASS, appointments=[booked("2027-03-01T09:30", DANA, service=other)]), "09:30"
    ) == [(ALEX.id,)]


def test_slots_are_in_utc():
    found = open_slots(diary(), MONDAY)

    assert {slot.start.tzinfo for slot in found} | {slot.end.tzinfo for slot in found} == {UTC}


def test_the_first_free_slot_may_be_days_ahead():
    full = [booked("2027-02-26T09:00", DANA, ALEX, length=120)]

    friday = first_free(diary(appointments=full, now=utc("2027-02-26T08:00")), utc("2027-02-26T08:00"))

    assert friday == open_slots(diary(), MONDAY)[0]


def test_the_first_free_slot_is_not_before_the_lead_time():
    service = with_policy(lead_time=minutes(120))

    found = first_free(diary(service=service, now=utc("2027-03-01T08:15")), utc("2027-02-01T00:00"))

    assert found is not None
    assert found.start == utc("2027-03-01T10:30")


def test_the_first_free_slot_is_looked_for_as_far_as_asked():
    friday_evening = utc("2027-02-26T18:00")

    assert first_free(diary(), friday_evening, until=utc("2027-03-01T09:00")) is None
    assert first_free(diary(), friday_evening, until=utc("2027-03-01T09:01")) is not None


def test_the_first_free_slot_is_looked_for_as_far_as_may_be_booked():
    assert first_free(diary(service=with_policy(advance=timedelta(days=2))), utc("2027-02-26T18:00")) is None


def test_a_business_that_never_opens_has_no_first_slot():
    never = replace(CLINIC, hours=WeeklyHours())

    assert first_free(diary(business=never), utc("2027-03-01T00:00")) is None


def test_the_first_free_slot_can_be_asked_for_by_name():
    busy = [booked("2027-03-01T09:00", DANA, length=60)]

    found = first_free(diary(appointments=busy), MONDAY.start, (DANA.id,))

    assert found is not None
    assert found.start == utc("2027-03-01T10:00")
