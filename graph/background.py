"""Tasks that nobody may be waiting for: kept while they run, their failures logged, ended on close."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

from booking.errors import BookingError

log = structlog.get_logger()

Result = TypeVar("Result")


class Background:
    """Keeps tasks from being collected, and their exceptions from being lost."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Result], *, name: str) -> asyncio.Task[Result]:
        """Run it; others may await the task, shielded."""
        task = asyncio.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def close(self) -> None:
        """End all that still runs."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        match task.exception():
            case None:
                pass
            case BookingError() as error:
                log.info("graph read failed", task=task.get_name(), error=type(error).__name__)
            case error:
                log.error("graph read broke", task=task.get_name(), exc_info=error)
