"""What `python -m bench` can be asked for."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 1_000
EXTRAS = ("growth", "memory", "start", "flood", "pauses", "micro")


@dataclass(frozen=True, slots=True)
class Options:
    """`only` holds keys of variants and names of extras; empty is everything."""

    rounds: int = 5
    seconds: float = 2.5
    turns: int = 1_000_000
    conversations: int = 16
    speakers: int = 10_000
    rows: int = 100_000
    starts: int = 5
    only: frozenset[str] = frozenset()
    signed: bool = True
    render: bool = False

    def wants(self, name: str) -> bool:
        """Whether this is to be measured."""
        return not self.only or name in self.only


def read(arguments: Sequence[str], known: Sequence[str]) -> Options:
    """Options as they were given; `known` are the variants."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the bot; loopback only.")
    parser.add_argument("--quick", action="store_true", help="less of everything: under a minute")
    parser.add_argument("--rounds", type=_count, help="default 5, quick 1")
    parser.add_argument("--conversations", type=_count, default=16, help="at once (default 16)")
    parser.add_argument(
        "--only", action="append", default=[], choices=[*known, *EXTRAS], help="may be repeated"
    )
    parser.add_argument("--unsigned", action="store_true", help="without authentication, in all variants")
    parser.add_argument("--render", action="store_true", help="write results.json into docs/performance.md")
    given = parser.parse_args(arguments)
    size = Options(rounds=1, seconds=1.0, speakers=500, rows=2_000, starts=2) if given.quick else Options()
    return Options(
        rounds=given.rounds or size.rounds,
        seconds=size.seconds,
        conversations=given.conversations,
        speakers=size.speakers,
        rows=size.rows,
        starts=size.starts,
        only=frozenset(given.only),
        signed=not given.unsigned,
        render=given.render,
    )


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"from 1 to {MOST}")
    return number
