"""Deliveries that come again, and turns that come at once."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

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
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def __len__(self) -> int:
        return len(self._locks)

    @asynccontextmanager
    async def held(self, key: Hashable) -> AsyncIterator[None]:
        """Alone with this key."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield
