"""Bodies of requests, read fast where nothing can be wrong with them."""

import json

import pytest

from bot.sdk.body import DEEPEST, Malformed, read_body

MENDED = {"text": "a\N{REPLACEMENT CHARACTER}b"}


@pytest.mark.parametrize(
    "raw",
    [
        rb'{"text": "a\u0000b"}',
        rb'{"text": "a\ud800b"}',
        rb'{"text": "a\uDFFFb"}',
        '{"text": "a\ud800b"}'.encode("utf-8", "surrogatepass"),
        json.dumps({"text": "a\0b"}).encode("utf-16"),
        json.dumps({"text": "a\0b"}).encode("utf-32-le"),
        '{"text": "a\ud800b"}'.encode("utf-16-le", "surrogatepass"),
    ],
)
def test_characters_that_no_store_takes_are_mended_however_they_are_spelled(raw):
    assert read_body(raw) == MENDED


@pytest.mark.parametrize("text", ["Søren", "한국어", "😀", "{[" * 100, "a\\u0000"])
def test_all_other_characters_stay_as_they_are(text):
    assert read_body(json.dumps({"text": text}).encode()) == {"text": text}
    assert read_body(json.dumps({"text": text}, ensure_ascii=False).encode()) == {"text": text}


def test_what_is_nested_too_deep_is_refused():
    deep = b'{"a":' * (DEEPEST + 2) + b"1" + b"}" * (DEEPEST + 2)

    with pytest.raises(Malformed):
        read_body(deep)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 12345678901234567890123}',
        b'{"a": 1e400}',
        '\ufeff{"a": 1}'.encode(),
        b'{"a": "\t"}',
        b"[1, 2]",
        b"NaN",
        b'{"a": 1, "a": 2}',
        json.dumps({"text": "S\N{LATIN SMALL LETTER O WITH STROKE}ren"}).encode("utf-16"),
        b'{"text": "\\\\u0000"}',
    ],
)
def test_what_the_fast_reader_refuses_or_rounds_is_read_or_refused_as_ever(raw):
    try:
        expected = json.loads(raw)
    except ValueError:
        expected = None
    if isinstance(expected, dict):
        assert read_body(raw) == pytest.approx(expected)
    else:
        with pytest.raises(Malformed):
            read_body(raw)
