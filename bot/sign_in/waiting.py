"""Who has been asked to sign in, and what they were about; kept in the store until they did."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from botbuilder.core import Storage

from booking.ports import Clock
from storage import StateConflict

LASTS = timedelta(minutes=15)
"""As long as the SDK's prompt waits; whoever signs in later is signed in, and nothing goes on by itself."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where a person was asked, in which message, and what they had written that no dialog keeps."""

    conversation: str
    message: str | None = None
    text: str | None = field(default=None, repr=False)


class WaitingRoom:
    """One entry for each person at most. Holds no token."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def enter(self, user_id: str, waiting: Waiting) -> None:
        """From now on the person is waited for; what was there before is forgotten."""
        kept = {
            "conversation": waiting.conversation,
            "message": waiting.message,
            "text": waiting.text,
            "at": self._clock(),
            "e_tag": "*",
        }
        await self._storage.write({_key(user_id): kept})

    async def find(self, user_id: str) -> Waiting | None:
        """What this person was about, if they are waited for."""
        match (await self._storage.read([_key(user_id)]))[_key(user_id)]:
            case {"conversation": str(conversation), "at": datetime() as at, **rest} if (
                self._clock() - at < LASTS
            ):
                return Waiting(conversation, _text(rest.get("message")), _text(rest.get("text")))
            case _:
                return None

    async def leave(self, user_id: str) -> None:
        """The person is no longer waited for."""
        await self._storage.delete([_key(user_id)])

    async def is_first(self, user_id: str, exchange_id: str) -> bool:
        """Whether this exchange comes for the first time: each open client of a person sends it (D13)."""
        try:
            await self._storage.write({_exchange(user_id, exchange_id): {"at": self._clock()}})
        except StateConflict:
            return False
        return True

    async def forget(self, user_id: str, exchange_id: str) -> None:
        """The exchange is over: what comes of it now finds nobody waiting, or is a new try."""
        await self._storage.delete([_exchange(user_id, exchange_id)])


def _key(user_id: str) -> str:
    return f"signing-in/{user_id}"


def _exchange(user_id: str, exchange_id: str) -> str:
    return f"exchanged/{user_id}/{sha256(exchange_id.encode()).hexdigest()}"


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
