"""The way from Teams to the copies of the bot, on which a delivery may come more than once, and late."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

import aiohttp
from aiohttp import web

LOST = web.HTTPBadGateway.status_code
MOST = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a copy of the bot answered; `status` 502 where it is dead, or died over it."""

    status: int
    body: bytes = b""


@dataclass(slots=True)
class Front:
    """Delivers to the copies in turn. In a `storm` each comes up to five times, and old ones again."""

    copies: Callable[[], Sequence[str]]
    session: aiohttp.ClientSession
    storm: Random | None = None
    delivered: list[dict[str, Any]] = field(default_factory=list)
    answered: list[tuple[dict[str, Any], Answer]] = field(default_factory=list)
    _numbers: count = field(default_factory=count)

    async def handle(self, request: web.Request) -> web.Response:
        """One activity of a client; it gets one of the answers to it."""
        activity = await request.json()
        again = self._again(activity)
        answers = await asyncio.gather(*(self.deliver(one) for one, _ in again))
        own = [answer for (_, is_own), answer in zip(again, answers, strict=True) if is_own]
        self.delivered.append(activity)
        whole = [answer for answer in own if answer.status != LOST] or own
        chosen = self.storm.choice(whole) if self.storm else whole[0]
        return web.Response(status=chosen.status, body=chosen.body, content_type="application/json")

    async def deliver(self, activity: dict[str, Any]) -> Answer:
        """To the copy whose turn it is."""
        answer = await self._posted(activity)
        self.answered.append((activity, answer))
        return answer

    async def _posted(self, activity: dict[str, Any]) -> Answer:
        urls = self.copies()
        if not urls:
            return Answer(LOST)
        url = urls[next(self._numbers) % len(urls)]
        try:
            async with self.session.post(f"{url}/api/messages", json=activity) as answer:
                return Answer(answer.status, await answer.read())
        except aiohttp.ClientError:
            return Answer(LOST)

    async def once_more(self, chance: Random) -> list[tuple[dict[str, Any], Answer]]:
        """Everything that was ever delivered, again, in another order; with the answers."""
        again = [storm_copy(one, chance) for one in chance.sample(self.delivered, len(self.delivered))]
        return list(zip(again, await asyncio.gather(*map(self.deliver, again)), strict=True))

    def _again(self, activity: dict[str, Any]) -> list[tuple[dict[str, Any], bool]]:
        """The activity once to five times, and some older ones, in any order; whether each is it."""
        if self.storm is None:
            return [(activity, True)]
        storm = self.storm
        older = storm.sample(self.delivered, min(len(self.delivered), storm.randrange(MOST)))
        mixed = [(storm_copy(one, storm), False) for one in older]
        mixed += [(storm_copy(activity, storm), True) for _ in range(storm.randrange(MOST))]
        mixed.append((activity, True))
        storm.shuffle(mixed)
        return mixed


def storm_copy(activity: dict[str, Any], storm: Random) -> dict[str, Any]:
    """The same delivery; an invoke sometimes has a new id (Teams repeats these so)."""
    if activity["type"] != "invoke" or storm.random() < 1 / 2:
        return activity
    return activity | {"id": str(UUID(int=storm.getrandbits(128)))}


@asynccontextmanager
async def front(
    copies: Callable[[], Sequence[str]], storm: Random | None = None
) -> AsyncIterator[tuple[str, Front]]:
    """Its address, as long as it is open."""
    connections = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connections) as session:
        gate = Front(copies, session, storm)
        app = web.Application()
        app.router.add_post("/api/messages", gate.handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages", gate
        finally:
            await runner.cleanup()
