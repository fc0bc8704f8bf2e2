"""How long it takes from exec to the line that says the bot is ready."""

import time
from statistics import median
from typing import Any

from bench.grounds import Grounds
from bench.options import Options
from bench.variants import start_bot


async def start(grounds: Grounds, options: Options) -> dict[str, Any]:
    """With compiled modules and a warm disk: the first start, which sees to that, does not count."""
    took: list[float] = []
    for _ in range(options.starts + 1):
        began = time.monotonic()
        bot = await start_bot(grounds, "start")
        took.append(time.monotonic() - began)
        await bot.stop()
    return {"starts": options.starts, "seconds": median(took[1:]), "slowest": max(took[1:])}
