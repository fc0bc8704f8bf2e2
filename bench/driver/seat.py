"""One person in one chat: sends, hears the answer, and keeps what is needed to judge it."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bench.driver.activities import Chat, Json
from bench.driver.line import Line

NO_TOKENS: Sequence[str] = ()


@dataclass(slots=True)
class Turn:
    """One activity and its answer; `expects` is the marker that its reply has to carry.

    `by` tells how the reply comes: in the answer itself, or by the connector.
    """

    nonce: str
    chat: str
    expects: str
    echo: str
    by_connector: bool
    started: float
    ended: float = 0.0
    status: int = 0
    body: bytes = b""


@dataclass(slots=True)
class Seat:
    """`turns` holds all that was sent since `forget`, `card` what is open in the chat."""

    chat: Chat
    line: Line
    tokens: Sequence[str] = NO_TOKENS
    turns: list[Turn] = field(default_factory=list[Turn])
    finished: int = 0
    card: Json = field(default_factory=dict[str, Any])
    card_id: str = ""
    _numbers: Iterator[int] = field(default_factory=count)

    def new_nonce(self) -> str:
        """Unique in a run."""
        return f"{self.chat.number}-{next(self._numbers)}-{time.monotonic_ns()}"

    def forget(self) -> None:
        """Begin to count."""
        self.turns.clear()
        self.finished = 0

    async def says(self, text: str, *, expects: str, echo: str = "") -> Turn:
        """Write; the reply comes by the connector. `{nonce}` in the text stands for the turn's own."""
        nonce = self.new_nonce()
        activity = self.chat.message(nonce, text.replace("{nonce}", nonce))
        return await self._sends(activity, expects, echo.replace("{nonce}", nonce), by_connector=True)

    async def submits(self, data: Json, *, expects: str, echo: str = "") -> Turn:
        """Tap on Action.Submit; the reply comes by the connector."""
        activity = self.chat.submit(self.new_nonce(), self.card_id, data)
        return await self._sends(activity, expects, echo, by_connector=True)

    async def executes(self, data: Json, *, expects: str) -> Turn:
        """Tap on Action.Execute; the answer holds the next card."""
        activity = self.chat.execute(self.new_nonce(), self.card_id, data)
        turn = await self._sends(activity, expects, "", by_connector=False)
        match json.loads(turn.body or b"{}"):
            case {"value": dict(card)}:
                self.card = card
            case _:
                pass
        return turn

    async def searches(self, dataset: str, text: str, *, expects: str) -> list[Json]:
        """What an input offers."""
        activity = self.chat.search(self.new_nonce(), self.card_id, dataset, text)
        turn = await self._sends(activity, expects, "", by_connector=False)
        return json.loads(turn.body or b"{}").get("value", {}).get("results", [])

    async def _sends(self, activity: Json, expects: str, echo: str, *, by_connector: bool) -> Turn:
        token = self.tokens[next(self._numbers) % len(self.tokens)] if self.tokens else None
        body = json.dumps(activity, separators=(",", ":")).encode()
        turn = Turn(activity["id"], self.chat.id, expects, echo, by_connector, time.monotonic())
        self.turns.append(turn)
        turn.status, turn.body = await self.line.post(body, token)
        turn.ended = time.monotonic()
        return turn
