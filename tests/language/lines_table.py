"""The table of lines: where each is written, and the JSON that it comes to."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("lines.jsonl")
SEED = ROOT / "sandbox" / "seed.json"
OTHER_BUSINESSES = Path(__file__).with_name("lines_businesses.json")
KINDS = {
    "Northwind Clinic": "clinic",
    "Woodgrove Bank, High Street": "bank",
    "Bellows College": "school",
    "Academia Sol": "school",
    "Tailspin Bikes": "shop",
    "Atelier Lumière": "shop",
}

Json = Mapping[str, Any]


@dataclass(frozen=True)
class TableLine:
    """A line with the settings it is read in; `asks` marks those where anything but asking is a guess."""

    number: int
    business: str
    now: str
    zone: str
    locale: str
    about: str
    asks: bool
    line: str
    json: Json

    def __str__(self) -> str:
        said = f"{datetime.fromisoformat(self.now):%d %b}"
        return f"{self.number:03} {KINDS[self.business]} {self.locale} {said} {self.line}"

    @property
    def language(self) -> str:
        return self.locale.partition("-")[0]


def table_lines() -> Iterator[TableLine]:
    """The lines, numbered as in the file."""
    for number, row in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), start=1):
        yield TableLine(number, **json.loads(row))


def differences(expected: Json, got: Json) -> list[str]:
    """Where two answers differ, field by field."""
    return [
        f"{field}: expected {_written(expected, field)}, got {_written(got, field)}"
        for field in [*expected, *(field for field in got if field not in expected)]
        if field not in expected or field not in got or expected[field] != got[field]
    ]


def _written(answer: Json, field: str) -> str:
    return json.dumps(answer[field], ensure_ascii=False) if field in answer else "no such field"
