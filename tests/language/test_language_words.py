import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.words import CommandWord, read_command

KNOWN = ["book", "free", "find", "agenda", "today", "tomorrow", "help", "meet", "link"]


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("/book", "book", ""),
        ("book", "book", ""),
        ("/BOOK initial consult", "book", "initial consult"),
        ("  /book \u00a0 tomorrow\n 3pm ", "book", "tomorrow 3pm"),
        ("／book Dana", "book", "Dana"),
        ("/ book Dana", "book", "Dana"),
        ("Book: Dana", "book", "Dana"),
        ("/ｂｏｏｋ Dana", "book", "Dana"),
    ],
)
def test_a_command_is_read_however_it_is_typed(typed: str, name: str, rest: str):
    command = read_command(typed, KNOWN)

    assert (command.name, command.rest) == (name, rest)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("/bok", "book"), ("/boook", "book"), ("/hepl", "help"), ("/agneda", "agenda"), ("/tom", "tomorrow")],
)
def test_a_misspelt_command_is_offered_and_not_carried_out(typed: str, offered: str):
    command = read_command(f"{typed} Dana", KNOWN)

    assert (command.name, command.rest, command.nearest[0]) == (None, "Dana", offered)


def test_a_word_like_no_command_offers_none():
    assert read_command("/xyzzy", KNOWN) == CommandWord(None, "", slash=True, said="xyzzy")


def test_words_without_a_slash_are_left_whole_and_nothing_is_offered():
    assert read_command("bok  Dana", KNOWN) == CommandWord(None, "bok Dana", slash=False, said="bok")


@pytest.mark.parametrize("typed", ["", " ", "/", "///", "／"])
def test_nothing_is_no_command(typed: str):
    command = read_command(typed, KNOWN)

    assert (command.name, command.rest, command.nearest) == (None, "", ())


@given(st.text())
def test_no_message_is_too_strange_to_be_read(typed: str):
    command = read_command(typed, KNOWN)

    assert command.name is None or command.name in KNOWN
