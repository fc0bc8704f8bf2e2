"""Leads the names that the SDK has built in to this machine; every other name away from it is refused."""

import socket
from collections.abc import Callable, Collection
from typing import Any

Resolve = Callable[..., list[Any]]


def led_to(port: int, names: Collection[str], resolve: Resolve) -> Resolve:
    """A resolver that knows these names, at this port of this machine, and loopback."""

    def getaddrinfo(host: Any, asked: Any, *more: Any, **options: Any) -> list[Any]:
        if host in names:
            return resolve("127.0.0.1", port, *more, **options)
        if host not in {"127.0.0.1", "localhost", "::1"}:
            raise socket.gaierror(socket.EAI_NONAME, f"{host} is not of this machine")
        return resolve(host, asked, *more, **options)

    return getaddrinfo
