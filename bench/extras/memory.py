"""The memory of the bot after many people have spoken to it, once each."""

from typing import Any

from bench.grounds import Grounds
from bench.load import load
from bench.options import Options
from bench.process import resident_mb
from bench.rounds import APART
from bench.variants import start_bot

LONGEST = 120.0


async def memory(grounds: Grounds, options: Options) -> dict[str, Any]:
    """`/help` in one chat after another, each of another person."""
    bot = await start_bot(grounds, "memory")
    before = resident_mb(bot.process.pid)
    outcome = await load(grounds, bot, "everyone", seconds=LONGEST, turns=options.speakers, first=APART)
    return {
        "conversations": outcome.turns,
        "before": before,
        "after": outcome.memory,
        "faults": outcome.faulty,
    }
