"""`python -m rehearsal`: a booking from the first word to both links, and then your turn."""

import argparse
import asyncio
import signal
import sys
from datetime import UTC, datetime

from rich.console import Console

from rehearsal.demo import DemoFailed, Options, demonstrate
from rehearsal.people import CAST
from rehearsal.places import SHARED
from rehearsal.processes import ServerFailed


def moment(text: str) -> datetime:
    """An ISO 8601 moment; UTC where it names no zone."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def options(arguments: list[str]) -> Options:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m rehearsal", description=__doc__)
    places = ["personal", *(place.key for place in SHARED)]
    parser.add_argument("--person", choices=[person.key for person in CAST], default="dana")
    parser.add_argument("--place", choices=places, default="personal")
    parser.add_argument("--now", type=moment, help="where the clocks begin, such as 2030-03-04T09:00:00Z")
    parser.add_argument(
        "--keep-open", action="store_true", help="leave the servers running at the end, until Ctrl-C"
    )
    parser.add_argument("--terminal", action="store_true", help="go on here, and not in the browser")
    return Options(**vars(parser.parse_args(arguments)))


async def run(asked: Options) -> int:
    """Play; the servers are ended whatever happens."""
    playing = asyncio.current_task()
    if playing is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    try:
        await demonstrate(asked, Console(highlight=False))
    except (DemoFailed, ServerFailed) as fault:
        print(f"\nThe demo failed: {fault}", file=sys.stderr)
        return 1
    except asyncio.CancelledError:
        return 130
    return 0


def main() -> int:
    """Run the command."""
    try:
        return asyncio.run(run(options(sys.argv[1:])))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
