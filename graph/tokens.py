"""Whose rights a call carries."""

from typing import Protocol


class Token(Protocol):
    """A source of bearer tokens of one person, or of the app."""

    async def bearer(self) -> str:
        """A token that is good now. Raises SignInNeeded where only the person can mend it."""
        ...
