from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_clinic import CUSTOMERS, KNOWN, SERVICES, STAFF, read

from language.known import Known
from language.line import LONGEST_LINE, Fault, Line
from language.names import Exact, NameIndex, Nothing, Several
from language.sentences import says
from language.sheet import MOST_LOOKUPS, MOST_WORDS, Sheet

LOCALES = ["en-GB", "en-US", "de-DE", "fr-FR", "es-MX", "", "tlh", "zh-Hans-CN"]
SMALL = "with for in note at on and or the me anyone unassigned mit für bei avec pour chez con para"
TIMES = "tomorrow friday 3pm 10:30 24/12 3 1500 first free noon may monday two hours london utc ist bst 44"
MARKS = "\" ' “ ” „ « » , ; : . ( ) - @ / + a@b.example +44 20 7946 0001 李小龍 محمد"
NAMES = " ".join((*SERVICES, *STAFF, *CUSTOMERS))
UNSEEN = ["\x00", "\ud800", "\u202e", "\u2066", "\ufeff", "\u200b", "\n", "\t"]
WORDS = [*f"{SMALL} {TIMES} {MARKS} {NAMES}".split(), *UNSEEN]
STRANGE = [
    "",
    " ",
    "\x00",
    "\ud800\udfff",
    "\u202efor Adele\u202c",
    '"',
    "“",
    "«" * 1000,
    "for " * 25_000,
    "x" * 100_000,
    "Dana Swope " * 9_000,
    "9" * 100_000,
    "+" + "0" * 1_000,
    "a@" * 500,
    "a." * 500,
    "'a " * 500,
    "with for in note",
    "note",
    "in",
    "٣ tomorrow",
]


def text_of(line: Line) -> str:
    return " ".join(says(trouble) for trouble in line.troubles)


@pytest.mark.parametrize("said", STRANGE, ids=lambda said: ascii(said[:12]))
@pytest.mark.parametrize("locale", LOCALES)
def test_no_line_is_too_strange_to_be_read(said: str, locale: str):
    assert text_of(read(said, locale=locale)).isprintable()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300), st.sampled_from(LOCALES))
def test_no_text_is_too_strange_to_be_read(said: str, locale: str):
    assert isinstance(read(said, locale=locale), Line)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from(LOCALES))
def test_no_heap_of_known_words_is_read_as_a_part_that_is_both_known_and_doubtful(
    said: list[str], locale: str
):
    line = read(" ".join(said), locale=locale)

    for known, doubtful in (
        (line.service, line.doubtful.services),
        (line.staff, line.doubtful.staff),
        (line.customer, line.doubtful.customers),
        (line.start, line.doubtful.starts),
    ):
        assert known is None or not doubtful


def test_two_thousand_heaps_of_words_and_letters_are_read():
    chance = Random(20261119)
    letters = [*map(chr, range(256)), "\ud800", "\u202e", *"“”„«»李محمدß"]
    for _ in range(1_000):
        words = " ".join(chance.choices(WORDS, k=chance.choice((2, 6, 15, 60))))
        noise = "".join(chance.choices(letters, k=chance.choice((3, 40, 400))))
        for said in (words, noise):
            assert isinstance(read(said, locale=chance.choice(LOCALES)), Line)


class CountingIndex(NameIndex):
    """Counts how often a name is looked for, together with the other rolls."""

    def __init__(self, names: Sequence[str], asked: list[str]) -> None:
        super().__init__(names)
        self.asked = asked

    def sure(self, said: str) -> Exact | Several | Nothing:
        self.asked.append(said)
        return super().sure(said)

    def forgiven(self, said: str) -> Exact | Several | Nothing:
        self.asked.append(said)
        return super().forgiven(said)


@pytest.mark.parametrize(
    "said", ["Dana Swope for Adele Vance with ", "initail consutl ", "a b c d ", "Will Maybe ", "qux "]
)
def test_the_names_that_are_looked_for_in_one_line_are_bounded(said: str):
    asked: list[str] = []
    services, staff, customers = (
        replace(roll, index=CountingIndex(roll.names, asked))
        for roll in (KNOWN.services, KNOWN.staff, KNOWN.customers)
    )

    read(said * 500, known=Known(services, staff, customers))

    # Beside the look-ups of the line there are a few guesses about each name that nobody has.
    assert 0 < len(asked) <= MOST_LOOKUPS + 3 * MOST_WORDS
    assert max(map(len, asked)) < LONGEST_LINE


def test_no_more_words_are_read_than_a_line_can_have():
    assert len(Sheet.of("Dana " * 500, KNOWN, ("en",)).row) == MOST_WORDS


def test_a_line_that_is_too_long_is_read_at_its_beginning_and_that_is_said():
    line = read("initial consult tomorrow 3pm for Adele " + "x" * LONGEST_LINE + " unread")

    assert (line.service, line.customer) == ("Initial consult", "Adele Vance")
    assert Fault.TOO_LONG in [trouble.fault for trouble in line.troubles]


def test_a_long_note_is_one_part_and_does_not_make_the_line_too_long():
    note = "please bring the letter " * 20

    for said in (f'for Adele tomorrow 3pm note "{note}"', f"for Adele tomorrow 3pm note {note}"):
        line = read(said)

        assert line.note == note.strip()
        assert line.troubles == ()
