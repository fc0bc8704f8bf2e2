from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from language_clinic import LONDON, NOW, at, read

from language.line import Doubtful, Fault
from language.wishes import wish_of


@pytest.mark.parametrize(
    ("said", "start", "zone"),
    [
        ("3pm tomorrow in London", "2026-11-20 15:00", "Europe/London"),
        ("3pm tomorrow in new york", "2026-11-20 15:00", "America/New_York"),
        ("3pm tomorrow in Pacific time", "2026-11-20 15:00", "America/Los_Angeles"),
        ("3pm UTC tomorrow", "2026-11-20 15:00", "UTC"),
        ("3pm Europe/Paris tomorrow", "2026-11-20 15:00", "Europe/Paris"),
        ("3pm tomorrow in W. Europe Standard Time", "2026-11-20 15:00", "Europe/Berlin"),
        ("3pm tomorrow UTC+2", "2026-11-20 15:00", "Etc/GMT-2"),
        ("in two hours", "2026-11-19 12:00", "Europe/London"),
        ("in two hours in Tokyo", "2026-11-19 21:00", "Asia/Tokyo"),
    ],
)
def test_a_time_is_read_in_the_zone_that_is_named(said: str, start: str, zone: str):
    line = read(said)

    assert (at(line.start, line.zone), line.zone.key) == (start, zone)
    assert line.troubles == ()


def test_tomorrow_is_the_speakers_even_where_the_zone_named_is_a_day_ahead():
    late = datetime(2026, 11, 19, 23, 30, tzinfo=LONDON)

    line = read("tomorrow 9am in Tokyo", now=late)

    assert at(line.start, ZoneInfo("Asia/Tokyo")) == "2026-11-20 09:00"


def test_letters_that_stand_for_several_zones_are_asked_about():
    line = read("tomorrow 3pm IST")

    assert line.start is None
    assert [zone.key for zone in line.doubtful.zones] == ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]
    assert len(line.doubtful.starts) == 3


@pytest.mark.parametrize(
    ("said", "starts"),
    [
        ("tomorrow 3", ["2026-11-20 03:00", "2026-11-20 15:00"]),
        ("3pm", ["2026-11-19 15:00", "2026-11-20 15:00"]),
        ("9am", ["2026-11-20 09:00"]),
        ("next friday 3pm", ["2026-11-20 15:00", "2026-11-27 15:00"]),
        ("28/3/2027 1:30am", ["2027-03-28 00:30", "2027-03-28 02:30"]),
        ("31/10/2027 1:30am", ["2027-10-31 01:30", "2027-10-31 01:30"]),
        ("friday", []),
        ("tomorrow afternoon", []),
        ("tomorrow after 3pm", []),
        ("3.10", []),
    ],
)
def test_a_time_that_is_not_beyond_doubt_is_asked_about(said: str, starts: list[str]):
    line = read(said)

    assert line.start is None
    assert [at(moment) for moment in line.doubtful.starts] == starts


@pytest.mark.parametrize(("locale", "day"), [("en-GB", "2027-04-03"), ("en-US", "2027-03-04")])
def test_the_order_of_day_and_month_is_that_of_the_locale(locale: str, day: str):
    assert at(read("03/04 10:30", locale=locale).start) == f"{day} 10:30"


def test_first_free_is_a_wish_for_the_day_and_the_part_that_are_named():
    line = read("first free friday afternoon")

    wish = wish_of(line.when, zone=line.zone, now=datetime(2026, 11, 19, 10, tzinfo=LONDON))

    assert wish is not None
    fits = [hour for hour in range(24) if wish.fits(datetime(2026, 11, 20, hour, tzinfo=LONDON))]
    assert fits == list(range(12, 18))
    assert not wish.fits(datetime(2026, 11, 27, 13, tzinfo=LONDON))


def test_first_free_alone_is_a_wish_from_now_on():
    now = datetime(2026, 11, 19, 10, tzinfo=LONDON)
    line = read("asap")

    wish = wish_of(line.when, zone=line.zone, now=now)

    assert wish is not None
    assert (wish.fits(now), wish.fits(now.replace(hour=9))) == (True, False)


def test_a_time_is_no_wish():
    line = read("tomorrow 3pm")

    assert wish_of(line.when, zone=line.zone, now=datetime(2026, 11, 19, 10, tzinfo=LONDON)) is None


def test_what_is_left_of_a_time_does_not_run_together_where_a_name_was_taken_out():
    line = read("24.12. 15 Uhr für Adele Vance 15 Minuten", locale="de-DE")

    assert at(line.start) != "2026-12-24 15:15"


def test_the_hour_may_stand_apart_from_its_day():
    line = read("tomorrow with Priya 15")

    assert at(line.start) == "2026-11-20 15:00"


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("first free after 3pm", ("15:00", "23:59")),
        ("first free before 11am", ("00:00", "11:00")),
        ("first free between 2pm and 4pm", ("14:00", "16:00")),
        ("first free afternoon after 3", ("15:00", "23:59")),
    ],
)
def test_what_limits_the_first_free_time_is_part_of_the_wish(said: str, hours: tuple[str, str]):
    line = read(f"{said} friday")

    wish = wish_of(line.when, zone=line.zone, now=NOW)

    assert (line.doubtful, line.troubles) == (Doubtful(), ())
    assert wish is not None
    assert wish.hours is not None
    assert tuple(f"{at:%H:%M}" for at in wish.hours) == hours
    assert wish.after == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_limit_without_a_day_is_one_of_every_day():
    wish = wish_of(read("first free after 3pm").when, zone=LONDON, now=NOW)

    assert wish is not None
    assert not wish.fits(datetime(2026, 11, 23, 14, 59, tzinfo=UTC))
    assert wish.fits(datetime(2026, 11, 23, 15, tzinfo=UTC))


@pytest.mark.parametrize("said", ["first free after 3", "first free before 11 friday"])
def test_a_limit_that_may_be_of_the_morning_is_asked_about(said: str):
    assert wish_of(read(said).when, zone=LONDON, now=NOW) is None


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("10-11 tomorrow", ["10:00", "11:00", "22:00", "23:00"]),
        ("tomorrow 10-11", ["10:00", "11:00", "22:00", "23:00"]),
        ("tomorrow 10-11am", ["10:00", "11:00"]),
        ("tomorrow from 10 to 11", ["10:00", "11:00", "22:00", "23:00"]),
        ("tomorrow between 10 and 11am", ["10:00", "11:00"]),
        ("tomorrow 10 to 11am", ["10:00", "10:50"]),
        ("tomorrow ten to eleven", ["10:50", "22:50"]),
    ],
)
def test_of_two_hours_each_is_offered(said: str, offered: list[str]):
    line = read(f"{said} for Adele")

    assert line.start is None
    assert [f"{one.astimezone(LONDON):%H:%M}" for one in line.doubtful.starts] == offered
    assert line.troubles == ()


def test_a_day_behind_a_limit_stays_a_day():
    assert read("after 3pm, 12 December for Adele").when.day == date(2026, 12, 12)
    assert read("after 3, 12 December for Adele").when.day == date(2026, 12, 12)


@pytest.mark.parametrize("said", ["am 3.4 um 10 Uhr", "3.4 10 Uhr", "3.4. um 10:00"])
def test_germans_write_a_date_with_one_dot_or_two(said: str):
    assert at(read(said, locale="de-DE").start) == "2027-04-03 10:00"


@pytest.mark.parametrize(
    "said",
    ["morgen 15 Uhr 20 minute revew", "morgen 20 minute revew 15 Uhr", "morgen 15:00, 09 minute revew"],
)
def test_a_length_is_no_minutes_of_the_hour(said: str):
    assert at(read(said, locale="de-DE").start) == "2026-11-20 15:00"


def test_a_wait_that_no_clock_shows_is_no_place():
    line = read("in 99999999999 hours")

    assert [trouble.fault for trouble in line.troubles] == [Fault.NO_TIME]
