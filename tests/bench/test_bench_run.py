"""A tiny run, end to end, with every process there is; no time is asserted."""

import json
import socket

import pytest

from bench import __main__ as command
from bench.grounds import grounds
from bench.options import Options, read
from bench.rounds import rounds
from bench.stock.away import led_to
from bench.tables import told
from bench.targets import judged
from bench.variants import VARIANTS

KEYS = [variant.key for variant in VARIANTS]


def tiny(**more):
    return Options(rounds=1, seconds=30.0, turns=8, conversations=2, **more)


async def test_every_bot_answers_signed_turns_right():
    async with grounds(signed=True) as around:
        rows = await rounds(around, tiny(), lambda _line: None)

    assert [row["key"] for row in rows] == KEYS
    assert [row["faults"] for row in rows] == [0] * len(KEYS)
    assert all(row["per_second"] > 0 and row["cpu_ms"] >= 0 and row["memory"] > 0 for row in rows)
    assert rows[-1]["finished_per_second"] > 0


async def test_every_bot_answers_unsigned_turns_right():
    async with grounds(signed=False) as around:
        rows = await rounds(around, tiny(only=frozenset({"bare", "stock-echo", "help"})), lambda _line: None)

    assert [row["faults"] for row in rows] == [0, 0, 0]


def test_the_command_writes_what_it_prints(tmp_path, capsys):
    file = tmp_path / "results.json"

    assert command.main(["--quick", "--only", "start"], file) == 0

    results = json.loads(file.read_text(encoding="utf-8"))
    assert results["start"]["seconds"] > 0
    assert told(results) in capsys.readouterr().out


def test_options_say_what_is_measured():
    options = read(["--quick", "--rounds", "2", "--only", "help", "--unsigned"], KEYS)

    assert (options.rounds, options.signed, options.only) == (2, False, frozenset({"help"}))
    assert not options.wants("micro")
    with pytest.raises(SystemExit):
        read(["--only", "nothing-of-the-kind"], KEYS)


def test_targets_are_judged_by_what_was_measured():
    rows = [{"key": "help", "to_stock": 50.0, "to_bare": 0.9, "tail": 3.0}]

    found = {one["target"]: one["met"] for one in judged({"turns": rows, "memory": {"after": 121.0}})}

    assert found == {
        "/help, to the stock echo bot": True,
        "/help, to (a)": False,
        "/help, p99 to p50": True,
        "MB after so many conversations have spoken": False,
    }


def test_no_name_leads_away_from_this_machine():
    resolve = led_to(4430, ["login.example"], socket.getaddrinfo)

    assert {found[4][:2] for found in resolve("login.example", 443)} == {("127.0.0.1", 4430)}
    with pytest.raises(socket.gaierror):
        resolve("elsewhere.example", 443)
