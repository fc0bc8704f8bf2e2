"""The results as tables of Markdown, which are read on a terminal just as well."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
Rows = Iterator[tuple[str, str]]
THREE_DIGITS = 100
IDLE = 0.5
"""The load up to which a machine counts as free."""


def told(results: Json) -> str:
    """Everything that was measured."""
    return "\n\n".join(_parts(results)) + "\n"


def _parts(results: Json) -> Iterator[str]:
    yield _under_what(results)
    if turns := results.get("turns"):
        yield _table(_TURN_HEADS, map(_turn, turns))
    if single := [row for name, rows in _BESIDE.items() if name in results for row in rows(results[name])]:
        yield _table(("Beside the turns", "Measured"), single)
    if micro := results.get("micro"):
        yield _table(("One call", "CPU µs"), ((one["what"], _figure(one["us"])) for one in micro))
    if targets := results.get("targets"):
        rows = (
            (one["target"], one["wanted"], _figure(one["measured"]), "met" if one["met"] else "**not met**")
            for one in targets
        )
        yield _table(("Target", "Wanted", "Measured", ""), rows)


def _under_what(results: Json) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    signed = "signed" if results["signed"] else "unsigned"
    options = results["options"]
    load = results["load"]
    shared = f"The machine did other work as well: its load was {load} when the run began.\n"
    return (
        f"{results['date']}, {results['machine']}.\n{shared if load > IDLE else ''}"
        f"Turns {signed}, {options['conversations']} conversations at once, "
        f"medians of {options['rounds']} interleaved rounds of {options['seconds']:g} s.\n"
        f"{versions}."
    )


_TURN_HEADS = (
    "Turns",
    "a second",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "CPU ms",
    "MB",
    "to (a)",
    "to (a2)",
    "to (b)",
    "finished a second",
)


def _turn(row: Json) -> tuple[str, ...]:
    figures = (row[name] for name in ("per_second", "p50", "p95", "p99", "cpu_ms", "memory"))
    ratios = (row[name] for name in ("to_bare", "to_bare_cached", "to_stock"))
    finished = _figure(row["finished_per_second"]) if row["finished_per_second"] else ""
    wrong = f" ({row['faults']} turns without the right answer)" if row["faults"] else ""
    return (f"{row['label']}{wrong}", *map(_figure, figures), *map(_figure, ratios), finished)


def _start(start: Json) -> Rows:
    yield "from exec to the ready line, warm", f"{start['seconds']:.2f} s"


def _memory(memory: Json) -> Rows:
    what = f"memory after {memory['conversations']:,} conversations have spoken"
    yield what, f"{memory['after']:.0f} MB, {memory['before']:.0f} MB before"


def _growth(growth: Json) -> Rows:
    what = f"booking steps a second, {growth['few']:,} and {growth['many']:,} stored conversations"
    yield what, f"{growth['per_second_few']:.0f} and {growth['per_second_many']:.0f}: {growth['ratio']:.2f}"


def _flood(flood: Json) -> Rows:
    def times(load: Json) -> str:
        return f"{load['p50']:.1f} / {load['p99']:.1f} ms"

    beside = f"while one more sends up to {flood['at_once']} messages at once"
    what = f"{flood['others']} people, p50 / p99, alone and {beside}"
    yield what, f"{times(flood['alone'])} and {times(flood['beside'])}"


def _pauses(pauses: Json) -> Rows:
    longest = f"the longest {pauses['longest_ms']:.1f} ms, {pauses['share']:.1%} of the time"
    yield "pauses of the garbage collector during booking steps", f"{pauses['pauses']}, {longest}"
    yield "the p99 and the slowest of these steps", f"{pauses['p99']:.0f} and {pauses['slowest']:.0f} ms"


_BESIDE = {"start": _start, "memory": _memory, "growth": _growth, "flood": _flood, "pauses": _pauses}


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= THREE_DIGITS else f"{value:.3g}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in (lines[0], rule, *lines[1:])
    )
