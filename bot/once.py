"""Deliveries that come again, and turns that come at once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from botbuilder.schema import Activity

from bot.reading import conversation_of, sender_of

Answer = TypeVar("Answer")


class Seen:
    """Remembers the latest keys, so many and no more."""

    def __init__(self, most: int) -> None:
        self._keys: OrderedDict[Hashable, None] = OrderedDict()
        self._most = most

    def is_new(self, key: Hashable) -> bool:
        """Whether this key comes for the first time, and remember it."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self._most:
            self._keys.popitem(last=False)
        return True


class Answers(Generic[Answer]):
    """Gives a question that comes again the answer it got before, or is about to get."""

    def __init__(self, most: int) -> None:
        self._tasks: OrderedDict[Hashable, asyncio.Task[Answer]] = OrderedDict()
        self._most = most

    async def once(self, key: Hashable, answer: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of this key, made once."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.ensure_future(_awaited(answer))
            if len(self._tasks) > self._most:
                self._tasks.popitem(last=False)
        return await asyncio.shield(task)


async def _awaited(answer: Callable[[], Awaitable[Answer]]) -> Answer:
    return await answer()


class Locks:
    """A lock for each key, gone when nobody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, _Wanted] = {}

    def __len__(self) -> int:
        return len(self._locks)

    def held(self, key: Hashable) -> "Held":
        """Alone with this key."""
        return Held(self._locks, key)


class _Wanted(asyncio.Lock):
    """A lock, and how many hold it or wait for it."""

    by = 0


class Held:
    """One who holds a lock, or waits for it."""

    __slots__ = ("_key", "_lock", "_locks")

    def __init__(self, locks: dict[Hashable, _Wanted], key: Hashable) -> None:
        self._locks, self._key = locks, key

    async def __aenter__(self) -> None:
        self._lock = self._locks.get(self._key) or self._locks.setdefault(self._key, _Wanted())
        self._lock.by += 1
        try:
            await self._lock.acquire()
        except BaseException:
            self._leave()
            raise

    async def __aexit__(self, *_error: object) -> None:
        self._lock.release()
        self._leave()

    def _leave(self) -> None:
        self._lock.by -= 1
        if not self._lock.by:
            del self._locks[self._key]


def delivery_of(activity: Activity) -> Hashable:
    """By what a second delivery is known; one without an id is never known again."""
    if not activity.id:
        return object()
    # Its hash alone: of 20,000 deliveries the texts would take 10 MB, and to drop a message for another one's
    # hash takes a chance of 1 in 10^15.
    return hash((conversation_of(activity).id, sender_of(activity).id, activity.type, activity.id))
