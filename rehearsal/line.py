"""The line from Teams to the bot: one POST an activity, and what came back."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp

from rehearsal.traffic import Exchange, Watch, unwatched
from rehearsal.values import Json, record, string


@dataclass(frozen=True, slots=True)
class Delivery:
    """An activity that was sent and how the bot's endpoint answered; 502 and 504 are the line's own.

    `body` is JSON where the answer was, else text; `seconds` is the time until it was there.
    """

    activity: Json
    status: int
    body: Any
    seconds: float

    def __str__(self) -> str:
        what = self.activity.get("name") or self.activity.get("type") or "raw body"
        body = "" if self.status == HTTPStatus.OK else f" {str(self.body)[:300]}"
        return f"{what} -> {self.status}{body}"


class Line:
    """Sends to one bot; gives up after `patience` seconds, as Teams does after 10 to 15."""

    def __init__(self, bot_url: str, *, patience: float, headers: dict[str, str]) -> None:
        self._bot_url = bot_url
        self._headers = {"Content-Type": "application/json; charset=utf-8"} | headers
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=patience))
        self.sent: list[Json] = []
        self.deliveries: list[Delivery] = []
        self.watch: Watch = unwatched

    async def deliver(self, activity: Json | bytes) -> Delivery:
        """Send an activity, or any bytes in place of one."""
        body = activity if isinstance(activity, bytes) else json.dumps(activity, ensure_ascii=False).encode()
        seen = {} if isinstance(activity, bytes) else activity
        self.sent.append(seen)
        exchange = Exchange("activity", named(seen), string(record(seen.get("from")).get("name")), seen)
        self.watch(exchange)
        status, answer = await self._post(body)
        exchange.end(status, answer)
        self.watch(exchange)
        delivery = Delivery(seen, status, answer, exchange.seconds or 0.0)
        self.deliveries.append(delivery)
        return delivery

    async def _post(self, body: bytes) -> tuple[int, Any]:
        try:
            async with self._session.post(self._bot_url, data=body, headers=self._headers) as answer:
                return answer.status, _read(await answer.text(errors="replace"))
        except TimeoutError:
            return 504, "no answer in time"
        except aiohttp.ClientError as fault:
            return 502, str(fault) or type(fault).__name__

    async def close(self) -> None:
        """Hang up."""
        await self._session.close()


def named(activity: Json) -> str:
    """An activity in a word or two: its type, or the name and the verb of an invoke."""
    value = record(activity.get("value"))
    verb = string(record(value.get("action")).get("verb")) or string(value.get("commandId"))
    first = string(activity.get("name")) or string(activity.get("type")) or "raw body"
    automatic = " (automatic)" if value.get("trigger") == "automatic" else ""
    return f"{first} {verb}".rstrip() + automatic


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
