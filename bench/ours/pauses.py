"""How long, and how often, the garbage collector stops everything."""

import gc
import json
import time
from collections.abc import Mapping
from typing import Any

START = "start"


class Pauses:
    """Listens from now on, and counts from `begin`."""

    def __init__(self) -> None:
        self._began = 0.0
        self.begin()
        gc.callbacks.append(self._heard)

    def begin(self) -> None:
        """Forget what was."""
        self._since = time.perf_counter()
        self._took: list[float] = []

    def _heard(self, phase: str, _info: Mapping[str, Any]) -> None:
        now = time.perf_counter()
        if phase == START:
            self._began = now
        else:
            self._took.append(now - self._began)

    def told(self) -> str:
        """One line of JSON: how many, the longest and all together in ms, and the share of the time."""
        gc.callbacks.remove(self._heard)
        together = sum(self._took)
        found = {
            "pauses": len(self._took),
            "longest_ms": 1000 * max(self._took, default=0.0),
            "together_ms": 1000 * together,
            "share": together / (time.perf_counter() - self._since),
        }
        return json.dumps(found)
