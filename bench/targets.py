"""What is to be reached, beside what was measured."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
Measure = Callable[[Json, Mapping[str, Json]], float | None]


@dataclass(frozen=True, slots=True)
class Target:
    """At least `bound`, or with `at_most` no more than that."""

    name: str
    bound: float
    measure: Measure
    at_most: bool = False


def _of(key: str, figure: str) -> Measure:
    return lambda _results, rows: rows[key][figure]


def _slots(results: Json, appointments: str) -> float:
    """Milliseconds for the slots of a month with so many appointments."""
    us = {one["what"]: one["us"] for one in results["micro"]}
    return us[f"slots of a month, 100 staff, {appointments} appointments"] / 1000


TARGETS = (
    Target("/help, to the stock echo bot", 40, _of("help", "to_stock")),
    Target("/help, to (a)", 1.0, _of("help", "to_bare")),
    Target("booking step, to the stock waterfall", 15, _of("step", "to_stock")),
    Target("booking step, to (a)", 0.5, _of("step", "to_bare")),
    Target("/help, p99 to p50", 10, _of("help", "tail"), at_most=True),
    Target("booking step, p99 to p50", 10, _of("step", "tail"), at_most=True),
    Target(
        "MB after so many conversations have spoken",
        120,
        lambda results, _rows: results["memory"]["after"],
        at_most=True,
    ),
    Target(
        "cost of a turn over many stored conversations, to that over few",
        1.15,
        lambda results, _rows: 1 / results["growth"]["ratio"],
        at_most=True,
    ),
    Target(
        "ms for the slots of a month, 100 staff, 2,000 appointments",
        50,
        lambda results, _rows: _slots(results, "2,000"),
        at_most=True,
    ),
    Target(
        "slots with 4,000 appointments, to those with 2,000",
        2.0,
        lambda results, _rows: _slots(results, "4,000") / _slots(results, "2,000"),
        at_most=True,
    ),
    Target("seconds until ready", 1.5, lambda results, _rows: results["start"]["seconds"], at_most=True),
)


def judged(results: Json) -> Iterator[Json]:
    """Each target that something was measured for; `met` says whether it is reached."""
    rows = {row["key"]: row for row in results.get("turns", ())}
    for target in TARGETS:
        try:
            measured = target.measure(results, rows)
        except KeyError:
            continue
        if measured is not None:
            met = measured <= target.bound if target.at_most else measured >= target.bound
            way = "at most" if target.at_most else "at least"
            yield {
                "target": target.name,
                "wanted": f"{way} {target.bound:g}",
                "measured": measured,
                "met": met,
            }
