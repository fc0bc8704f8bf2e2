from pathlib import Path

import pytest

from bench.render import BEGIN, END, render

RESULTS = {
    "date": "2026-11-22 09:00 UTC",
    "machine": "Linux, 2 cores",
    "load": 0.1,
    "versions": {"Python": "3.11"},
    "signed": True,
    "options": {"conversations": 16, "rounds": 5, "seconds": 2.5},
    "start": {"seconds": 1.25},
}


def test_the_tables_take_the_place_between_the_marks(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text(f"Before.\n\n{BEGIN}\nof last time\n{END}\n\nAfter.\n", encoding="utf-8")

    render(RESULTS, document)
    once = document.read_text(encoding="utf-8")
    render(RESULTS, document)

    assert once.startswith("Before.\n")
    assert once.endswith("After.\n")
    assert "1.25 s" in once
    assert "of last time" not in once
    assert document.read_text(encoding="utf-8") == once


def test_a_document_without_a_place_is_left_alone(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text("Nothing here.\n", encoding="utf-8")

    with pytest.raises(LookupError):
        render(RESULTS, document)

    assert document.read_text(encoding="utf-8") == "Nothing here.\n"


def test_the_document_has_a_place_for_the_results():
    document = Path(__file__).parents[2] / "docs" / "performance.md"

    assert document.read_text(encoding="utf-8").count(BEGIN) == 1
