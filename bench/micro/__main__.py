"""`python -m bench.micro RUNS`: print what single functions take, as JSON."""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.micro.lines import lines
from bench.micro.slots import slots
from bench.micro.state import state
from bench.micro.words import words

if __name__ == "__main__":
    runs = int(sys.argv[1])
    with TemporaryDirectory(prefix="frontdesk-bench-") as folder:
        stored = asyncio.run(state(10 * runs, Path(folder)))
    print(json.dumps([asdict(one) for one in (*slots(runs), *words(runs), *lines(runs), *stored)]))
