"""What gets into a log line, and what does not."""

import pytest

from bot.logs import LONGEST, listed_only, where_it_failed


def test_a_field_that_is_not_on_the_list_is_dropped():
    line = listed_only(None, "info", {"event": "turn", "ms": 3, "customer": "Adele Vance", "text": "hello"})

    assert line == {"event": "turn", "ms": 3}


def test_a_field_is_no_longer_than_an_id():
    assert listed_only(None, "info", {"reason": "x" * 10_000}) == {"reason": "x" * LONGEST}


def test_an_error_leaves_its_place_but_not_its_words():
    with pytest.raises(ValueError, match="Adele") as failed:
        int("Adele Vance")

    line = where_it_failed(None, "error", {"event": "failed", "exc_info": failed.value})

    assert line["error"] == "ValueError"
    assert line["trace"].startswith("test_bot_logs.test_an_error_leaves_its_place_but_not_its_words:")
    assert "Adele" not in str(line)
