"""`python -m sandbox`: serve the make-believe tenant on this machine."""

import argparse
import asyncio
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sandbox.clock import Clock
from sandbox.edm import instant
from sandbox.seed import fill, seed_file
from sandbox.server import serving
from sandbox.store import FileStore, Store
from sandbox.world import World, make_world


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        asyncio.run(_serve(_world(options), host=options.host, port=options.port))
    except OSError as error:
        print(f"sandbox: cannot serve on {options.host}:{options.port}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8021, help="0 picks a free one (default: 8021)")
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1, this machine alone")
    parser.add_argument("--seed", type=int, default=1, help="another number, other people (default: 1)")
    parser.add_argument("--now", type=_moment, help="where its clock starts, ISO 8601 (default: now)")
    parser.add_argument("--data", type=Path, help="keep everything in this SQLite file")
    return parser


def _moment(text: str) -> datetime:
    moment = instant(text)
    if moment is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 8601 time")
    return moment


def _world(options: argparse.Namespace) -> World:
    store = FileStore(options.data) if options.data else Store()
    clock = Clock(options.now or datetime.now(UTC), time.monotonic)
    return make_world(store, clock, tenant_id=seed_file()["tenant"]["id"], fill=fill, seed=options.seed)


async def _serve(world: World, *, host: str, port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serving(world, host=host, port=port) as chosen:
        print(f"Graph sandbox on http://{host}:{chosen}/v1.0", flush=True)
        await stop.wait()


if __name__ == "__main__":
    sys.exit(main())
