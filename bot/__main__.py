"""`python -m bot`: serve until told to stop; `python -m bot parse LINE`: say what a line means."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from bot import heap
from bot.sdk.unneeded import load_dialogs
from bot.settings import BadSettings, Settings

FAILED, BAD_SETTINGS = 1, 2


def main(arguments: Sequence[str] = ()) -> int:
    """Serve, or parse; 2 when settings or arguments do not do, 1 when something else is in the way."""
    heap.hold()
    load_dialogs()
    match arguments:
        case ["parse", *rest]:
            from bot.parse.command import run  # noqa: PLC0415  serving needs nothing of it

            return run(rest)
        case [unknown, *_]:
            print(
                f"python -m bot knows {unknown!r} not: it serves, or with parse reads a line.",
                file=sys.stderr,
            )
            return BAD_SETTINGS
        case _:
            return _serve()


def _serve() -> int:
    try:
        settings = Settings.read()
    except BadSettings as bad:
        for fault in bad.faults:
            print(fault, file=sys.stderr)
        return BAD_SETTINGS
    from bot.serving import CannotStart, serve  # noqa: PLC0415  faults are named before the SDK is loaded

    try:
        with asyncio.Runner(loop_factory=_fast_loop()) as runner:
            runner.run(serve(settings))
    except CannotStart as fault:
        print(f"Frontdesk cannot start: {fault}.", file=sys.stderr)
        return FAILED
    return 0


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop, on the platforms that have it."""
    if find_spec("uvloop") is None:
        return None
    return import_module("uvloop").new_event_loop


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
