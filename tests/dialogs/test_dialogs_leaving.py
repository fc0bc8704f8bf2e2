"""The words that work anywhere."""

import pytest

from cards.answers import Move, Tapped, Typed
from dialogs.leaving import WORDS, move_of


@pytest.mark.parametrize(
    ("said", "move"),
    [
        ("back", Move.BACK),
        ("  Go   BACK. ", Move.BACK),
        ("/back", Move.BACK),
        ("Zurück!", Move.BACK),
        ("cancel", Move.CANCEL),
        ("STOP", Move.CANCEL),
        ("start over", Move.RESTART),
        ("?", Move.HELP),
        ("try again", Move.RETRY),
        ("skip", Move.SKIP),
        ("Book it!", Move.BOOK),
        ("sí", Move.BOOK),
        ("first free", Move.FIRST_FREE),
        ("Book anyway", Move.BOOK_ANYWAY),
        ("double-book", Move.DOUBLE_BOOK),
    ],
)
def test_a_way_is_taken_by_word(said: str, move: Move):
    assert move_of(Typed(said)) is move


@pytest.mark.parametrize(
    "said", ["", " ", "cancel the meeting with Adele", "Back pain", "Helpline", "booked", "🦷", "...", "no"]
)
def test_an_answer_is_no_way_out(said: str):
    assert move_of(Typed(said)) is None


def test_a_button_says_itself_what_it_does():
    assert move_of(Tapped("nonce", Move.CHANGE, {})) is Move.CHANGE


def test_no_word_means_two_things():
    words = [word for meant in WORDS.values() for word in meant]

    assert len(set(words)) == len(words)
    assert all(word == word.casefold() == " ".join(word.split()) for word in words)
