"""A page without a browser: what it asks of the room, and what it is told."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse
from fake_bot import FakeBot

from rehearsal.web.serving import House

Json = dict[str, Any]
SEARCHES: Json = {
    "composeExtensions": [
        {
            "commands": [
                {
                    "id": "find",
                    "type": "query",
                    "title": "Find",
                    "description": "Find an appointment",
                    "parameters": [{"name": "customer", "title": "Customer"}],
                }
            ],
            "messageHandlers": [{"type": "link", "value": {"domains": ["*.clinic.example"]}}],
        }
    ]
}
"""What a manifest with a message extension says more."""


@dataclass
class Page:
    """One page's HTTP."""

    http: ClientSession
    house: House

    async def asks(self, path: str, body: Any = None, *, method: str = "", **more: Any) -> tuple[int, Json]:
        """The status and the answer of one request; a body makes it a POST."""
        method = method or ("GET" if body is None else "POST")
        async with self.http.request(method, f"{self.house.url}{path}", json=body, **more) as answer:
            return answer.status, await answer.json()

    async def does(self, what: str, **body: Any) -> Json:
        """An action that has to succeed; `who` stands for `as`."""
        status, answer = await self.asks(f"/room/{what}", _body(body))
        assert status == 200, answer
        return answer

    async def fails(self, what: str, **body: Any) -> tuple[int, str]:
        """An action that is declined: the status and the sentence."""
        status, answer = await self.asks(f"/room/{what}", _body(body))
        assert list(answer) == ["error"]
        return status, answer["error"]

    @asynccontextmanager
    async def watches(self, who: str) -> AsyncIterator["Watched"]:
        """The open feed of one person, after its first snapshot."""
        async with self.http.ws_connect(f"{self.house.url}/room/feed?as={who}", max_msg_size=0) as socket:
            watched = Watched(socket)
            watched.snapshot = await watched.until("snapshot")
            yield watched


@dataclass
class Watched:
    """What one socket says, in order."""

    socket: ClientWebSocketResponse
    told: list[Json] = field(default_factory=list)
    snapshot: Json = field(default_factory=dict)

    async def until(self, kind: str, **having: Any) -> Json:
        """The next message of this kind that has these values; all that come before are kept in `told`."""
        while True:
            message = await self.socket.receive_json(timeout=30)
            self.told.append(message)
            if message["kind"] == kind and having.items() <= message.items():
                return message


def posted_by(bot: FakeBot, content: Json | str) -> Callable[[Json], Awaitable[Any]]:
    """Replies of a bot that answers every message with this."""

    async def replies(activity: Json) -> Any:
        if activity["type"] == "message":
            await bot.posts(activity, content)
        return None

    return replies


def _body(body: Json) -> Json:
    return {("as" if name == "who" else name): value for name, value in body.items()}
