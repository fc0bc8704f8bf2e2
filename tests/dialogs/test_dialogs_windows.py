"""The stretch of time that a line is about."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.windows import whole_days, window_of
from language.known import Known, customers_roll, services_roll, staff_roll
from language.line import read_line

LONDON = ZoneInfo("Europe/London")
# A Monday.
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
NOBODY = Known(services_roll([]), staff_roll([]), customers_roll([]))


def window(said, now=NOW, zone=LONDON):
    line = read_line(said, known=NOBODY, now=now, zone=zone, locale="en-GB")
    return window_of(line, now=now)


def test_without_a_day_it_is_open_from_now_on():
    found = window("")

    assert (found.start, found.end) == (NOW, None)
    assert found.holds(NOW)


def test_today_begins_now_and_ends_at_midnight():
    found = window("today")

    assert (found.start, found.end) == (NOW, datetime(2027, 3, 2, tzinfo=UTC))


def test_a_week_is_seven_days():
    found = window("next week")

    assert (found.start, found.end) == (datetime(2027, 3, 8, tzinfo=UTC), datetime(2027, 3, 15, tzinfo=UTC))


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("friday morning", range(6, 12)),
        ("afternoon", range(12, 18)),
        ("friday 3pm", range(15, 24)),
        ("before 9am", range(9)),
    ],
)
def test_a_part_of_the_day_holds_its_hours_alone(said, hours):
    found = window(said)
    day = datetime(2027, 3, 5, tzinfo=LONDON)

    assert [hour for hour in range(24) if found.holds(day + timedelta(hours=hour))] == list(hours)


def test_what_is_past_is_over_before_it_begins():
    found = window("yesterday")

    assert found.end is not None
    assert found.start > found.end


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 27), 24), (date(2027, 3, 28), 23), (date(2027, 10, 31), 25)]
)
def test_a_day_is_as_long_as_its_clocks_make_it(day, hours):
    span = whole_days(day, day, LONDON)

    assert span.end - span.start == timedelta(hours=hours)
