"""Runs one job: opens all chats, lets them talk until the time is over, and judges every turn."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack

from aiohttp import ClientSession

from bench.driver.activities import Chat
from bench.driver.arrivals import Arrivals, Judgement, judge
from bench.driver.job import Job, Outcome
from bench.driver.line import Line
from bench.driver.seat import Seat, Turn
from bench.driver.talks import HELP, MARKERS, TALKS, Talk
from bench.process import cpu_seconds, resident_mb

FLOOD_RATE = 500
"""Messages a second, if the bot takes them: far more than a person can send."""
STRAGGLERS = 0.2
"""Seconds that replies get which come after the answer."""


async def drive(job: Job) -> Outcome:
    """The outcome of a job. Raises LookupError where the bot says something else than expected."""
    async with AsyncExitStack() as stack:
        arrivals = Arrivals(job.connector, await stack.enter_async_context(ClientSession()))
        await arrivals.clear(MARKERS)
        seats = [await _seat(job, job.first + number, stack) for number in range(job.conversations)]
        talks = [TALKS[job.talk](seat, arrivals) for seat in seats]
        await asyncio.gather(*(talk.open() for talk in talks))
        await arrivals.clear(MARKERS)
        for seat in seats:
            seat.forget()
        cpu = cpu_seconds(job.pid)
        async with _Flood(job, stack):
            await _load(job, talks, seats)
        cpu = cpu_seconds(job.pid) - cpu
        await asyncio.sleep(STRAGGLERS)
        found = judge((turn for seat in seats for turn in seat.turns), await arrivals.posts())
        return _outcome(job, seats, found, cpu)


async def _seat(job: Job, number: int, stack: AsyncExitStack) -> Seat:
    chat = Chat(number, job.tenant, f"{job.connector}/", job.mails)
    line = await Line.to(job.bot)
    stack.callback(line.close)
    return Seat(chat, line, job.tokens)


async def _load(job: Job, talks: Sequence[Talk], seats: Sequence[Seat]) -> None:
    """Every talk goes on until the time is over, or its share of the turns is said."""
    until, share = time.monotonic() + job.seconds, -(-job.turns // len(seats))

    async def go_on(talk: Talk, seat: Seat) -> None:
        while time.monotonic() < until and len(seat.turns) < share:
            await talk.go()

    async with asyncio.TaskGroup() as group:
        for talk, seat in zip(talks, seats, strict=True):
            group.create_task(go_on(talk, seat))


class _Flood:
    """Someone who hardly waits for answers: so many messages of one chat in flight, at a steady rate."""

    def __init__(self, job: Job, stack: AsyncExitStack) -> None:
        self._job, self._stack = job, stack
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> None:
        number = self._job.first + self._job.conversations
        for _ in range(self._job.flood):
            seat = await _seat(self._job, number, self._stack)
            self._tasks.append(asyncio.create_task(self._pour(seat)))

    async def _pour(self, seat: Seat) -> None:
        while True:
            await seat.says(HELP, expects="")
            seat.turns.clear()
            await asyncio.sleep(self._job.flood / FLOOD_RATE)

    async def __aexit__(self, *_error: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _outcome(job: Job, seats: Iterable[Seat], found: Judgement, cpu: float) -> Outcome:
    turns = [turn for seat in seats for turn in seat.turns]
    right = len(turns) - sum(found.faults.values())
    took = sorted(1000 * (turn.ended - turn.started) for turn in turns)
    return Outcome(
        turns=right,
        seconds=_span(turns),
        p50=_at(took, 0.50),
        p95=_at(took, 0.95),
        p99=_at(took, 0.99),
        slowest=took[-1],
        cpu_ms=1000 * cpu / max(right, 1),
        memory=resident_mb(job.pid),
        finished=sum(seat.finished for seat in seats),
        faults=found.faults,
        example=found.example,
    )


def _span(turns: Sequence[Turn]) -> float:
    return max(turn.ended for turn in turns) - min(turn.started for turn in turns)


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
