"""`python -m bot`: serve until told to stop."""

import asyncio
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from bot import heap
from bot.sdk.unneeded import load_dialogs
from bot.settings import BadSettings, Settings

FAILED, BAD_SETTINGS = 1, 2


def main() -> int:
    """Serve; 2 when the settings do not do, 1 when something else keeps it from starting."""
    heap.hold()
    load_dialogs()
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
    sys.exit(main())
