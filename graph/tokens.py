"""Whose rights a call carries."""

from typing import Protocol

from booking.errors import SignInNeeded


class Token(Protocol):
    """A source of bearer tokens of one person, or of the app."""

    async def bearer(self) -> str:
        """A token that is good now. Raises SignInNeeded where only the person can mend it."""
        ...


async def signed_in(token: Token) -> None:
    """Raise SignInNeeded for whoever has no token: they are shown nothing, not even what is at hand."""
    try:
        await token.bearer()
    except SignInNeeded:
        raise
    except Exception:  # noqa: BLE001  what else is wrong with it shows where a token is needed
        return
