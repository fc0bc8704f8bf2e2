"""Whether one conversation that does not wait for answers slows the others."""

from typing import Any

from bench.driver.job import Outcome
from bench.grounds import Grounds
from bench.load import load
from bench.options import Options
from bench.rounds import APART
from bench.variants import start_bot

OTHERS, AT_ONCE = 8, 64
TURNS = OTHERS * 100
"""Within what each person may say in a burst."""


async def flood(grounds: Grounds, options: Options) -> dict[str, Any]:
    """Eight people who wait for their answers, alone and beside the flood, at the limits of a plain bot."""
    bot = await start_bot(grounds, "flood", limited=True)

    async def others(first: int, beside: int) -> Outcome:
        return await load(
            grounds,
            bot,
            "help",
            seconds=4 * options.seconds,
            turns=min(TURNS, options.turns),
            conversations=OTHERS,
            first=first,
            flood=beside,
        )

    alone, beside = await others(0, 0), await others(APART, AT_ONCE)
    return {
        "others": OTHERS,
        "at_once": AT_ONCE,
        "alone": {"p50": alone.p50, "p95": alone.p95, "p99": alone.p99, "per_second": alone.per_second},
        "beside": {"p50": beside.p50, "p95": beside.p95, "p99": beside.p99, "per_second": beside.per_second},
        "faults": alone.faulty + beside.faulty,
    }
