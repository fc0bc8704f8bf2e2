"""People's own tokens for Graph: kept by the Bot Service, for a while in this memory, nowhere else."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from booking.errors import SignInNeeded
from booking.ports import Clock, Person
from bot.directory import Profile, Profiles
from bot.once import Locks
from bot.sdk.user_tokens import Granted, TokenService

EARLY = timedelta(minutes=5)
"""A token is asked for anew so long before it ends."""
LONGEST = timedelta(hours=1)
UNTOLD = timedelta(minutes=5)
"""How long a token is kept of which nobody says when it ends."""
KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, with the id under which Teams and the token service know them."""

    person: Person
    user_id: str


class AnotherAccount(SignInNeeded):
    """Somebody signed in with an account that is not the one they write from."""


@dataclass(frozen=True, slots=True)
class _Kept:
    token: str = field(repr=False)
    profile: Profile
    until: datetime


class PersonTokens:
    """Each person's token, once it is sure to be theirs."""

    def __init__(self, service: TokenService, profiles: Profiles, clock: Clock) -> None:
        self.service = service
        self._profiles = profiles
        self._clock = clock
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._locks = Locks()

    async def bearer(self, speaker: Speaker) -> str:
        """A token that is good now. Raises SignInNeeded where there is none, Unavailable."""
        return (await self._current(speaker)).token

    async def mails(self, speaker: Speaker) -> tuple[str, ...]:
        """The addresses of the person, as their own token tells them. Raises as `bearer`."""
        return (await self._current(speaker)).profile.mails

    async def keep(self, speaker: Speaker, granted: Granted) -> None:
        """Take what a sign-in brought. Raises AnotherAccount, and has forgotten the token then."""
        profile = await self._profiles.of_token(granted.token)
        if profile.id.casefold() != speaker.person.id.casefold():
            await self.sign_out(speaker)
            raise AnotherAccount("another account")
        now = self._clock()
        until = now + UNTOLD if granted.until is None else min(granted.until - EARLY, now + LONGEST)
        self._kept[speaker] = _Kept(granted.token, profile, until)
        self._kept.move_to_end(speaker)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    async def give_up(self, speaker: Speaker) -> bool:
        """Graph does not take the token any more: have none, so that the next sign-in brings a new one.

        False where there was none.
        """
        if speaker not in self._kept:
            return False
        await self.sign_out(speaker)
        return True

    async def sign_out(self, speaker: Speaker) -> None:
        """Forget the person's token, here and at the Bot Service."""
        self._kept.pop(speaker, None)
        await self.service.sign_out(speaker.user_id)

    async def _current(self, speaker: Speaker) -> _Kept:
        async with self._locks.held(speaker):
            kept = self._kept.get(speaker)
            if kept is None or kept.until <= self._clock():
                granted = await self.service.token(speaker.user_id)
                if granted is None:
                    self._kept.pop(speaker, None)
                    raise SignInNeeded("no token of this person")
                await self.keep(speaker, granted)
                kept = self._kept[speaker]
        return kept


@dataclass(frozen=True, slots=True)
class PersonToken:
    """The token of one person, as Graph's client asks for it."""

    tokens: PersonTokens
    speaker: Speaker

    async def bearer(self) -> str:
        """As PersonTokens.bearer."""
        return await self.tokens.bearer(self.speaker)
