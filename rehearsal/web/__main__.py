"""`python -m rehearsal.web`: the sandbox, the bot, and a room to use it in, in your browser."""

import argparse
import asyncio
import errno
import signal
import sys

from rehearsal.__main__ import moment
from rehearsal.clock import Clock
from rehearsal.processes import ServerFailed, servers
from rehearsal.web.inviting import invite
from rehearsal.web.serving import Surroundings, health_of, open_house

PORT = 8022


def options(arguments: list[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m rehearsal.web", description=__doc__)
    parser.add_argument("--port", type=_port, default=PORT, help=f"where it listens, 0 for any ({PORT})")
    parser.add_argument("--now", type=moment, help="where the clocks begin, such as 2030-03-04T09:00:00Z")
    parser.add_argument("--no-browser", action="store_true", help="print the address, and open nothing")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if text.isdecimal() and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port")


async def serve(asked: argparse.Namespace) -> None:
    """Run all three until cancelled. Raises ServerFailed, and OSError for a port that is taken."""
    clock = Clock(asked.now)
    async with servers(now=asked.now) as running:
        around = Surroundings(
            running.bot.url, running.graph_url, health_of(running), clock=clock, port=asked.port
        )
        async with open_house(around) as house:
            await invite(house, running, browser=not asked.no_browser)
            await asyncio.Event().wait()


async def run(asked: argparse.Namespace) -> int:
    """Serve until Ctrl-C; everything is ended whatever happens."""
    serving = asyncio.current_task()
    if serving is not None:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    try:
        await serve(asked)
    except ServerFailed as fault:
        print(f"\nThe room cannot be opened: {fault}", file=sys.stderr)
        return 1
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        print(f"Port {asked.port} is taken; choose another with --port, or 0 for any.", file=sys.stderr)
        return 1
    except asyncio.CancelledError:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(run(options(sys.argv[1:]))))
