"""CPU and memory of a process, and the core it runs on, as Linux tells them."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(pid: int) -> float:
    """User and system time of all its threads, in steps of 10 ms."""
    fields = (PROC / str(pid) / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def resident_mb(pid: int) -> float:
    """Resident memory in MB (10^6)."""
    return int((PROC / str(pid) / "statm").read_text(encoding="ascii").split()[1]) * _PAGE / 1e6


@cache
def cores() -> tuple[Collection[int], Collection[int]]:
    """Those for the bot that is measured, and those for everything else; the same where there is one.

    Of those that this process could use when it was asked first: later it keeps to the others itself.
    """
    usable = sorted(os.sched_getaffinity(0))
    return usable[:1], usable[1:] or usable


def pin(pid: int, to: Collection[int]) -> None:
    """Keep a process, with all its threads, on these cores."""
    for thread in (PROC / str(pid) / "task").iterdir():
        os.sched_setaffinity(int(thread.name), to)


@contextmanager
def out_of_the_way() -> Iterator[None]:
    """Keep this process, and all it starts, off the core of the bot."""
    before = os.sched_getaffinity(0)
    pin(os.getpid(), cores()[1])
    try:
        yield
    finally:
        pin(os.getpid(), before)
