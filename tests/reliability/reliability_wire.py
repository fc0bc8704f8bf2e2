"""A wire between two processes that passes bytes on, and tells before each piece of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

Passing = Callable[[], None]
Dial = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]
PIECE = 64 * 1024
SOCKET = ".s.PGSQL.5432"
"""How PostgreSQL names its socket in a folder."""


@asynccontextmanager
async def http_wire(url: str, passing: Passing) -> AsyncIterator[str]:
    """The same service by another address."""
    there = urlsplit(url)
    wire = _Wire(lambda: asyncio.open_connection(there.hostname, there.port), passing)
    async with await asyncio.start_server(wire.carry, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{there.path}"
        wire.cut()


@asynccontextmanager
async def postgresql_wire(url: str, passing: Passing) -> AsyncIterator[str]:
    """The same database by a socket in another folder."""
    (there,) = parse_qs(urlsplit(url).query)["host"]
    wire = _Wire(lambda: asyncio.open_unix_connection(Path(there) / SOCKET), passing)
    with TemporaryDirectory(prefix="frontdesk-") as here:
        async with await asyncio.start_unix_server(wire.carry, Path(here) / SOCKET):
            yield url.replace(there, here)
            wire.cut()


class _Wire:
    def __init__(self, dial: Dial, passing: Passing) -> None:
        self._dial, self._passing = dial, passing
        self._open: set[asyncio.StreamWriter] = set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        try:
            far_reader, far_writer = await self._dial()
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._open |= ends
        try:
            await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))
        finally:
            self._open -= ends
            for end in ends:
                end.transport.abort()

    def cut(self) -> None:
        """End all connections."""
        for end in self._open:
            end.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes; both ways end together."""
        try:
            while piece := await reader.read(PIECE):
                self._passing()
                writer.write(piece)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()
