"""The Graph sandbox and the bot as they run in production: two processes of their own, on loopback."""

import asyncio
import os
import re
import sys
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

PROJECT = Path(__file__).resolve().parents[1]
READY_WITHIN = 60.0
ENDED_WITHIN = 5.0
TAIL = 40
LONGEST_LINE = 1024 * 1024
LAST_WORDS = 1.0
"""Seconds to read what a server that has ended wrote last."""

listeners: list[Callable[[str, str], None]] = []
"""Each is told of every line that any server writes, with the name of the server."""


class ServerFailed(Exception):
    """A server did not come up, or ended by itself; the text ends with the last it wrote."""


@dataclass(slots=True)
class Server:
    """A running `python -m NAME`; `url` is what its line of greeting named."""

    name: str
    process: asyncio.subprocess.Process
    url: str = ""
    _written: deque[str] = field(default_factory=lambda: deque[str](maxlen=TAIL))
    _readers: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])

    @classmethod
    async def start(
        cls, module: str, *arguments: str, greeting: str, environ: Mapping[str, str] | None = None
    ) -> Self:
        """Start it and wait for its address. Raises ServerFailed."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *arguments),
            cwd=PROJECT,
            env=clean_environment() | dict(environ or {}),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=LONGEST_LINE,
            start_new_session=True,  # Ctrl-C at the terminal is for us to pass on
        )
        server = cls(module, process)
        try:
            await server._greeted(greeting)
        except BaseException:
            await server.stop()
            raise
        return server

    @property
    def tail(self) -> str:
        """The last lines it wrote, to either stream."""
        return "\n".join(self._written)

    def check(self) -> None:
        """Raise ServerFailed if it is not running any more."""
        if self.process.returncode is not None:
            raise self._failed(f"ended by itself with status {self.process.returncode}")

    async def stop(self) -> None:
        """End it: politely first."""
        if self.process.returncode is None:
            self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), ENDED_WITHIN)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()
        if self._readers:
            await asyncio.wait(self._readers, timeout=LAST_WORDS)
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*self._readers, return_exceptions=True)

    async def _greeted(self, greeting: str) -> None:
        ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        pattern = re.compile(rf"{re.escape(greeting)} (http://[\w.:\[\]]+)")
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                self._readers.append(asyncio.create_task(self._read(stream, pattern, ready)))
        ended = asyncio.create_task(self.process.wait())
        try:
            await asyncio.wait({ready, ended}, timeout=READY_WITHIN, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ended.cancel()
        if not ready.done():
            await asyncio.wait(self._readers, timeout=1)
            self.check()
            raise self._failed(f"did not say {greeting!r} within {READY_WITHIN:.0f} s")
        self.url = ready.result()

    async def _read(
        self, stream: asyncio.StreamReader, pattern: re.Pattern[str], ready: asyncio.Future[str]
    ) -> None:
        async for line in _lines(stream):
            self._written.append(line)
            for listener in listeners:
                listener(self.name, line)
            if not ready.done() and (found := pattern.search(line)):
                ready.set_result(found[1])

    def _failed(self, what: str) -> ServerFailed:
        return ServerFailed(f"python -m {self.name} {what}. The last it wrote:\n{self.tail or '(nothing)'}")


@dataclass(frozen=True, slots=True)
class Servers:
    """Both, running; unpacks into the address for activities and the address of Graph."""

    sandbox: Server
    bot: Server

    @property
    def bot_url(self) -> str:
        """Where activities go."""
        return f"{self.bot.url}/api/messages"

    @property
    def graph_url(self) -> str:
        """Where Graph's v1.0 begins."""
        return f"{self.sandbox.url}/v1.0"

    def __iter__(self) -> Iterator[str]:
        return iter((self.bot_url, self.graph_url))


@asynccontextmanager
async def servers(
    *,
    now: datetime | None = None,
    settings: Mapping[str, str] | None = None,
    sandbox: Sequence[str] = (),
) -> AsyncGenerator[Servers]:
    """Run the sandbox and a bot on it, each on a free port and with a database of their own.

    `now` is an aware moment at which the clocks of both begin; `settings` are more of the bot's environment,
    `sandbox` more arguments of the sandbox. Raises ServerFailed.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="frontdesk-"))
        clock = ("--now", now.isoformat()) if now else ()
        graph = await Server.start("sandbox", "--port", "0", *clock, *sandbox, greeting="Graph sandbox on")
        stack.push_async_callback(graph.stop)
        environ = {
            "FRONTDESK_LOCAL": "1",
            "FRONTDESK_PORT": "0",
            "FRONTDESK_GRAPH_URL": f"{graph.url}/v1.0",
            "FRONTDESK_DATABASE_URL": f"sqlite:///{folder}/frontdesk.db",
            **({"FRONTDESK_NOW": now.isoformat()} if now else {}),
        }
        bot = await Server.start("bot", greeting="Frontdesk on", environ=environ | dict(settings or {}))
        stack.push_async_callback(bot.stop)
        yield Servers(graph, bot)


def clean_environment() -> dict[str, str]:
    """Our environment without settings that were meant for another bot."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
    return kept | {"PYTHONUNBUFFERED": "1"}


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[str]:
    while chunk := await stream.readline():
        yield chunk.decode(errors="replace").rstrip()
