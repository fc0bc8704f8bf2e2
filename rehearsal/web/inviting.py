"""Tells where the room is, and opens it in a browser where there is somebody to see it."""

import asyncio
import os
import sys
import webbrowser

from rehearsal.processes import Servers
from rehearsal.web.serving import House


async def invite(house: House, running: Servers, *, browser: bool) -> None:
    """Print the address; open it unless that is not wanted, or nobody sits at this terminal."""
    print(f"Bot on {running.bot.url}, Graph sandbox on {running.sandbox.url}")
    print(f"The rehearsal room is open: {house.url}/")
    print("Write /help there; the faces on top make you somebody else.\nCtrl-C ends all three.", flush=True)
    if browser and sys.stdout.isatty() and _has_screen():
        await asyncio.to_thread(webbrowser.open, house.url)


def _has_screen() -> bool:
    """Whether a browser would open a window of its own, and not take the terminal."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
