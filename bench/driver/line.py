"""One connection to a bot, as cheap as it gets: the load must never be the limit."""

import asyncio
import re
from typing import Self
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


class Line(asyncio.Protocol):
    """Keeps one HTTP/1.1 connection open; one request at a time."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = str(parts.hostname), parts.port or 80
        self._head = f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n".encode()
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._buffer = b""

    @classmethod
    async def to(cls, url: str) -> Self:
        """A line that is open."""
        line = cls(url)
        await line._open()
        return line

    async def post(self, body: bytes, token: str | None = None) -> tuple[int, bytes]:
        """Status and body of the answer. Raises OSError when the line breaks."""
        transport = self._transport or await self._open()
        self._answer = asyncio.get_running_loop().create_future()
        bearer = b"Authorization: Bearer %b\r\n" % token.encode() if token else b""
        fields = b"Content-Type: application/json; charset=utf-8\r\nContent-Length: %d\r\n" % len(body)
        transport.write(self._head + bearer + fields + b"\r\n" + body)
        return await self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()

    async def _open(self) -> asyncio.Transport:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_connection(lambda: self, self._host, self._port)
        return self._transport

    def data_received(self, data: bytes) -> None:
        """Collect until the answer is whole."""
        self._buffer += data
        head, found, rest = self._buffer.partition(_END)
        if not found:
            return
        length = _LENGTH.search(head)
        if len(rest) < (wanted := int(length[1]) if length else 0):
            return
        self._buffer = b""
        if self._answer and not self._answer.done():
            self._answer.set_result((int(head.split(b" ", 2)[1]), rest[:wanted]))

    def connection_lost(self, exc: Exception | None) -> None:
        """The next request opens another."""
        self._transport, self._buffer = None, b""
        if self._answer and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("the bot hung up"))
