"""The bot with people's own rights, Graph and the token service: real processes, and a room on them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
from fake_tokens import CONNECTION, FakeTokens, fake_tokens

from rehearsal import CAST, Person, Room
from rehearsal.processes import Servers, servers
from rehearsal.room import Habits

# A Monday, 09:00 in London.
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
PATIENT = Habits(waits_out="Working on it")
"""What one line asks of Graph is over before the next one is written, also on a busy machine."""
CLINIC = "NorthwindClinic@northwind.example"


@dataclass
class Stand:
    running: Servers
    tokens: FakeTokens
    http: httpx.AsyncClient
    act_as: str = "user"
    seen: int = 0

    async def anew(self) -> None:
        """Graph as the seed has it, nobody signed in."""
        await self.switch("reset", {})
        self.seen = 0
        self.tokens.tokens.clear()
        self.tokens.unconsented.clear()
        self.tokens.asked.clear()
        self.tokens.down = False

    async def fault(self, operation: str, fault: str, **more: Any) -> None:
        await self.switch("faults", {"operation": operation, "fault": fault, **more})

    async def mend(self) -> None:
        await self.http.delete(f"{self.running.sandbox.url}/_sandbox/faults")

    async def log(self) -> list[dict[str, Any]]:
        """Who asked Graph for what since `anew` or `forget`."""
        whole = await self.http.get(f"{self.running.sandbox.url}/_sandbox/log", params={"after": self.seen})
        return whole.json()["value"]

    async def forget(self) -> None:
        """From here on the log begins anew."""
        self.seen = max((entry["n"] for entry in await self.log()), default=self.seen)

    async def switch(self, name: str, body: dict[str, Any]) -> None:
        answer = await self.http.post(f"{self.running.sandbox.url}/_sandbox/{name}", json=body)
        assert answer.is_success, answer.text


@asynccontextmanager
async def standing(**settings: str) -> AsyncIterator[Stand]:
    async with AsyncExitStack() as opened:
        tokens = await opened.enter_async_context(fake_tokens())
        signing = {"FRONTDESK_CONNECTION": CONNECTION, "FRONTDESK_TOKEN_URL": tokens.url}
        environ = signing | {"FRONTDESK_PERSON_TURNS": "0"} | settings
        running = await opened.enter_async_context(servers(now=NOW, settings=environ))
        http = await opened.enter_async_context(httpx.AsyncClient())
        yield Stand(running, tokens, http)


@asynccontextmanager
async def room_on(stand: Stand, people: Sequence[Person] = CAST) -> AsyncIterator[Room]:
    await stand.anew()
    async with Room(stand.running.bot_url, people=people, now=lambda: NOW, habits=PATIENT) as room:
        yield room
        print(stand.running.bot.tail)  # noqa: T201  # pytest shows it with a failure
        assert not room.refusals
    stand.running.bot.check()
