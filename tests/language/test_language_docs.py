"""The examples of docs/language.md mean what the page says."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.parse.reading import parse
from bot.parse.seed import read_seed

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 19, 10, tzinfo=LONDON)
CLINIC = read_seed()["Northwind Clinic"]


def examples() -> list[tuple[str, str]]:
    rows = [
        row.strip("| ").split(" | ") for row in PAGE.read_text("utf-8").splitlines() if row.startswith("| `")
    ]
    return [(line.strip("`"), meaning) for line, meaning in rows]


def told(meaning: dict[str, Any]) -> set[str]:
    """What the JSON says, as the page writes it."""
    parts = {f"{name} {meaning[name]}" for name in ("service", "staff", "customer", "note") if meaning[name]}
    if meaning["zone"] != LONDON.key:
        parts.add(f"zone {meaning['zone']}")
    if meaning["start"]:
        parts.add(f"start {meaning['start'][:16]}")
    for name, found in meaning["doubtful"].items():
        parts.add(f"{name}? {', '.join(one[:16] if name == 'start' else one for one in found)}")
    return parts | {f"says {error['says']}" for error in meaning["errors"]}


@pytest.mark.parametrize(("line", "meaning"), examples())
def test_an_example_means_what_the_page_says(line: str, meaning: str):
    locale, _, said = (
        line.rpartition(": ") if line[:2].islower() and line[2:3] == "-" else ("en-GB", "", line)
    )

    got = parse(f"/book {said}", CLINIC, now=NOW, zone=LONDON, locale=locale)

    assert told(got) == set(meaning.split("; "))


def test_the_page_has_examples_of_every_sort():
    assert len(examples()) > 35
