"""One run: the rounds, then what is measured beside them."""

from dataclasses import asdict
from typing import Any

from bench.extras import EXTRAS
from bench.grounds import grounds
from bench.options import Options
from bench.rounds import Say, rounds
from bench.surroundings import surroundings
from bench.targets import judged
from bench.variants import VARIANTS


async def run(options: Options, say: Say) -> dict[str, Any]:
    """The results. Raises ServerFailed."""
    results: dict[str, Any] = surroundings()
    results |= {"signed": options.signed, "options": {**asdict(options), "only": sorted(options.only)}}
    async with grounds(signed=options.signed) as around:
        if any(options.wants(variant.key) for variant in VARIANTS):
            results["turns"] = await rounds(around, options, say)
        for name in filter(options.wants, EXTRAS):
            results[name] = await EXTRAS[name](around, options)
            say(f"measured: {name}")
    results["targets"] = list(judged(results))
    return results


def faults(results: dict[str, Any]) -> int:
    """All turns without the right answer."""
    beside = (results[name] for name in EXTRAS if isinstance(results.get(name), dict))
    return sum(part.get("faults", 0) for part in (*results.get("turns", ()), *beside))
