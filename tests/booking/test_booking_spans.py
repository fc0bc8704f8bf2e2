"""Stretches of time, and references that are read aloud."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.errors import Throttled
from booking.references import ALPHABET, new_reference
from booking.spans import Span, merged

TEN = datetime(2027, 3, 2, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_span_is_kept_in_utc():
    kolkata = ZoneInfo("Asia/Kolkata")

    assert Span(TEN.astimezone(kolkata), (TEN + HOUR).astimezone(kolkata)) == Span(TEN, TEN + HOUR)
    assert Span(TEN.astimezone(kolkata), TEN + HOUR).start.tzinfo is UTC


def test_a_span_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        Span(TEN.replace(tzinfo=None), TEN)


def test_touching_ends_do_not_overlap():
    assert not Span(TEN, TEN + HOUR).overlaps(Span(TEN + HOUR, TEN + 2 * HOUR))
    assert Span(TEN, TEN + HOUR).overlaps(Span(TEN, TEN + HOUR / 2))


def test_spans_are_merged_into_the_fewest():
    spans = [
        Span(TEN + HOUR, TEN + 2 * HOUR),
        Span(TEN, TEN + HOUR),
        Span(TEN, TEN),
        Span(TEN + 3 * HOUR, TEN + 4 * HOUR),
    ]

    assert merged(spans) == [Span(TEN, TEN + 2 * HOUR), Span(TEN + 3 * HOUR, TEN + 4 * HOUR)]


def test_a_reference_has_four_signs_that_are_told_apart_by_eye_and_ear():
    drawn = iter("K7Q2")

    assert new_reference(lambda signs: next(drawn) if signs == ALPHABET else "?") == "K7Q2"
    assert not set("01OIS5B8") & set(ALPHABET)


def test_how_long_to_wait_is_part_of_the_error():
    assert str(Throttled(timedelta(seconds=12))) == "asked to wait 12 s"
