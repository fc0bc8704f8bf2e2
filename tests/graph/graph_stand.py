"""A server that answers as it is told, and surroundings in which nothing takes time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from booking.errors import SignInNeeded
from graph import Surroundings

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Hours:
    """A clock that moves only when somebody sleeps, and remembers the naps."""

    now: float = 1000.0
    naps: list[float] = field(default_factory=list)
    ids: int = 0

    def clock(self) -> float:
        return self.now

    async def pause(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

    def new_id(self) -> str:
        self.ids += 1
        return f"client-{self.ids}"

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(clock=self.clock, pause=self.pause, chance=lambda: 0.5, new_id=self.new_id)


@dataclass
class Badge:
    """A token that one holds, until it is taken away."""

    value: str = "dana"
    expired: bool = False

    async def bearer(self) -> str:
        if self.expired:
            raise SignInNeeded
        return self.value


@dataclass
class Stand:
    """Answers in the order they were put up; the last one for ever. Remembers what it was asked."""

    answers: list[Answering] = field(default_factory=list)
    asked: list[web.Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""
    arrival: asyncio.Condition = field(default_factory=asyncio.Condition)

    def will(self, *answers: Answering) -> None:
        self.answers = list(answers)

    async def has(self, visitors: int) -> None:
        """Until so many requests are here at once."""
        async with self.arrival:
            await self.arrival.wait_for(lambda: self.at_once == visitors)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.bodies.append(await request.read())
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with self.arrival:
            self.arrival.notify_all()
        try:
            return await answer(request)
        finally:
            self.at_once -= 1


def says(body: Any, status: int = 200, **headers: str) -> Answering:
    async def answer(_request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response(body, status=status, headers={"request-id": "graph-1", **named})

    return answer


def refuses(status: int, code: str = "", **headers: str) -> Answering:
    return says({"error": {"code": code, "message": "Adele Vance"}}, status, **headers)


def blurts(content: bytes, status: int = 200) -> Answering:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=content, status=status, headers={"request-id": "graph-1"})

    return answer


async def hangs_up(request: web.Request) -> web.StreamResponse:
    transport = request.transport
    assert transport
    transport.close()
    return web.Response()


def dawdles(until: asyncio.Event, then: Answering) -> Answering:
    async def answer(request: web.Request) -> web.StreamResponse:
        await until.wait()
        return await then(request)

    return answer
