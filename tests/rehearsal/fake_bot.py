"""A bot of a few lines that speaks the protocol, and what it says."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


def card(*body: Json, actions: tuple[Json, ...] = (), **more: Any) -> Json:
    return {"type": "AdaptiveCard", "version": "1.5", "body": list(body), "actions": list(actions), **more}


def text(words: str) -> Json:
    return {"type": "TextBlock", "text": words, "wrap": True}


def execute(title: str, verb: str, **data: Any) -> Json:
    submit = {"type": "Action.Submit", "title": title, "data": {"verb": verb} | data}
    return {"type": "Action.Execute", "title": title, "verb": verb, "data": data, "fallback": submit}


def message(content: Json | str) -> Json:
    if isinstance(content, str):
        return {"type": "message", "text": content}
    return {"type": "message", "attachments": [{"contentType": CARD, "content": content}]}


def shows(content: Json) -> Json:
    return {"statusCode": 200, "type": CARD, "value": content}


def tells(words: str) -> Json:
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": words}


@dataclass
class FakeBot:
    """Keeps what came; `replies` is asked what to do with each activity."""

    session: ClientSession
    url: str = ""
    got: list[Json] = field(default_factory=list)
    replies: Callable[[Json], Awaitable[Any]] | None = None
    moved: float = 0.0
    stop: Callable[[], Awaitable[None]] | None = None

    async def messages(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.got.append(activity)
        body = await self.replies(activity) if self.replies else None
        return body if isinstance(body, web.Response) else web.json_response(body)

    async def moves_clock(self, request: web.Request) -> web.Response:
        self.moved += (await request.json())["forward"]
        return web.json_response({})

    async def calls(self, method: str, activity: Json, path: str, body: Any = None) -> tuple[int, Json]:
        url = f"{activity['serviceUrl'].rstrip('/')}/v3/{path}"
        async with self.session.request(method, url, json=body) as answer:
            return answer.status, (await answer.json() if answer.content_length else {})

    async def posts(self, activity: Json, content: Json | str, query: str = "", **more: Any) -> str:
        path = f"conversations/{activity['conversation']['id']}/activities{query}"
        status, answer = await self.calls("POST", activity, path, message(content) | more)
        assert status == 201
        return answer["id"]

    async def updates(self, activity: Json, post_id: str, content: Json | str) -> int:
        path = f"conversations/{activity['conversation']['id']}/activities/{post_id}"
        return (await self.calls("PUT", activity, path, message(content)))[0]
