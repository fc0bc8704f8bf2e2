"""How often a bot may call the connector (learn.microsoft.com, Teams bots, rate limiting)."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from math import ceil

Windows = tuple[tuple[int, int], ...]
"""Pairs of seconds and calls allowed in them."""

SEND: Windows = ((1, 7), (2, 8), (30, 60), (3600, 1800))
READ: Windows = ((1, 14), (2, 16), (30, 120), (3600, 3600))
TENANT: Windows = ((1, 50),)
WHOLE_LIST: Windows = ((60, 5),)
"""For the list of members that comes in one piece."""


class Rates:
    """Counts calls a scope, such as one conversation; nothing is refused until `on`."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self.on = False
        self._ticks = ticks
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    def wait(self, scopes: dict[str, Windows]) -> int:
        """Whole seconds until the call is allowed in all its scopes; 0 counts it."""
        now = self._ticks()
        waits = [self._wait(self._calls[scope], windows, now) for scope, windows in scopes.items()]
        if self.on and (longest := max(waits, default=0.0)) > 0:
            return max(ceil(longest), 1)
        for scope in scopes:
            self._calls[scope].append(now)
        return 0

    def _wait(self, calls: deque[float], windows: Windows, now: float) -> float:
        longest = max(seconds for seconds, _ in windows)
        while calls and calls[0] <= now - longest:
            calls.popleft()
        return max(self._left(calls, *window, now) for window in windows)

    def _left(self, calls: deque[float], seconds: int, most: int, now: float) -> float:
        return calls[-most] + seconds - now if len(calls) >= most else 0.0
