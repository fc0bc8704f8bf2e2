"""Signing in, as the conversations of one turn see it."""

from dataclasses import dataclass

from booking.errors import SignInNeeded
from bot.person_tokens import PersonTokens, Speaker
from bot.sign_in import phrases


@dataclass(slots=True)
class SignInOfTurn:
    """Remembers that somebody has to sign in; they are asked when the turn is over."""

    tokens: PersonTokens | None
    speaker: Speaker
    wanted: SignInNeeded | None = None
    asked_for: bool = False

    def needed(self, error: SignInNeeded) -> bool:
        """The person has to sign in; False where nobody can, because the bot itself was not let in."""
        self.wanted = error
        return self.tokens is not None

    async def check(self) -> str | None:
        """The sentence for who is signed in, or needs not be; None where they are asked to."""
        if self.tokens is None:
            return phrases.NOT_HERE
        try:
            await self.tokens.bearer(self.speaker)
        except SignInNeeded as error:
            self.wanted, self.asked_for = error, True
            return None
        return phrases.ALREADY

    async def sign_out(self) -> str:
        """The sentence for who is signed out now."""
        if self.tokens is None:
            return phrases.NOT_HERE
        await self.tokens.sign_out(self.speaker)
        return phrases.SIGNED_OUT
