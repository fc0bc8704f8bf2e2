"""As whom the bot itself speaks to others."""

from typing import Protocol

from bot.sdk.kept import Kept


class Bearer(Protocol):
    """A source of tokens for one audience."""

    async def bearer(self) -> str:
        """A token that is good for a while yet, without the word `Bearer`. Raises Unavailable."""
        ...


class KeptToken:
    """The bot's own token for one audience: at hand, and renewed ahead.

    The SDK asks for a new one in each turn, and on the event loop (D3).
    """

    def __init__(self, kept: Kept[str]) -> None:
        self._kept = kept

    async def bearer(self) -> str:
        """The token. Raises Unavailable where none is to be had, with the code of the refusal."""
        return await self._kept.get()

    @property
    def lacks(self) -> str | None:
        """That it is missing, until it was had once."""
        return self._kept.lacks

    async def freshen(self) -> None:
        """Renew it if half of its time is over."""
        await self._kept.freshen()
