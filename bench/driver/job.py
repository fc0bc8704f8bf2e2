"""What a driver is told, and what it tells; both travel as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Job:
    """`seconds` and `turns` bound the load; `flood` more messages are in flight in one chat beside it."""

    talk: str
    bot: str
    pid: int
    connector: str
    tenant: str
    mails: Sequence[str]
    tokens: Sequence[str] = ()
    conversations: int = 16
    first: int = 0
    seconds: float = 2.5
    turns: int = 1_000_000
    flood: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load came to. Times in milliseconds; `cpu_ms` a turn, of the bot alone; memory in MB."""

    turns: int
    seconds: float
    p50: float
    p95: float
    p99: float
    slowest: float
    cpu_ms: float
    memory: float
    finished: int = 0
    faults: Mapping[str, int] = field(default_factory=dict[str, int])
    example: str = ""

    @property
    def per_second(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds

    @property
    def faulty(self) -> int:
        """Turns without the right answer."""
        return sum(self.faults.values())
