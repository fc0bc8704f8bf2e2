"""What is measured beside the turns: growth, memory, start, flood, pauses, single functions."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bench.extras.flood import flood
from bench.extras.growth import growth
from bench.extras.memory import memory
from bench.extras.micro import micro
from bench.extras.pauses import pauses
from bench.extras.start import start
from bench.grounds import Grounds
from bench.options import Options

EXTRAS: Mapping[str, Callable[[Grounds, Options], Awaitable[Any]]] = {
    "start": start,
    "growth": growth,
    "memory": memory,
    "flood": flood,
    "pauses": pauses,
    "micro": micro,
}
