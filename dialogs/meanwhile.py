"""What is said while an answer is on its way."""

from asyncio import Lock, Task
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Meanwhile:
    """What was said already, because the answer takes long. The lock is held while that is being said."""

    is_said: bool = False
    is_over: bool = False
    """The answer is there, or on its way: nothing more is said in its place."""
    message: str | None = None
    """The message that says so; the answer takes its place."""
    work: Task[Any] | None = None
    """What goes on although its request has been answered."""
    lock: Lock = field(default_factory=Lock)

    async def place(self) -> str | None:
        """The message for the answer, once; None where the answer is a message of its own."""
        async with self.lock:
            self.is_over = True
            place, self.message = self.message, None
            return place
