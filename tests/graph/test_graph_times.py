from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.spans import Span
from graph.times import date_of, duration_of, from_wire, moment_of, plain, span_of, time_of_day, to_wire
from graph.zones import windows_name, zone_named

NINE = datetime(2027, 5, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        ("2027-05-20T09:00:00.0000000Z", "UTC", NINE),
        ("2027-05-20T09:00:00.0000000+00:00", "UTC", NINE),
        ("2027-05-20T09:00:00", "UTC", NINE),
        ("2027-05-20T09:00:00", None, NINE),
        ("2027-05-20T09:00:00", "", NINE),
        ("2027-05-20T09:00:00.0000000", "tzone://Microsoft/Utc", NINE),
        ("2027-05-20T09:00:00", "(UTC) Coordinated Universal Time", NINE),
        ("2027-05-20T02:00:00", "(UTC-08:00) Pacific Time (US & Canada)", NINE),
        ("2027-05-20T02:00:00", "Pacific Standard Time", NINE),
        ("2027-05-20T04:00:00", "America/Chicago", NINE),
        ("2027-05-20T12:00:00", "Europe/Kyiv (Kiev)", NINE),
        ("2027-05-20T11:00:00+02:00", "Pacific Standard Time", NINE),
        ("2027-05-20T09:00:00.1234567Z", "UTC", NINE.replace(microsecond=123456)),
    ],
)
def test_a_date_time_of_graph_is_read_in_each_of_its_forms(written, zone, moment):
    assert from_wire({"start": {"dateTime": written, "timeZone": zone}}, "startDateTime", "start") == moment


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("2027-05-20T09:00:00", "Middle-earth Standard Time"),
        ("the day after tomorrow", "UTC"),
        ("2027-02-30T09:00:00Z", "UTC"),
        ("0001-01-01T00:00:00+14:00", "UTC"),
        (None, "UTC"),
        (12, "UTC"),
    ],
)
def test_a_date_time_that_makes_no_sense_is_none(written, zone):
    assert from_wire({"start": {"dateTime": written, "timeZone": zone}}, "start") is None


def test_a_date_time_that_is_no_object_is_none():
    assert from_wire({"start": "2027-05-20T09:00:00Z"}, "start") is None


def test_what_is_sent_says_utc_in_both_fields_with_seven_digits():
    in_london = NINE.astimezone(ZoneInfo("Europe/London"))

    assert to_wire(in_london) == {
        "@odata.type": "#microsoft.graph.dateTimeTimeZone",
        "dateTime": "2027-05-20T09:00:00.0000000+00:00",
        "timeZone": "UTC",
    }
    assert plain(in_london) == "2027-05-20T09:00:00Z"


@settings(max_examples=40)
@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_what_is_sent_is_read_back_as_the_same_moment(moment):
    assert from_wire({"at": to_wire(moment)}, "at") == moment.astimezone(UTC)


@given(st.text(), st.text())
def test_no_text_breaks_the_reading_of_times(written, zone):
    found = moment_of(written, zone)

    assert found is None or found.tzinfo is UTC


def test_a_span_is_read_under_both_pairs_of_names_and_never_backwards():
    nine, ten = to_wire(NINE), to_wire(NINE + timedelta(hours=1))

    assert span_of({"startDateTime": nine, "endDateTime": ten}) == Span(NINE, NINE + timedelta(hours=1))
    assert span_of({"start": nine, "end": ten}) == span_of({"startDateTime": nine, "end": ten})
    assert span_of({"start": ten, "end": nine}) is None
    assert span_of({"start": nine}) is None


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("PT0S", timedelta()),
        ("PT30M", timedelta(minutes=30)),
        ("PT1H30M", timedelta(minutes=90)),
        ("P1D", timedelta(days=1)),
        ("P1DT7H", timedelta(hours=31)),
        ("P0DT1H0M0S", timedelta(hours=1)),
        ("P365D", timedelta(days=365)),
        ("-PT15M", timedelta(minutes=-15)),
        ("PT1.5S", timedelta(seconds=1.5)),
        ("0:30:00", None),
        ("P", None),
        ("PT", None),
        ("P1DT", None),
        ("P1M", None),
        ("P99999999999999D", None),
        ("", None),
        (None, None),
        (30, None),
    ],
)
def test_a_duration_is_read_or_is_none(written, length):
    assert duration_of({"preBuffer": written}, "preBuffer") == length


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("08:00:00.0000000", time(8)),
        ("17:30:00", time(17, 30)),
        ("08:30", time(8, 30)),
        ("24:00:00.0000000", time(0)),
        ("25:00:00", None),
        ("noon", None),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_or_is_none(written, hour):
    assert time_of_day({"startTime": written}, "startTime") == hour


def test_a_date_is_read_with_or_without_a_time_behind_it():
    assert date_of({"startDate": "2027-05-20"}, "startDate") == date(2027, 5, 20)
    assert date_of({"startDate": "2027-05-20T00:00:00Z"}, "startDate") == date(2027, 5, 20)
    assert date_of({"startDate": "some day"}, "startDate") is None


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Eastern Standard Time", "America/New_York"),
        ("eastern standard time", "America/New_York"),
        ("America/Chicago", "America/Chicago"),
        ("UTC", "Etc/UTC"),
        ("(UTC-06:00) Central Time (US & Canada)", "America/Chicago"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"),
        ("(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "Europe/Kiev"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Calcutta"),
        ("(UTC+06:30) Yangon (Rangoon)", "Asia/Rangoon"),
        ("(UTC-07:00) La Paz, Mazatlan", "America/Mazatlan"),
        ("(UTC-04:00) Georgetown, La Paz, Manaus, San Juan", "America/La_Paz"),
        ("(UTC-11:00) Coordinated Universal Time-11", "Etc/GMT+11"),
        ("(GMT+09:00) Osaka, Sapporo, Tokyo", "Asia/Tokyo"),
    ],
)
def test_a_zone_is_found_by_each_kind_of_name(name, zone):
    assert zone_named(name) == ZoneInfo(zone)


@pytest.mark.parametrize(
    "name", ["", " ", "Customized Time Zone", "../../etc/passwd", "America", "(UTC+01:00)"]
)
def test_a_zone_nobody_knows_is_none(name):
    assert zone_named(name) is None


def test_zones_that_graph_may_refuse_are_sent_under_their_windows_name():
    assert windows_name("Europe/Zurich") == "W. Europe Standard Time"
    assert windows_name("America/Toronto") == "Eastern Standard Time"
    assert windows_name("W. Europe Standard Time") == "W. Europe Standard Time"
    assert windows_name("UTC") == "UTC"
    assert windows_name("Mars/Olympus") is None
