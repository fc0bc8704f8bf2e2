"""A room where people, a bot and the connector of Teams meet, on this machine alone."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from rehearsal.activities import Envelope
from rehearsal.client import Client
from rehearsal.connector import Connector
from rehearsal.history import History, Post
from rehearsal.line import Delivery, Line
from rehearsal.people import CAST, Person, person_of
from rehearsal.places import base_of, personal, place_at
from rehearsal.rules import REFRESHED_PEOPLE, Refusal
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard
from rehearsal.stage import Stage
from rehearsal.values import record, strings

SERVICE = "/teams"

onlookers: list[Callable[[Post], None]] = []
"""Each is shown every post of a bot in any room, when it is new and when it was changed."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How Teams behaves in this room.

    `auto_refresh`: clients ask for their own form of a card with `refresh`, once for each version of it.
    `hears_all`: the bot has consent to get messages that do not mention it.
    `patience`: seconds after which the line gives up on an answer.
    `waits_out`: what the bot shows in place of an answer that takes long; seats wait until it has given way.
    `headers`: sent with every activity, such as Authorization.
    """

    auto_refresh: bool = True
    hears_all: bool = False
    patience: float = 15.0
    waits_out: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Room:
    """Serves the connector on loopback and gives people their seats."""

    def __init__(
        self,
        bot_url: str,
        *,
        port: int = 0,
        people: Sequence[Person] = CAST,
        habits: Habits | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.people = people
        self.history = History()
        self.service_url = ""
        self._bot_url, self._port, self._now = bot_url, port, now
        self._habits = habits or Habits()
        self._ids = message_ids()
        self._connector = Connector(self.history, people, self._ids)
        self._connector.posted = self._came_into_sight
        self._own_accord: set[asyncio.Task[Delivery]] = set()
        self._open = AsyncExitStack()
        self._stage: Stage | None = None

    @property
    def refusals(self) -> list[Refusal]:
        """What Teams would not have taken or drawn, so far."""
        return self._connector.refusals

    @property
    def deliveries(self) -> list[Delivery]:
        """Every activity that was sent to the bot, with its answer."""
        return self._set.line.deliveries

    def as_(self, person: str) -> Seat:
        """A person, by key, Teams id, Entra object id or address; first in the personal chat."""
        someone = person_of(person, self.people)
        return Seat(self._set, someone, personal(someone))

    async def settles(self, within: float = 5.0) -> None:
        """Wait until no client is asking for anything by itself."""
        async with asyncio.timeout(within):
            while self._own_accord:
                await asyncio.gather(*self._own_accord)

    async def __aenter__(self) -> Self:
        whole = web.Application()
        whole.add_subapp(SERVICE, self._connector.app())
        runner = web.AppRunner(whole, access_log=None)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", self._port)
        await site.start()
        self.service_url = f"http://127.0.0.1:{runner.addresses[0][1]}{SERVICE}/"
        line = Line(self._bot_url, patience=self._habits.patience, headers=dict(self._habits.headers))
        self._open.push_async_callback(line.close)
        self._stage = Stage(
            self.history,
            line,
            self.refusals,
            self.service_url,
            self._now,
            self._ids,
            self._habits.hears_all,
            self._habits.waits_out,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._own_accord:
            task.cancel()
        await asyncio.gather(*self._own_accord, return_exceptions=True)
        await self._open.aclose()

    @property
    def _set(self) -> Stage:
        if self._stage is None:
            message = "The room is not open: use it with `async with`."
            raise RuntimeError(message)
        return self._stage

    def _came_into_sight(self, post: Post) -> None:
        for onlooker in onlookers:
            onlooker(post)
        if not self._habits.auto_refresh:
            return
        for person in self._present(post):
            for place, card in enumerate(post.cards(person)):
                seen = SeenCard(post, person, card, place)
                if _refreshes_itself(seen, len(self.people)):
                    task = asyncio.create_task(self._client_at(post, person).refresh(seen))
                    self._own_accord.add(task)
                    task.add_done_callback(self._own_accord.discard)

    def _present(self, post: Post) -> list[Person]:
        chat = base_of(post.conversation_id)
        alone = [one for one in self.people if personal(one).conversation_id == chat]
        return [one for one in alone or self.people if post.only_for in {None, one}]

    def _client_at(self, post: Post, person: Person) -> Client:
        place, thread = place_at(post.conversation_id, person)
        return Client(self._set, Envelope(person, place, self.service_url, thread))


def _refreshes_itself(card: SeenCard, members: int) -> bool:
    refresh = record(card.json.get("refresh"))
    if not record(refresh.get("action")):
        return False
    if "userIds" not in refresh:
        return members <= REFRESHED_PEOPLE
    return card.person.teams_id in strings(refresh.get("userIds"))


def message_ids() -> Iterator[str]:
    """Ids of messages as Teams makes them: milliseconds, each one later than the last."""
    last = 0
    while True:
        last = max(last + 1, time.time_ns() // 1_000_000)
        yield str(last)
