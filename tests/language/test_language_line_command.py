"""`python -m bot parse`: its answers, and what it says of bad arguments."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.parse.command import run
from bot.parse.seed import BadSeed, read_seed

ROOT = Path(__file__).parents[2]
NOW = ["--now", "2026-11-19T10:00"]
QUIET = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}


def bot(*arguments: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=QUIET | settings,
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
    )


def refused(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        run(arguments)
    assert left.value.code == 2
    return capsys.readouterr().err


def test_a_line_is_printed_as_json_with_all_its_fields():
    done = bot("parse", *NOW, "/book initial consult with Dana for Adele tomorrow 3pm")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == {
        "command": "book",
        "service": "Initial consult",
        "staff": "Dana Swope",
        "customer": "Adele Vance",
        "start": "2026-11-20T15:00:00+00:00",
        "end": "2026-11-20T15:30:00+00:00",
        "zone": "Europe/London",
        "note": None,
        "missing": [],
        "doubtful": {},
        "errors": [],
    }


def test_each_line_of_standard_input_gets_one_line_whatever_is_in_it():
    given = b"/book for Adele\n\n/find dana vance\r\n\xff\xfe\x00 \xed\xa0\x80\n" + b"x" * 100_000

    done = bot("parse", *NOW, "-", given=given)

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [answer["command"] for answer in answers] == ["book", None, "find", None, None]
    assert [answer["customer"] for answer in answers] == ["Adele Vance", None, "Dana Vance", None, None]


def test_the_speaker_has_the_zone_and_the_locale_that_are_given():
    done = bot("parse", *NOW, "--zone", "Asia/Tokyo", "--locale", "en-US", "03/04/2027 9:30am")

    assert json.loads(done.stdout)["start"] == "2027-03-04T09:30:00+09:00"


@pytest.mark.parametrize("me", ["Priya", "priyan@northwind.example"])
def test_with_me_is_the_member_of_staff_who_is_named(me: str, capsysbinary: pytest.CaptureFixture[bytes]):
    assert run([*NOW, "--me", me, "with me"]) == 0

    assert json.loads(capsysbinary.readouterr().out)["staff"] == "Priya Nair"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "the following arguments are required: LINE"),
        (["--now", "soon", "x"], "'soon' is no time; write it as 2026-11-22T10:00 or 2026-11-22T10:00+01:00"),
        (["--zone", "Europe/Lodnon", "x"], "is no IANA name of a time zone; did you mean Europe/London?"),
        (["--locale", "english", "x"], "'english' is no language tag, such as en-GB or de"),
        (["--business", "Fabrikam", "x"], "there is no 'Fabrikam' in the seed file, but Northwind Clinic, "),
        (["--me", "Zebulon", "x"], "nobody of the staff of Northwind Clinic is called 'Zebulon'"),
        (["--sooner", "x"], "unrecognized arguments: --sooner"),
    ],
)  # fmt: skip
def test_bad_arguments_are_told_precisely(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
):
    assert complaint in refused(*arguments, capsys=capsys)


def test_a_tenant_that_is_not_configured_is_told_what_it_needs():
    done = bot("parse", "--tenant", "x")

    assert done.returncode == 2
    for needed in (b"FRONTDESK_GRAPH_TOKEN", b"FRONTDESK_ACT_AS=app", b"FRONTDESK_LOCAL=1"):
        assert needed in done.stderr


def test_another_word_behind_the_bot_is_refused():
    done = bot("prase", "x")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"'prase'" in done.stderr


def test_a_file_that_is_no_seed_file_is_named(tmp_path: Path):
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"businesses": [{}]}')

    for path in (wrong, tmp_path / "none.json"):
        with pytest.raises(BadSeed, match=path.name):
            read_seed(path)


@pytest.fixture
def graph() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", "--port", "0", "--now", "2026-11-19T10:00:00Z"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.mark.parametrize(
    "rights",
    [
        {"FRONTDESK_LOCAL": "1", "FRONTDESK_ACT_AS": "app"},
        {"FRONTDESK_GRAPH_TOKEN": "user:danas@northwind.example"},
    ],
    ids=["the app's", "a person's"],
)
def test_the_tenant_is_read_through_graph(graph: str, rights: dict[str, str]):
    line = "/book initial consult with Dana for Adele tomorrow 3pm"

    done = bot(
        "parse", *NOW, "--tenant", "--business", "northwind", line, FRONTDESK_GRAPH_URL=graph, **rights
    )

    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout)
    assert (answer["service"], answer["staff"]) == ("Initial consult", "Dana Swope")
    assert answer["start"] == "2026-11-20T15:00:00+00:00"


def test_a_tenant_that_refuses_is_told_and_is_no_bad_argument(graph: str):
    rights = {"FRONTDESK_GRAPH_TOKEN": "nobody", "FRONTDESK_GRAPH_URL": graph}

    done = bot("parse", "--tenant", "x", **rights)

    assert done.returncode == 1
    assert done.stderr.startswith(b"The tenant cannot be read: ")
