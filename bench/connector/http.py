"""As little HTTP as a connector needs, so that it costs the bot nothing."""

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus

_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"transfer-encoding:\s*chunked", re.IGNORECASE)
_END = b"\r\n\r\n"

Answer = tuple[HTTPStatus, bytes]
Handler = Callable[[str, str, bytes], Answer]


class Requests(asyncio.Protocol):
    """One connection; each whole request goes to the handler as method, path and body."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = transport if isinstance(transport, asyncio.Transport) else None

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole by now."""
        self._buffer += data
        while True:
            head, found, rest = self._buffer.partition(_END)
            if not found:
                return
            if _CHUNKED.search(head):
                self._write((HTTPStatus.LENGTH_REQUIRED, b"{}"))
                self._buffer = b""
                return
            length = _LENGTH.search(head)
            if len(rest) < (wanted := int(length[1]) if length else 0):
                return
            self._buffer = rest[wanted:]
            method, path, _ = head.split(b"\r\n", 1)[0].decode("ascii", "replace").split(" ", 2)
            self._write(self._handler(method, path, rest[:wanted]))

    def _write(self, answer: Answer) -> None:
        status, body = answer
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json\r\n"
        if self._transport:
            self._transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
