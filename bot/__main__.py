"""`python -m bot`: serve until told to stop."""

import asyncio
import sys

from bot.settings import BadSettings, Settings

FAILED, BAD_SETTINGS = 1, 2


def main() -> int:
    """Serve; 2 when the settings do not do, 1 when something else keeps it from starting."""
    try:
        settings = Settings.read()
    except BadSettings as bad:
        for fault in bad.faults:
            print(fault, file=sys.stderr)
        return BAD_SETTINGS
    from bot.serving import CannotStart, serve  # noqa: PLC0415  faults are named before the SDK is loaded

    try:
        asyncio.run(serve(settings))
    except CannotStart as fault:
        print(f"Frontdesk cannot start: {fault}.", file=sys.stderr)
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
