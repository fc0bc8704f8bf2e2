"""A cache that serves what it has and renews it behind the reader's back."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from booking.errors import NotPermitted, SignInNeeded, Unavailable
from graph.background import Background

# What fails for one person and may go well for another.
RIGHTS = (NotPermitted, SignInNeeded)

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Term:
    """Seconds that a value is `fresh`, and `usable` where no newer one is to be had; `kept` values at most.

    A reader who could do with an old value waits `hurry` for a new one, not longer.
    """

    fresh: float
    usable: float
    hurry: float
    kept: int


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Value]):
    value: Value
    since: float
    fresh_until: float


class Shelf(Generic[Key, Value]):
    """Values by key, the longest unread one given up first. One load at a time for each key."""

    def __init__(self, name: str, term: Term, *, clock: Callable[[], float], background: Background) -> None:
        self._name = name
        self._term = term
        self._clock = clock
        self._background = background
        self._entries: OrderedDict[Key, _Entry[Value]] = OrderedDict()
        self._loads: dict[Key, asyncio.Task[Value]] = {}

    async def get(self, key: Key, load: Callable[[], Awaitable[Value]]) -> Value:
        """The value; loaded where there is none, renewed in the background from half of its time on."""
        now = self._clock()
        entry = self._usable(key, now)
        if entry is None:
            return await self._loaded(key, load)
        if now < entry.fresh_until:
            if now - entry.since >= self._term.fresh / 2:
                self._loading(key, load)
            return entry.value
        return await self._renewed(key, load, entry.value)

    def amend(self, key: Key, change: Callable[[Value], Value]) -> None:
        """Change what is kept; a load that is under way may not know of it, and is not kept."""
        self._loads.pop(key, None)
        if entry := self._entries.get(key):
            self._entries[key] = replace(entry, value=change(entry.value))

    def outdate(self, key: Key) -> None:
        """Load anew at the next reading; the old value still stands in where Graph cannot be reached."""
        self._loads.pop(key, None)
        if entry := self._entries.get(key):
            self._entries[key] = replace(entry, fresh_until=self._clock())

    def forget(self, key: Key) -> None:
        """Keep nothing of it."""
        self._loads.pop(key, None)
        self._entries.pop(key, None)

    def _usable(self, key: Key, now: float) -> _Entry[Value] | None:
        entry = self._entries.get(key)
        if entry is None or now - entry.since >= self._term.usable:
            return None
        self._entries.move_to_end(key)
        return entry

    async def _loaded(self, key: Key, load: Callable[[], Awaitable[Value]]) -> Value:
        """Wait for the load; where it is another person's and their rights fail, try with one's own."""
        while (task := self._loads.get(key)) is not None:
            try:
                return await asyncio.shield(task)
            except RIGHTS:
                continue
        return await asyncio.shield(self._loading(key, load))

    async def _renewed(self, key: Key, load: Callable[[], Awaitable[Value]], old: Value) -> Value:
        others = key in self._loads
        task = self._loading(key, load)
        await asyncio.wait({task}, timeout=self._term.hurry)
        if not task.done():
            return old
        try:
            return task.result()
        except RIGHTS:
            if not others:
                raise
            return await self._loaded(key, load)
        except Unavailable:
            return old

    def _loading(self, key: Key, load: Callable[[], Awaitable[Value]]) -> asyncio.Task[Value]:
        if (task := self._loads.get(key)) is None:
            task = self._background.start(self._load(key, load), name=self._name)
            self._loads[key] = task
        return task

    async def _load(self, key: Key, load: Callable[[], Awaitable[Value]]) -> Value:
        task = asyncio.current_task()
        try:
            value = await load()
            if self._loads.get(key) is task:
                self._keep(key, value)
        except RIGHTS:
            raise
        except Unavailable:
            if self._loads.get(key) is task:
                self._bear_with(key)
            raise
        finally:
            if self._loads.get(key) is task:
                del self._loads[key]
        return value

    def _bear_with(self, key: Key) -> None:
        """No newer value is to be had: the next readers need not wait to learn the same."""
        if entry := self._entries.get(key):
            later = self._clock() + self._term.fresh / 10
            self._entries[key] = replace(entry, fresh_until=max(entry.fresh_until, later))

    def _keep(self, key: Key, value: Value) -> None:
        now = self._clock()
        self._entries[key] = _Entry(value, now, now + self._term.fresh)
        self._entries.move_to_end(key)
        while len(self._entries) > self._term.kept:
            self._entries.popitem(last=False)
