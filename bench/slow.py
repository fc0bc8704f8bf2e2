"""`python -m bench.slow`: how soon a person sees something while Graph takes ten seconds for each answer."""

import argparse
import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp

from rehearsal import Event, Room, Seat
from rehearsal.processes import Servers, servers

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
WAY = ("/book", "initial consult", "miriam graham", "adele vance", "first free", "skip")


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds after a person did something."""

    what: str
    first_visible: float
    closed: float
    outcome: float


async def measure(seconds: float) -> list[Figures]:
    """A message and a tap, each with a Graph that slow."""
    async with servers(now=NOW) as running, Room(running.bot_url, now=lambda: NOW) as room:
        dana = room.as_("dana")
        for words in WAY:
            await dana.says(words)
        await _slow(running, seconds)
        tap = await _timed(dana, "a tap on Book", lambda: dana.taps("Book"))
        message = await _timed(dana, "a message (/book)", lambda: dana.says("/book diabetes review"))
        await dana.says("miriam graham")
        asked = await _timed(dana, "a message that asks Graph", lambda: dana.says("chris greene"))
        return [tap, message, asked]


async def _slow(running: Servers, seconds: float) -> None:
    fault = {"operation": "*", "fault": "slow", "seconds": seconds, "times": None}
    url = f"{running.sandbox.url}/_sandbox/faults"
    async with aiohttp.ClientSession() as http, http.post(url, json=fault) as answer:
        answer.raise_for_status()


async def _timed(seat: Seat, what: str, act: Callable[[], Coroutine[Any, Any, object]]) -> Figures:
    """Until something is seen, until the request is answered, and until the answer itself is there."""
    started, history = time.monotonic(), seat.stage.history
    known = len(history.events)
    doing = asyncio.create_task(act())
    async with history.changed:
        await history.changed.wait_for(lambda: any(map(_by_the_bot, history.events[known:])))
    first = time.monotonic() - started
    await doing
    closed = seat.last.seconds if seat.last else 0.0
    async with history.changed:
        await history.changed.wait_for(lambda: "Working on it" not in seat.visible)
    return Figures(what, first, closed, time.monotonic() - started)


def _by_the_bot(event: Event) -> bool:
    return event.post is None or event.post.author is None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.slow", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long Graph takes for each answer")
    seconds = parser.parse_args().seconds
    lines = [
        f"Graph answers after {seconds:g} s; seconds until",
        "| | something is seen | the request is answered | the answer itself is seen |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one.what} | {one.first_visible:.2f} | {one.closed:.2f} | {one.outcome:.1f} |"
        for one in asyncio.run(measure(seconds))
    ]
    print("\n".join(lines))  # noqa: T201  a command prints


if __name__ == "__main__":
    main()
