"""A round measures all variants, one after the other; the rounds follow one another: A B C, A B C."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from bench.driver.job import Outcome
from bench.grounds import Grounds
from bench.load import load
from bench.options import Options
from bench.variants import SERVERS, VARIANTS, Variant

Json = dict[str, Any]
Outcomes = Mapping[str, Sequence[Outcome]]
Say = Callable[[str], None]
APART = 1_000_000
"""Between the numbers of chats of two rounds."""
MEDIANS = ("p50", "p95", "p99", "slowest", "cpu_ms", "memory")


async def rounds(grounds: Grounds, options: Options, say: Say) -> list[Json]:
    """One row a variant: medians over the rounds, and the medians of the ratios of each round."""
    wanted = [variant for variant in VARIANTS if options.wants(variant.key)]
    servers = {name: await SERVERS[name](grounds) for name in dict.fromkeys(one.server for one in wanted)}
    outcomes: dict[str, list[Outcome]] = {variant.key: [] for variant in wanted}
    for number in range(options.rounds):
        for variant in wanted:
            outcome = await load(
                grounds,
                servers[variant.server],
                variant.talk,
                seconds=options.seconds,
                turns=options.turns,
                conversations=options.conversations,
                first=APART * (number + 1),
            )
            outcomes[variant.key].append(outcome)
            say(f"round {number + 1} {variant.label}: {outcome.per_second:.0f} turns/s")
            if outcome.faulty:
                say(f"  {outcome.faulty} turns without the right answer, such as {outcome.example}")
    return [row(variant, outcomes) for variant in wanted]


def row(variant: Variant, outcomes: Outcomes) -> Json:
    """What a variant came to."""
    own = outcomes[variant.key]
    return {
        "key": variant.key,
        "label": variant.label,
        "per_second": median(one.per_second for one in own),
        **{name: median(asdict(one)[name] for one in own) for name in MEDIANS},
        "finished_per_second": median(one.finished / one.seconds for one in own),
        "faults": sum(one.faulty for one in own),
        "to_bare": ratio(own, outcomes.get("bare")),
        "to_bare_cached": ratio(own, outcomes.get("bare-cached")),
        "to_stock": ratio(own, outcomes.get(variant.beside)),
        "tail": median(one.p99 / one.p50 for one in own),
    }


def ratio(own: Sequence[Outcome], other: Sequence[Outcome] | None) -> float | None:
    """The median of the ratios of turns a second, round by round; None where there is nothing beside."""
    if not other:
        return None
    return median(mine.per_second / its.per_second for mine, its in zip(own, other, strict=True))
