"""Lines as people write them, and what each has to come to; a quarter of them must ask and must not guess."""

import json
import subprocess
import sys
from collections import Counter
from datetime import datetime
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from lines_table import KINDS, OTHER_BUSINESSES, ROOT, SEED, TableLine, differences, table_lines

from bot.parse.reading import parse
from bot.parse.seed import read_seed
from bot.parse.shop import Shop

LINES = list(table_lines())
FIELDS = [
    "command", "service", "staff", "customer", "start", "end", "zone", "note",
    "missing", "doubtful", "errors",
]  # fmt: skip


@cache
def shops() -> dict[str, Shop]:
    return {**read_seed(SEED), **read_seed(OTHER_BUSINESSES)}


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_line_comes_to_what_the_table_says(line: TableLine):
    got = parse(
        line.line,
        shops()[line.business],
        now=datetime.fromisoformat(line.now),
        zone=ZoneInfo(line.zone),
        locale=line.locale,
    )

    assert differences(line.json, got) == []


def test_the_table_has_four_languages_and_four_kinds_of_business():
    languages = Counter(line.language for line in LINES)
    kinds = Counter(KINDS[line.business] for line in LINES)

    assert len(LINES) >= 500
    assert set(languages) == {"en", "de", "fr", "es"}
    assert set(kinds) == {"clinic", "bank", "school", "shop"}
    assert min(*languages.values(), *kinds.values()) >= 40
    assert all(list(line.json) == FIELDS for line in LINES)


def test_no_line_stands_twice_in_the_table():
    told = Counter((line.business, line.now, line.zone, line.locale, line.line) for line in LINES)

    assert [each for each, times in told.items() if times > 1] == []


def test_a_quarter_of_the_lines_must_ask_in_every_language_and_kind_of_business():
    for group in (lambda line: line.language, lambda line: KINDS[line.business]):
        for name, lines in groupby(sorted(LINES, key=group), key=group):
            asking = [line.asks for line in lines]
            assert sum(asking) / len(asking) >= 0.25, name


@pytest.mark.parametrize("line", [line for line in LINES if line.asks], ids=str)
def test_a_line_that_must_ask_leaves_its_field_open(line: TableLine):
    asked = {*line.json["missing"], *line.json["doubtful"]}

    assert asked or line.json["errors"]
    assert all(line.json[field] is None for field in asked)


def test_every_line_with_a_doubt_or_an_error_is_marked_as_one_that_must_ask():
    unmarked = [
        str(line) for line in LINES if not line.asks and (line.json["doubtful"] or line.json["errors"])
    ]

    assert unmarked == []


def spoken_at(business: str, now: str, locale: str) -> list[TableLine]:
    return [line for line in LINES if (line.business, line.now[:16], line.locale) == (business, now, locale)]


@pytest.mark.parametrize(
    ("business", "now", "locale"),
    [
        ("Northwind Clinic", "2026-11-19T10:00", "en-GB"),
        ("Bellows College", "2026-11-19T10:00", "de-DE"),
    ],
)
def test_the_command_says_the_same_line_by_line(business: str, now: str, locale: str):
    lines = spoken_at(business, now, locale)
    settings = ["--now", lines[0].now, "--zone", lines[0].zone, "--locale", locale, "--business", business]

    done = subprocess.run(
        [sys.executable, "-m", "bot", "parse", *settings, "-"],
        cwd=ROOT,
        input="".join(f"{line.line}\n" for line in lines),
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )

    answers = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert len(lines) > 30
    assert answers == [line.json for line in lines]


def test_the_command_reads_one_line_and_takes_the_clinic_where_none_is_named():
    line = next(line for line in LINES if line.line.startswith("/book initial consult with Dana"))
    settings = ["--now", line.now, "--zone", line.zone, "--locale", line.locale]

    done = subprocess.run(
        [sys.executable, "-m", "bot", "parse", *settings, line.line],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )

    assert json.loads(done.stdout) == line.json
