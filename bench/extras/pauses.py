"""The pauses of the garbage collector while bookings go on."""

import json
import signal
from typing import Any

from bench.grounds import Grounds
from bench.load import load
from bench.options import Options
from bench.variants import start_bot


async def pauses(grounds: Grounds, options: Options) -> dict[str, Any]:
    """Told by the bot's own process when it ends."""
    bot = await start_bot(grounds, "pauses", pauses=True)
    bot.process.send_signal(signal.SIGUSR1)
    outcome = await load(grounds, bot, "steps", seconds=options.seconds, turns=options.turns)
    await bot.stop()
    told = json.loads(bot.tail.splitlines()[-1])
    return {
        **told,
        "p50": outcome.p50,
        "p99": outcome.p99,
        "slowest": outcome.slowest,
        "faults": outcome.faulty,
    }
