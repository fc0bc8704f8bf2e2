"""The paper lists each fault that the tests let strike, and names tests that exist."""

import re
from pathlib import Path

import test_lying
from reliability_lies import FAULTS

PAPER = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text("utf-8")


def test_each_fault_of_the_sandbox_has_its_row():
    assert re.findall(r"^\| `([\w-]+)` \|", PAPER, re.MULTILINE) == FAULTS


def test_the_tests_that_the_paper_names_let_every_fault_strike():
    named = re.findall(r"\((?:a|b|c)\)(?: is)? `(\w+)`", PAPER)

    assert len(named) == len("abc")
    for name in named:
        (mark,) = getattr(test_lying, name).pytestmark
        assert mark.args == ("fault", FAULTS)
