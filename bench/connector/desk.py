"""What the connector answers to bots, and to the driver that asks what arrived."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus
from itertools import count
from urllib.parse import unquote

from bench.connector.http import Answer
from bench.connector.posts import Ledger

CONVERSATIONS = "/v3/conversations/"
BENCH = "/bench/"


class Desk:
    """Takes what bots send under `/v3`; `/bench/ledger` and `/bench/last/CHAT` are for the driver."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.ledger = Ledger()
        self._clock = clock
        self._numbers = count(1)

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """One request."""
        if path.startswith(BENCH):
            return self._to_driver(method, path.removeprefix(BENCH), body)
        _, found, rest = path.partition(CONVERSATIONS)
        chat, _, rest = rest.partition("/")
        kind, _, last = rest.partition("?")[0].partition("/")
        if not found or not chat:
            return HTTPStatus.NOT_FOUND, b"{}"
        match method, kind:
            case "POST" | "PUT", "activities":
                return self._take(method, unquote(chat), unquote(last), body)
            case "GET", "members" if last:
                return HTTPStatus.OK, _member(unquote(last))
            case _:
                return HTTPStatus.NOT_FOUND, b"{}"

    def _take(self, method: str, chat: str, activity_id: str, body: bytes) -> Answer:
        new = method == "POST"
        self.ledger.enter(chat, activity_id, body, at=self._clock(), new=new)
        post_id = f"post-{next(self._numbers)}" if new else activity_id
        self.ledger.last[chat] = post_id, body
        return HTTPStatus.CREATED if new else HTTPStatus.OK, b'{"id":"%b"}' % post_id.encode()

    def _to_driver(self, method: str, path: str, body: bytes) -> Answer:
        what, _, chat = path.partition("/")
        match method, what:
            case "POST", "ledger":
                self.ledger.clear(json.loads(body))
                return HTTPStatus.OK, b"{}"
            case "GET", "ledger":
                return HTTPStatus.OK, json.dumps([asdict(post) for post in self.ledger.posts]).encode()
            case "GET", "last" if unquote(chat) in self.ledger.last:
                post_id, last = self.ledger.last[unquote(chat)]
                return HTTPStatus.OK, json.dumps({"id": post_id, "activity": json.loads(last)}).encode()
            case _:
                return HTTPStatus.NOT_FOUND, b"{}"


def _member(member_id: str) -> bytes:
    return json.dumps({"id": member_id, "name": "Dana Swope", "userRole": "user"}).encode()
