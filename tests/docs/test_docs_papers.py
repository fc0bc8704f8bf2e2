"""The papers say what is: commands, settings, words and links."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import SecretStr

from booking.draft import Part
from bot.commands.table import COMMANDS
from bot.settings import PREFIX, Settings
from dialogs.leaving import WORDS

ROOT = Path(__file__).parents[2]
PAPERS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def rows(paper, first):
    """The cells of every table row whose first cell matches."""
    lines = (ROOT / paper).read_text("utf-8").splitlines()
    split = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line[:1] == "|")
    return [cells for cells in split if re.fullmatch(first, cells[0])]


def as_written(value):
    """A default as one would write it into the environment; nothing where there is none."""
    match value:
        case SecretStr():
            return value.get_secret_value()
        case bool():
            return str(int(value))
        case tuple():
            return ",".join(f"{one:g}" for one in value)
        case None | frozenset():
            return ""
        case _:
            return str(value)


def slug(heading):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")


def links(paper):
    """The links of a paper that stay inside the project."""
    text = FENCED.sub("", paper.read_text("utf-8"))
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


def test_the_readme_has_a_row_for_each_command_as_help_shows_it():
    shown = [(usage, help_) for usage, help_, *_ in rows("README.md", r"`/.*`")]

    assert shown == [(f"`{command.usage}`", command.help) for command in COMMANDS]


def test_the_setup_guide_lists_each_setting_with_its_default(monkeypatch):
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/HOME")
    defaults = {
        str(field.validation_alias or PREFIX + name.upper()): as_written(
            field.get_default(call_default_factory=True, validated_data={})
        )
        for name, field in Settings.model_fields.items()
    }

    listed = rows("docs/setup.md", rf"`({PREFIX}|AZURE_)\w+`")

    # A default stands between backticks; other words say what holds where there is none.
    told = {name.strip("`"): default.strip("`") if default[:1] == "`" else "" for name, default, *_ in listed}
    assert told == {name: default.replace("/HOME/", "$HOME/") for name, default in defaults.items()}


def test_both_papers_grant_the_same_permissions():
    permission = r"`\w+\.\w+(\.\w+)*`"
    short, full = (
        [cells[:2] for cells in rows(paper, permission)] for paper in ("README.md", "docs/setup.md")
    )

    assert short == full
    assert ["`Bookings.Read.All`", "`6e98f277-b046-4193-a4f2-6bf6a78cd491`"] in full
    assert ["`OnlineMeetings.ReadWrite`", "`a65f2972-a4f8-4f5e-afd7-69ccb046d5dc`"] in full


def test_the_drawing_of_the_conversation_shows_the_questions_in_their_order():
    text = (ROOT / "docs" / "conversation.md").read_text("utf-8")
    (drawing,) = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)
    drawn = [line.strip() for line in drawing.splitlines()]

    questions = [*Part, "last_look"]
    assert f"[*] --> {questions[0]}" in drawn
    for question, following in pairwise(questions):
        assert f"{question} --> {following}" in drawn


def test_the_words_that_work_anywhere_are_listed():
    text = (ROOT / "docs" / "conversation.md").read_text("utf-8")
    listed = {
        word for line in text.splitlines() if line[:1] == "|" for word in re.findall(r"`([^`]+)`", line)
    }

    assert {word for words in WORDS.values() for word in words} <= listed


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_link_leads_to_a_file_and_a_heading_that_exist(paper):
    for target in links(paper):
        name, _, heading = target.partition("#")
        file = (paper.parent / name) if name else paper
        assert file.exists(), target
        if heading:
            headings = re.findall(r"^#+ (.*)$", FENCED.sub("", file.read_text("utf-8")), re.MULTILINE)
            assert heading in map(slug, headings), target


def test_the_decisions_are_numbered_without_a_gap():
    numbers = [int(file.name[:4]) for file in sorted((ROOT / "docs" / "decisions").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_each_repair_of_the_sdk_names_tests_that_are_there():
    named = [re.findall(r"`(test_\w+)`", cells[-1]) for cells in rows("docs/sdk-repairs.md", r"D\d+")]
    there = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert len(named) == 18  # noqa: PLR2004  as many defects as are known
    assert all(named)
    assert [name for names in named for name in names if f"def {name}(" not in there] == []
