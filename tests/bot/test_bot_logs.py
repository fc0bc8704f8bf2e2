"""What gets into a log line, and what does not."""

import json
from datetime import UTC, datetime

import pytest

from bot.logs import LONGEST, as_json_line, listed_only, where_it_failed


def test_a_field_that_is_not_on_the_list_is_dropped():
    line = listed_only(None, "info", {"event": "turn", "ms": 3, "customer": "Adele Vance", "text": "hello"})

    assert line == {"event": "turn", "ms": 3}


def test_a_field_is_no_longer_than_an_id():
    assert listed_only(None, "info", {"reason": "x" * 10_000}) == {"reason": "x" * LONGEST}


def test_an_id_begins_no_line_of_its_own_and_colours_nothing():
    line = listed_only(None, "info", {"activity": "1\r\n2026 [error] all is lost\x1b[2J\u202e"})

    assert line == {"activity": "1??2026 [error] all is lost?[2J?"}


def test_an_error_leaves_its_place_but_not_its_words():
    with pytest.raises(ValueError, match="Adele") as failed:
        int("Adele Vance")

    line = where_it_failed(None, "error", {"event": "failed", "exc_info": failed.value})

    assert line["error"] == "ValueError"
    assert line["trace"].startswith("test_bot_logs.test_an_error_leaves_its_place_but_not_its_words:")
    assert "Adele" not in str(line)


@pytest.mark.parametrize("fields", [{"ms": 2**70}, {"id": "a\ud800"}, {"id": "S\u00f8ren", "ms": 3}])
def test_a_line_is_json_whatever_is_in_it(fields):
    line = json.loads(as_json_line(None, "info", {"event": "turn", **fields}))

    assert {**line, "timestamp": ""} == {"event": "turn", **fields, "timestamp": ""}
    assert datetime.fromisoformat(line["timestamp"]).tzinfo == UTC
