"""A room where people, a bot and the connector of Teams meet, on this machine alone."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

from aiohttp import web

from rehearsal.activities import Envelope
from rehearsal.client import Client
from rehearsal.clock import Clock
from rehearsal.connector import BODY_BYTES, Connector
from rehearsal.history import History, Post
from rehearsal.line import Delivery, Line
from rehearsal.people import CAST, Person, person_of
from rehearsal.places import base_of, personal, place_at
from rehearsal.refusing import Trouble
from rehearsal.rules import REFRESHED_PEOPLE, Refusal
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard
from rehearsal.stage import Stage
from rehearsal.traffic import Exchange, Watch
from rehearsal.values import Json, record, strings

Result = TypeVar("Result")

SERVICE = "/teams"
DELIVERED_AGAIN_AFTER = 15.0
"""Seconds after which Teams delivers an activity again whose answer it missed."""

onlookers: list[Callable[[Post], None]] = []
"""Each is shown every post of a bot in any room, when it is new and when it was changed."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How Teams behaves in this room.

    `auto_refresh`: clients ask for their own form of a card with `refresh`, once for each version of it.
    `hears_all`: the bot has consent to get messages that do not mention it.
    `rate_limits`: the connector keeps Teams' limits, and answers 429 over them.
    `patience`: seconds after which the line gives up on an answer.
    `waits_out`: what the bot shows in place of an answer that takes long; seats wait until it has given way.
    `headers`: sent with every activity, such as Authorization.
    """

    auto_refresh: bool = True
    hears_all: bool = False
    rate_limits: bool = False
    patience: float = 15.0
    waits_out: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Room:
    """Serves the connector on loopback, beside whatever `site` serves, and gives people their seats."""

    def __init__(
        self,
        bot_url: str,
        *,
        port: int = 0,
        people: Sequence[Person] = CAST,
        habits: Habits | None = None,
        now: Callable[[], datetime] | None = None,
        clock: Clock | None = None,
        site: web.Application | None = None,
    ) -> None:
        self.people = people
        self.clock = clock or Clock()
        self.service_url = ""
        self.watchers: list[Watch] = []
        self._bot_url, self._port, self._now = bot_url, port, now or self.clock.now
        self.history = History(self._now)
        self._habits = habits or Habits()
        self._site = web.Application(client_max_size=BODY_BYTES) if site is None else site
        self._ids = message_ids()
        self._connector = Connector(self.history, people, self._ids)
        self._connector.posted = self._came_into_sight
        self._connector.watch = self._show
        self._connector.rates.on = self._habits.rate_limits
        self._own_accord: set[asyncio.Task[Any]] = set()
        self._later: set[asyncio.Task[Any]] = set()
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

    @property
    def habits(self) -> Habits:
        """How Teams behaves here."""
        return self._habits

    def behaves(self, **changes: bool) -> None:
        """Change habits while the room is open: auto_refresh, hears_all, rate_limits."""
        self._habits = replace(self._habits, **changes)
        self._set.hears_all = self._habits.hears_all
        self._connector.rates.on = self._habits.rate_limits

    @property
    def trouble(self) -> Trouble | None:
        """What the connector answers to the next sends in place of the truth."""
        return self._connector.trouble

    @trouble.setter
    def trouble(self, trouble: Trouble | None) -> None:
        self._connector.trouble = trouble

    def redelivers(
        self, times: int = 1, *, fresh_id: bool = False, after: float = DELIVERED_AGAIN_AFTER
    ) -> asyncio.Task[None]:
        """Have what a person last did delivered again, `after` seconds of the room's clock from now.

        The task that is returned ends when it was. Raises AssertionError where nobody has done anything yet.
        """
        done = [one for one in self._set.line.sent if one and not _by_itself(one)]
        if not done:
            message = "Nothing was sent to the bot yet."
            raise AssertionError(message)
        due = self.clock.now() + timedelta(seconds=after)
        return _keep(self._again(done[-1], times, due, fresh_id=fresh_id), self._later)

    async def _again(self, activity: Json, times: int, due: datetime, *, fresh_id: bool) -> None:
        await self.clock.until(due)
        for _ in range(times):
            again = activity | {"id": str(uuid4())} if fresh_id else activity
            await self._set.line.deliver(again)

    async def settles(self, within: float = 15.0) -> None:
        """Wait until no client is asking for anything by itself."""
        async with asyncio.timeout(within):
            while self._own_accord:
                await asyncio.gather(*self._own_accord)

    async def __aenter__(self) -> Self:
        self._site.add_subapp(SERVICE, self._connector.app())
        runner = web.AppRunner(self._site, access_log=None, shutdown_timeout=1)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", self._port)
        await site.start()
        self.service_url = f"http://127.0.0.1:{runner.addresses[0][1]}{SERVICE}/"
        line = Line(self._bot_url, patience=self._habits.patience, headers=dict(self._habits.headers))
        line.watch = self._show
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
        unfinished = self._own_accord | self._later
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
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
                    _keep(self._client_at(post, person).refresh(seen), self._own_accord)

    def _show(self, exchange: Exchange) -> None:
        for watcher in self.watchers:
            watcher(exchange)

    def _present(self, post: Post) -> list[Person]:
        chat = base_of(post.conversation_id)
        alone = [one for one in self.people if personal(one).conversation_id == chat]
        return [one for one in alone or self.people if post.only_for in {None, one}]

    def _client_at(self, post: Post, person: Person) -> Client:
        place, thread = place_at(post.conversation_id, person)
        return Client(self._set, Envelope(person, place, self.service_url, thread))


def _keep(work: Coroutine[Any, Any, Result], kept: set[asyncio.Task[Any]]) -> asyncio.Task[Result]:
    task = asyncio.create_task(work)
    kept.add(task)
    task.add_done_callback(kept.discard)
    return task


def _by_itself(activity: Json) -> bool:
    """Whether a client sent it unasked, or while somebody was typing."""
    searched = activity.get("name") == "application/search"
    return searched or record(activity.get("value")).get("trigger") == "automatic"


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
