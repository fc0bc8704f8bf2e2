"""Whatever time a card shows can be typed back, and means the same instant."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import cycle
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.dates import city, clock, day, elsewhere, short_day, when
from language.doubts import Doubled
from language.locales import LANGUAGES
from language.when import instants, read_when

LOCALES = sorted(tag.replace("_", "-") for tag in locale_identifiers() if tag.partition("_")[0] in LANGUAGES)
ZONES = sorted(available_timezones())
FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
DAY, HALF_HOUR, MINUTE = timedelta(days=1), timedelta(minutes=30), timedelta(minutes=1)
BERLIN = ZoneInfo("Europe/Berlin")


def in_full(start: datetime, tag: str, zone: ZoneInfo) -> str:
    return f"{day(start, tag, zone)}, {clock(start, tag, zone)}"


def in_brief(start: datetime, tag: str, zone: ZoneInfo) -> str:
    return f"{short_day(start.astimezone(zone).date(), tag)}, {clock(start, tag, zone)}"


def in_a_stretch(start: datetime, tag: str, zone: ZoneInfo) -> str:
    return when(start, start + HALF_HOUR, tag, zone).partition("–")[0]


FORMS = (in_full, in_brief, in_a_stretch)


def read_back(shown: str, start: datetime, tag: str, zone: ZoneInfo) -> tuple[tuple[datetime, ...], str]:
    """The instants that were read some weeks before, and the words that were not understood."""
    read = read_when(shown, now=start - timedelta(days=40, hours=1), zone=zone, locale=tag)
    return (instants(read, zone) if not read.doubts else ()), read.rest


@pytest.mark.parametrize("tag", LOCALES)
def test_each_month_and_hour_is_read_back_in_every_locale_of_the_languages_we_read(tag: str):
    for month in range(1, 13):
        for hour in (month % 6, 6 + month % 6, 12 + month % 12):
            start = datetime(2027, month, 2 * month + 1, hour, 30, tzinfo=BERLIN)
            for form in (in_full, in_brief):
                shown = form(start, tag, BERLIN)
                assert read_back(shown, start, tag, BERLIN) == ((start,), ""), shown


@cache
def clock_changes() -> tuple[tuple[ZoneInfo, datetime], ...]:
    """Each zone with the first instant of each new offset in two years."""
    return tuple((zone, at) for zone in map(ZoneInfo, ZONES) for at in changes_of(zone))


def changes_of(zone: ZoneInfo) -> Iterator[datetime]:
    days = [FROM + DAY * number for number in range((UNTIL - FROM).days + 1)]
    offsets = [each.astimezone(zone).utcoffset() for each in days]
    for each, before, after in zip(days, offsets, offsets[1:], strict=False):
        if before != after:
            yield next(
                at
                for at in (each + MINUTE * number for number in range(24 * 60 + 1))
                if at.astimezone(zone).utcoffset() != before
            )


@pytest.mark.parametrize("form", FORMS)
def test_the_times_around_every_clock_change_of_every_zone_are_read_back(form):
    tags = cycle(("en-GB", "de-DE", "fr-FR", "es-ES", "en-US", "fr-CA", "es-US", "de-CH"))
    tried = doubled = 0
    for zone, change in clock_changes():
        for start in (change + HALF_HOUR * step for step in range(-3, 4)):
            tag = next(tags)
            shown = form(start, tag, zone)
            assert read_back(shown, start, tag, zone) == ((start,), ""), (zone.key, shown)
            tried += 1
            doubled += shown.endswith(")")

    assert tried > 5_000
    assert doubled > 1_000


def test_the_minutes_just_before_and_after_every_clock_change_are_read_back():
    edges = [(zone, at) for zone, change in clock_changes() for at in (change - MINUTE, change + MINUTE)]

    wrong = [
        (zone.key, at)
        for zone, at in edges
        if read_back(in_full(at, "en-GB", zone), at, "en-GB", zone) != ((at,), "")
    ]

    assert len(edges) > 1_500
    assert wrong == []


@settings(max_examples=400, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001
    st.sampled_from(ZONES),
    st.sampled_from(LOCALES),
    st.sampled_from(FORMS),
)
def test_any_time_is_read_back_in_any_zone_and_locale(naive: datetime, key: str, tag: str, form):
    zone = ZoneInfo(key)
    start = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    shown = form(start, tag, zone)

    assert read_back(shown, start, tag, zone) == ((start,), "")


@settings(max_examples=100, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001
    st.sampled_from(ZONES),
    st.sampled_from(LOCALES),
)
def test_the_time_of_a_person_elsewhere_is_read_back_in_their_zone(naive: datetime, key: str, tag: str):
    zone = ZoneInfo(key)
    start = naive.replace(second=0, microsecond=0, tzinfo=UTC)

    for _, shown in elsewhere(start, tag, ZoneInfo("Asia/Kathmandu"), [("Dana Swope", zone)]):
        at, _, named = shown.rpartition(" (")
        assert named == f"{city(zone)})"
        assert read_back(at, start, tag, zone) == ((start,), "")


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("01:30 (BST)", 0),
        ("01:30 BST", 0),
        ("1:30am bst", 0),
        ("01:30 (GMT)", 1),
        ("01:30 gmt", 1),
    ],
)
def test_the_answer_to_which_of_two_hours_is_understood(answer: str, meant: int):
    london, first = ZoneInfo("Europe/London"), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    noon_before = first - timedelta(hours=13)

    asked = read_when("tomorrow 01:30", now=noon_before, zone=london, locale="en-GB")
    told = read_when(f"tomorrow {answer}", now=noon_before, zone=london, locale="en-GB")

    both = (first, first + timedelta(hours=1))
    assert asked.doubts == (Doubled(both),)
    assert (told.doubts, told.rest, instants(told, london)) == ((), "", (both[meant],))


def test_the_name_of_an_offset_elsewhere_in_a_line_decides_nothing():
    london, noon = ZoneInfo("Europe/London"), datetime(2026, 10, 24, 12, tzinfo=UTC)

    told = read_when("tomorrow 15:00 GMT", now=noon, zone=london, locale="en-GB")

    assert told.rest == "GMT"
