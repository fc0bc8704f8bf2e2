"""Why a time was not taken, in words that are true and help on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.errors import Rule
from booking.models import Slot
from cards.phrases import RULES
from dialogs.wording import doubt_in_words, refused_in_words
from language.doubts import DayOrTime, Doubled, Doubt, NoSuchDay, NoSuchTime, Skipped, WhichDay, WhichTime

LONDON = ZoneInfo("Europe/London")
ELEVEN = datetime(2027, 3, 2, 11, 0, tzinfo=UTC)
FALLBACK = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def slots(*hours: int) -> list[Slot]:
    starts = [ELEVEN + timedelta(hours=hour) for hour in hours]
    return [Slot(start, start + timedelta(minutes=30)) for start in starts]


@pytest.mark.parametrize(
    ("doubt", "asked"),
    [
        (WhichTime("at 3", (time(3), time(15))), "Which time is “at 3”: 03:00 or 15:00?"),
        (
            WhichDay("3/4", (date(2027, 3, 4), date(2027, 4, 3))),
            "Which day is “3/4”: Thu, 4 Mar or Sat, 3 Apr?",
        ),
        (
            DayOrTime("4.30", (date(2027, 4, 30),), (time(4, 30),)),
            "Is “4.30” a day or a time: Fri, 30 Apr or 04:30?",
        ),
        (NoSuchDay("31 february"), "There is no day “31 february”."),
        (NoSuchTime("25:00"), "There is no time “25:00”."),
        (
            Doubled((FALLBACK, FALLBACK + timedelta(hours=1))),
            "The clocks change then, and that hour comes twice: 01:30 (BST) or 01:30 (GMT)?",
        ),
        (
            Skipped(date(2027, 3, 28), time(1, 30)),
            "The clocks change on Sun, 28 Mar: 01:30 is skipped.",
        ),
    ],
)
def test_a_doubt_is_a_question_or_says_what_is_not_there(doubt: Doubt, asked: str):
    assert doubt_in_words(doubt, tag="en-GB", zone=LONDON) == asked


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_words(rule: Rule):
    assert RULES[rule].endswith(".")


def test_a_refused_time_names_the_nearest_in_the_readers_zone():
    kolkata = ZoneInfo("Asia/Kolkata")
    said = refused_in_words(Rule.OFF_GRID, slots(0, 1, 2), start=ELEVEN, tag="en-IN", zone=kolkata)

    assert said.endswith("Nearest: 4:30 pm, 5:30 pm or 6:30 pm.")


def test_a_nearest_time_on_another_day_names_its_day():
    said = refused_in_words(Rule.CLOSED, slots(-24, 1), start=ELEVEN, tag="en-GB", zone=LONDON)

    assert said.endswith("Nearest: Mon, 1 Mar, 11:00 or 12:00.")


def test_a_refused_time_with_none_near_it_names_none():
    said = refused_in_words(Rule.CLOSED, [], start=ELEVEN, tag="en-GB", zone=LONDON)

    assert said == "The business is closed at that time."


def test_markup_from_a_person_stays_what_it_is():
    assert doubt_in_words(NoSuchDay("*x*"), tag="en-GB", zone=LONDON) == "There is no day “*x*”."


def test_the_times_of_a_doubt_are_written_as_the_reader_writes_them():
    doubt = WhichTime("at 3", (time(3), time(15)))

    assert doubt_in_words(doubt, tag="en-US", zone=LONDON) == "Which time is “at 3”: 3:00 AM or 3:00 PM?"
