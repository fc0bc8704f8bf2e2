"""Sentences in the answer to a tap, where nothing promises that Teams reads markdown."""

import pytest

from bot import phrases
from bot.invokes import execute_response, too_much
from cards.phrases import CLOSED, HELP_WHILE_BOOKING, LINK_USAGE, NOT_YOURS, TOO_OLD, escaped, quoted

SAID = [
    phrases.FORGOTTEN,
    phrases.NOT_MY_BUTTON,
    phrases.TRY_AGAIN,
    phrases.went_wrong("4F2A"),
    CLOSED,
    HELP_WHILE_BOOKING,
    LINK_USAGE,
    NOT_YOURS,
    TOO_OLD,
]


@pytest.mark.parametrize("said", SAID)
def test_no_marks_are_shown_as_they_are(said):
    answered = execute_response(said).body["value"]

    assert "*" not in answered
    assert answered.split()[0] == said.split()[0]


def test_a_name_from_outside_is_shown_as_it_is():
    said = escaped(f"I keep no meeting under {quoted('EHR_1*2')}.")

    assert execute_response(said).body["value"] == "I keep no meeting under “EHR_1*2”."


def test_there_is_always_something_to_read():
    assert execute_response(None).body["value"] == phrases.NOTHING_TO_SHOW
    assert execute_response("").body["value"] == phrases.NOTHING_TO_SHOW
    assert too_much("adaptiveCard/action").body["value"] == phrases.TOO_MUCH
