from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_table import Line, lines, written

from language.doubts import Doubled, Skipped
from language.locales import LANGUAGES
from language.when import LONGEST_READ, When, instants, on_day, read_when

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 19, 10, tzinfo=BERLIN)
KNOWN = sorted(
    {
        phrase.strip()
        for words in LANGUAGES.values()
        for values in words.values()
        for phrases in values.values()
        for phrase in phrases.split(",")
    }
)
FIGURES = [
    "3",
    "15",
    "24",
    "0",
    "99",
    "930",
    "1500",
    "2026",
    "10:30",
    "3.10",
    "24/12",
    "24.12.",
    "31.",
    "1st",
    "h",
]
HALF_HOUR = timedelta(minutes=30)
FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def read(said: str, *, zone: ZoneInfo = BERLIN, locale: str = "en-GB") -> When:
    return read_when(said, now=NOW, zone=zone, locale=locale)


@pytest.mark.parametrize(
    "line", list(lines()), ids=lambda line: f"{line.now:%a %d} {line.locale} {line.said}"
)
def test_an_expression_is_read_as_the_table_says(line: Line):
    when = read_when(line.said, now=line.now, zone=line.zone, locale=line.locale)

    assert written(when) == line.meant


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en-US", "de", "fr-CA", "es_MX", "", "tlh", "zh-Hans-CN"]))
def test_no_text_is_too_strange_to_be_read(said: str, locale: str):
    assert isinstance(read(said, locale=locale), When)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(KNOWN + FIGURES), max_size=8),
    st.sampled_from(["en-GB", "en-US", "de-DE", "fr-FR", "es-ES"]),
)
def test_no_heap_of_known_words_is_too_strange_and_each_place_is_understood_or_left(
    said: list[str], locale: str
):
    text = " ".join(said)

    when = read(text, locale=locale)

    understood = "".join(text[start:end] for start, end in when.spans)
    assert sorted((understood + when.rest).replace(" ", "")) == sorted(text.replace(" ", ""))
    assert when.time is None or when.part is None


def test_a_very_long_text_is_read_at_its_beginning_and_handed_back_behind():
    when = read("tomorrow 3pm " + "x" * 10_000)

    assert (str(when.day), str(when.time)) == ("2026-11-20", "15:00:00")
    assert len(when.rest) > 10_000 - LONGEST_READ


def test_the_spans_show_where_the_time_stood_in_a_longer_line():
    said = "consult with Dana tomorrow at 3pm for Adele"

    assert [said[start:end] for start, end in read(said).spans] == ["tomorrow at 3pm"]


def test_a_time_alone_can_be_put_on_the_day_a_card_shows():
    shown = NOW.date().replace(year=2027, month=3, day=28)

    moved = on_day(read("2:30 am"), shown, BERLIN)

    assert moved.doubts == (Skipped(shown, moved.time),)
    assert on_day(moved, NOW.date(), BERLIN).doubts == ()


def test_a_day_taken_from_a_card_answers_which_day_was_meant_but_not_which_hour():
    said = read("next friday at 3")

    moved = on_day(said, said.doubts[0].days[1], BERLIN)

    assert str(moved.day) == "2026-11-27"
    assert moved.doubts == said.doubts[1:]


def test_a_wait_is_counted_in_real_hours_across_a_clock_change():
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    when = read_when("in two hours", now=before, zone=BERLIN, locale="en-GB")

    assert instants(when, BERLIN) == (before + timedelta(hours=2),)


def test_a_speaker_in_another_zone_has_another_tomorrow():
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    days = [
        read_when("tomorrow", now=late, zone=ZoneInfo(zone), locale="en").day
        for zone in ("America/New_York", "Asia/Tokyo")
    ]

    assert [str(day) for day in days] == ["2026-11-20", "2026-11-21"]


def clock_changes(zone: ZoneInfo) -> list[datetime]:
    """The days (UTC) in which the offset of a zone changes."""
    days = [FROM + timedelta(days=day) for day in range((UNTIL - FROM).days + 1)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    return [day for day, before, after in zip(days, offsets, offsets[1:], strict=False) if before != after]


def shown_by_clocks(zone: ZoneInfo, day: datetime) -> dict[datetime, list[datetime]]:
    """Each half hour that clocks show in and around a day, and the instants at which they do."""
    shown: dict[datetime, list[datetime]] = {}
    for step in range(-24, 72):
        instant = day + step * HALF_HOUR
        shown.setdefault(instant.astimezone(zone).replace(tzinfo=None), []).append(instant)
    return shown


def test_a_printed_time_is_read_back_as_its_instant_at_every_clock_change_of_every_zone():
    tried = doubled = skipped = 0
    for zone in (ZoneInfo(key) for key in sorted(available_timezones())):
        for day in clock_changes(zone):
            shown = shown_by_clocks(zone, day)
            change = next(
                at
                for at in (day + step * HALF_HOUR for step in range(49))
                if (at + HALF_HOUR).astimezone(zone).utcoffset() != day.astimezone(zone).utcoffset()
            )
            near = change.astimezone(zone).replace(tzinfo=None)
            for local in (near + step * HALF_HOUR for step in range(-6, 7)):
                when = read(f"{local:%Y-%m-%d %H:%M}", zone=zone)
                assert instants(when, zone) == tuple(shown.get(local, ())), (zone.key, local)
                tried += 1
                doubled += isinstance(next(iter(when.doubts), None), Doubled)
                skipped += isinstance(next(iter(when.doubts), None), Skipped)

    assert tried > 5_000
    assert doubled > 500
    assert skipped > 500


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001
    st.sampled_from(sorted(available_timezones())),
)
def test_a_time_printed_with_its_offset_is_always_that_instant(naive: datetime, key: str):
    zone = ZoneInfo(key)
    instant = naive.replace(second=0, microsecond=0, tzinfo=UTC)

    when = read(instant.astimezone(zone).isoformat(), zone=zone)

    assert instants(when, zone) == (instant,)
    assert when.doubts == ()
