"""The paper lists each fault that the tests let strike, and names tests that exist."""

import re

import test_lying
from reliability_lies import EXPECTED, FAULTS, PAPER


def test_each_fault_of_the_sandbox_has_its_row():
    assert list(EXPECTED) == FAULTS


def test_the_tests_that_the_paper_names_let_every_fault_strike():
    named = re.findall(r"\((?:a|b|c)\)(?: is)? `(\w+)`", PAPER)

    assert len(named) == len("abc")
    for name in named:
        (mark,) = getattr(test_lying, name).pytestmark
        assert mark.args == ("fault", FAULTS)
