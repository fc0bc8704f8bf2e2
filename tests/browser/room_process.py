"""The room as a process of its own, and what can be asked of it from behind."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import pytest

PROJECT = Path(__file__).parents[2]
PATHS = (str(PROJECT), str(PROJECT / "tests" / "rehearsal"))
"""Ours, and where the bot of a few lines is that the room's other tests have too."""
ENDS_WITHIN = 15.0
CLINIC = "solutions/bookingBusinesses/NorthwindClinic@northwind.example"
DANA = {"Authorization": "Bearer user:danas@northwind.example"}
SWITCHED_OFF = {"offline": False, "rate_limits": False, "auto_refresh": True, "hears_all": False}


@dataclass(frozen=True, slots=True)
class Running:
    """An open room: its address, and who asks it."""

    url: str
    http: httpx.Client

    def asks(self, path: str, body: object = None, *, method: str = "") -> dict[str, Any]:
        """One call of the room's interface."""
        answer = self.http.request(method or ("GET" if body is None else "POST"), path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self.asks("/room/switches", {**SWITCHED_OFF, "connector": None})
        self.asks("/room/faults", method="DELETE")

    def appointments(self, day: str) -> list[str]:
        """The ids of the clinic's appointments of a day in March 2030, in Graph's own words."""
        graph = self.asks("/room/about")["sandbox"]["url"]
        address: str | None = f"{graph}/{CLINIC}/calendarView?start={day}T00:00:00Z&end={day}T23:59:59Z"
        found: list[str] = []
        while address:
            page = httpx.get(address, headers=DANA).raise_for_status().json()
            found += [one["id"] for one in page["value"]]
            address = page.get("@odata.nextLink")
        return found


@contextmanager
def running(*arguments: str) -> Iterator[Running]:
    """Start Python with these arguments, wait for the room's address, and end it at the end."""
    environ = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": os.pathsep.join(PATHS)}
    command = (sys.executable, *arguments)
    with subprocess.Popen(command, cwd=PROJECT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = _address(process)
            with httpx.Client(base_url=url, timeout=20) as http:
                yield Running(url, http)
        finally:
            process.terminate()
            process.wait(ENDS_WITHIN)


class Spare:
    """Has the next room open itself while the last one is in use: each takes seconds to begin."""

    def __init__(self, opens: Callable[[], AbstractContextManager[Running]]) -> None:
        self._opens = opens
        self._worker = ThreadPoolExecutor(1)
        self._next = self._worker.submit(self._open)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._worker:
            self._next.result()[0].close()

    @contextmanager
    def room(self) -> Iterator[Running]:
        """A room that nobody has been in; it is ended when it is left."""
        around, found = self._next.result()
        self._next = self._worker.submit(self._open)
        with around:
            yield found

    def _open(self) -> tuple[ExitStack, Running]:
        around = ExitStack()
        return around, around.enter_context(self._opens())


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"The rehearsal room is open: (\S+)/", line):
            return found[1]
    pytest.fail("the room did not open")
