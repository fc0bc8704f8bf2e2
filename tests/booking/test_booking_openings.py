"""Weekly hours as real time, above all on the nights when the clock changes."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from diaries import LONDON, hours, span, utc

from booking.hours import Weekday, WeeklyHours
from booking.openings import midnights, offered, openings
from booking.policy import Availability, AvailabilityWindow, Offering, SchedulingPolicy
from booking.spans import Span
from booking.ticks import Stretch, joined, moment, ticks

CAIRO = ZoneInfo("Africa/Cairo")
CLOSED = Availability(Offering.NOT_BOOKABLE)


def stretch(start: str, end: str) -> Stretch:
    return ticks(utc(start)), ticks(utc(end))


def spans(stretches: list[Stretch]) -> list[Span]:
    return [Span(moment(start), moment(end)) for start, end in stretches]


def evenings_and_mornings(*shifts: str) -> WeeklyHours:
    return hours(*shifts, on=Weekday)


def test_each_shift_of_a_split_day_is_an_opening_of_its_own():
    monday = openings(
        hours("13:30-18:00", "08:30-12:30"), LONDON, stretch("2027-03-01T08:00", "2027-03-01T20:00")
    )

    assert spans(monday) == [
        span("2027-03-01T08:30", "2027-03-01T12:30"),
        span("2027-03-01T13:30", "2027-03-01T18:00"),
    ]


def test_a_shift_past_midnight_is_found_on_the_next_day():
    friday = hours("22:00-02:00", on=[Weekday.FRIDAY])

    found = openings(friday, LONDON, stretch("2027-03-06T01:00", "2027-03-06T01:30"))

    assert spans(found) == [span("2027-03-05T22:00", "2027-03-06T02:00")]


def test_from_midnight_to_midnight_is_the_whole_day():
    found = openings(
        hours("00:00-00:00", on=[Weekday.MONDAY]), LONDON, stretch("2027-03-01T09:00", "2027-03-01T10:00")
    )

    assert spans(found) == [span("2027-03-01T00:00", "2027-03-02T00:00")]


def test_hours_are_read_in_their_zone():
    found = openings(
        hours("13:00-21:00", on=[Weekday.MONDAY]),
        ZoneInfo("Asia/Kolkata"),
        stretch("2027-03-01T09:00", "2027-03-01T10:00"),
    )

    assert spans(found) == [span("2027-03-01T07:30", "2027-03-01T15:30")]


# In London the clock goes forward from 01:00 on 28 March 2027, and back from 02:00 on 31 October.
@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        ("00:00-03:00", span("2027-03-28T00:00", "2027-03-28T02:00")),
        ("01:00-03:00", span("2027-03-28T01:00", "2027-03-28T02:00")),
        ("01:30-03:00", span("2027-03-28T01:00", "2027-03-28T02:00")),
        ("00:30-01:30", span("2027-03-28T00:30", "2027-03-28T01:00")),
        ("02:00-03:00", span("2027-03-28T01:00", "2027-03-28T02:00")),
        ("22:00-02:30", span("2027-03-28T21:00", "2027-03-29T01:30")),
    ],
)
def test_a_time_that_the_clock_skips_is_the_moment_of_the_change(shift, expected):
    found = openings(
        hours(shift, on=[Weekday.SUNDAY]), LONDON, stretch("2027-03-28T12:00", "2027-03-28T13:00")
    )

    assert spans(found) == [expected]


def test_a_shift_that_the_clock_skips_does_not_take_place():
    night = stretch("2027-03-28T00:00", "2027-03-28T03:00")

    assert openings(hours("01:15-01:45", on=[Weekday.SUNDAY]), LONDON, night) == []


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        ("01:00-03:00", span("2027-10-31T00:00", "2027-10-31T03:00")),
        ("00:00-01:30", span("2027-10-30T23:00", "2027-10-31T00:30")),
        ("01:30-01:45", span("2027-10-31T00:30", "2027-10-31T00:45")),
        ("02:00-03:00", span("2027-10-31T02:00", "2027-10-31T03:00")),
        ("22:00-01:30", span("2027-10-31T22:00", "2027-11-01T01:30")),
    ],
)
def test_of_a_doubled_hour_the_first_one_counts(shift, expected):
    found = openings(
        hours(shift, on=[Weekday.SUNDAY]), LONDON, stretch("2027-10-31T12:00", "2027-10-31T13:00")
    )

    assert spans(found) == [expected]


def test_a_day_whose_midnight_is_skipped_begins_at_one_o_clock():
    friday = openings(
        hours("00:00-06:00", on=[Weekday.FRIDAY]), CAIRO, stretch("2027-04-30T00:00", "2027-04-30T01:00")
    )

    assert spans(friday) == [span("2027-04-29T22:00", "2027-04-30T03:00")]
    assert datetime(2027, 4, 30, 1, tzinfo=CAIRO) == utc("2027-04-29T22:00")


def test_midnights_are_those_of_the_zone():
    found = midnights(stretch("2027-03-27T12:00", "2027-03-28T12:00"), LONDON)

    assert [moment(tick) for tick in found] == [
        utc("2027-03-27T00:00"),
        utc("2027-03-28T00:00"),
        utc("2027-03-28T23:00"),
    ]


def test_without_a_word_on_it_a_service_is_offered_at_any_time():
    assert spans(offered(SchedulingPolicy(), LONDON, stretch("2027-03-28T12:00", "2027-03-29T12:00"))) == [
        span("2027-03-28T00:00", "2027-03-29T23:00")
    ]


def test_the_first_window_that_covers_a_day_overrides_the_general_availability():
    morning, noon = (
        Availability(Offering.WEEKLY_HOURS, hours(shift)) for shift in ("08:00-12:00", "12:00-13:00")
    )
    policy = SchedulingPolicy(
        general=morning,
        windows=(
            AvailabilityWindow(date(2027, 3, 2), date(2027, 3, 2), CLOSED),
            AvailabilityWindow(date(2027, 3, 2), date(2027, 3, 3), noon),
        ),
    )

    assert spans(offered(policy, LONDON, stretch("2027-03-01T00:00", "2027-03-04T12:00"))) == [
        span("2027-03-01T08:00", "2027-03-01T12:00"),
        span("2027-03-03T12:00", "2027-03-03T13:00"),
        span("2027-03-04T08:00", "2027-03-04T12:00"),
    ]


def test_a_closed_day_begins_at_midnight_also_after_a_late_shift():
    late = Availability(Offering.WEEKLY_HOURS, evenings_and_mornings("22:00-02:00"))
    closed = AvailabilityWindow(date(2027, 3, 2), date(2027, 3, 2), CLOSED)
    policy = SchedulingPolicy(general=late, windows=(closed,))

    assert spans(offered(policy, LONDON, stretch("2027-03-01T12:00", "2027-03-03T12:00"))) == [
        span("2027-03-01T00:00", "2027-03-01T02:00"),
        span("2027-03-01T22:00", "2027-03-02T00:00"),
        span("2027-03-03T00:00", "2027-03-03T02:00"),
        span("2027-03-03T22:00", "2027-03-04T00:00"),
    ]


def test_weekly_hours_that_are_not_told_offer_nothing():
    policy = SchedulingPolicy(general=Availability(Offering.WEEKLY_HOURS))

    assert offered(policy, LONDON, stretch("2027-03-01T00:00", "2027-03-02T00:00")) == []


def test_a_tick_is_exact_and_the_same_in_every_zone():
    exact = datetime(2027, 3, 1, 9, 0, 0, 1, tzinfo=LONDON)

    assert moment(ticks(exact)) == exact
    assert moment(ticks(exact)).tzinfo is UTC


def test_a_naive_time_has_no_tick():
    with pytest.raises(TypeError):
        ticks(datetime(2027, 3, 1))  # noqa: DTZ001 - the fault itself


def test_joined_stretches_touch_nowhere():
    assert joined([(5, 7), (1, 3), (3, 4), (6, 6), (9, 9)]) == [(1, 4), (5, 7)]
