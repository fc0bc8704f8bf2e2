"""`python -m bench`: measure, print, and write bench/results.json; `--render` puts that into the document."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.options import read
from bench.render import render
from bench.run import faults, run
from bench.tables import told
from bench.variants import VARIANTS
from rehearsal.processes import ServerFailed

RESULTS = Path(__file__).with_name("results.json")
DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"


def main(arguments: Sequence[str], results_file: Path = RESULTS) -> int:
    """1 when a process fails or a turn was not answered right: figures without that are worth nothing."""
    options = read(arguments, [variant.key for variant in VARIANTS])
    if options.render:
        render(json.loads(results_file.read_text(encoding="utf-8")), DOCUMENT)
        return 0
    try:
        results = asyncio.run(run(options, lambda line: print(line, file=sys.stderr, flush=True)))
    except ServerFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    results_file.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(told(results))
    return 1 if faults(results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
