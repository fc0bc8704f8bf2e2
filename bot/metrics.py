"""Counters and times of this process, and their text for Prometheus.

The format is https://prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4.
"""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.watch import Count, Facts, Kind

CONTENT_TYPE = "text/plain; version=0.0.4"
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 25.0)
"""Seconds, up to the longest that one try of a call to Graph may take."""

TIMES: dict[Kind, tuple[str, str]] = {
    "turn": ("frontdesk_turn_seconds", "How long activities took, by what they were."),
    "graph": ("frontdesk_graph_call_seconds", "How long each try of a call to Graph took."),
    "store": ("frontdesk_store_seconds", "How long pieces of work on the database took."),
    "send": ("frontdesk_send_seconds", "How long it took to hand messages to Teams."),
}
COUNTS: dict[Count, tuple[str, str, str]] = {
    "bookings": (
        "frontdesk_bookings_total",
        "outcome",
        "Bookings made, refused, reconciled by reading, and asked for again (retried).",
    ),
    "graph_retries": ("frontdesk_graph_retries_total", "call", "Calls to Graph that were sent again."),
    "limited": ("frontdesk_limited_total", "limit", "Activities turned away, by the limit they reached."),
}


@dataclass(slots=True)
class Times:
    """Durations of one thing, in seconds; how many fell into each bucket, and into the one without an end."""

    total: float = 0.0
    fell: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))

    def add(self, seconds: float) -> None:
        """One more."""
        self.total += seconds
        self.fell[bisect_left(BUCKETS, seconds)] += 1


class Tally:
    """Keeps count. Names are those of the house, so there are few of them."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self.times: dict[tuple[Kind, str], Times] = {}
        self.counts: Counter[tuple[Count, str]] = Counter()

    @contextmanager
    def around(self, kind: Kind, name: str) -> Iterator[Facts]:
        """Take the time."""
        started = self._clock()
        try:
            yield {}
        finally:
            self.times.setdefault((kind, name), Times()).add(self._clock() - started)

    def count(self, what: Count, which: str) -> None:
        """One more."""
        self.counts[what, which] += 1

    def text(self) -> str:
        """All of it, for Prometheus."""
        return "".join(f"{line}\n" for line in (*self._counters(), *self._histograms()))

    def _counters(self) -> Iterator[str]:
        for what, (name, label, told) in COUNTS.items():
            yield from _head(name, told, "counter")
            for (kept, which), times in sorted(self.counts.items()):
                if kept == what:
                    yield f"{name}{{{_label(label, which)}}} {times}"

    def _histograms(self) -> Iterator[str]:
        for kind, (name, told) in TIMES.items():
            yield from _head(name, told, "histogram")
            for (kept, what), times in sorted(self.times.items(), key=lambda one: one[0]):
                if kept == kind:
                    yield from _histogram(name, _label("name", what), times)


def _head(name: str, told: str, kind: str) -> Iterator[str]:
    yield f"# HELP {name} {told}"
    yield f"# TYPE {name} {kind}"


def _histogram(name: str, label: str, times: Times) -> Iterator[str]:
    so_far = 0
    for edge, fell in zip((*BUCKETS, "+Inf"), times.fell, strict=True):
        so_far += fell
        yield f'{name}_bucket{{{label},le="{edge}"}} {so_far}'
    yield f"{name}_sum{{{label}}} {times.total:.6f}"
    yield f"{name}_count{{{label}}} {so_far}"


def _label(name: str, value: str) -> str:
    escaped = value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'{name}="{escaped}"'
