"""Who a person is in Entra: their object id, and the addresses by which Bookings knows its staff."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from booking.errors import NotPermitted, SignInNeeded, Unavailable
from booking.ports import Person
from graph import Token

HOUR = 3600.0
REMEMBERED = 10_000
_TIMEOUT = ClientTimeout(total=10)
_FIELDS = {"$select": "id,mail,userPrincipalName"}


@dataclass(frozen=True, slots=True)
class Profile:
    """A person of the directory; the main address comes first."""

    id: str
    mails: tuple[str, ...] = field(repr=False)


class Profiles:
    """Reads people from Graph. Raises NotPermitted for a stranger, SignInNeeded, Unavailable."""

    def __init__(self, graph_url: str, http: ClientSession) -> None:
        self._url = graph_url
        self._http = http

    async def of_token(self, bearer: str) -> Profile:
        """Whose token this is."""
        return await self._read("me", bearer)

    async def of_id(self, object_id: str, bearer: str) -> Profile:
        """The person of this object id."""
        return await self._read(f"users/{quote(object_id, safe='')}", bearer)

    async def _read(self, path: str, bearer: str) -> Profile:
        url = URL(f"{self._url}/{path}", encoded=True).with_query(_FIELDS)
        headers = {"Authorization": f"Bearer {bearer}"}
        try:
            async with self._http.get(url, headers=headers, timeout=_TIMEOUT, allow_redirects=False) as reply:
                if reply.status == HTTPStatus.UNAUTHORIZED:
                    raise SignInNeeded("users: the token does not do")
                if reply.status == HTTPStatus.NOT_FOUND:
                    raise NotPermitted("users: not known")
                if reply.status != HTTPStatus.OK:
                    raise Unavailable(f"users: {reply.status}")
                return _profile(await reply.json())
        except (ClientError, TimeoutError, ValueError) as error:
            raise Unavailable(f"users: {type(error).__name__}") from None


class Directory:
    """The addresses of people, read with the app's token; each kept for an hour, of so many people."""

    def __init__(
        self,
        profiles: Profiles,
        token: Token,
        clock: Callable[[], float] = time.monotonic,
        remembered: int = REMEMBERED,
    ) -> None:
        self._profiles, self._token, self._clock, self._room = profiles, token, clock, remembered
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def mails(self, person: Person) -> tuple[str, ...]:
        """Their addresses, the main one first. Raises NotPermitted for a stranger, Unavailable."""
        until, mails = self._known.get(person.id, (0.0, ()))
        if not mails or until < self._clock():
            mails = (await self._profiles.of_id(person.id, await self._token.bearer())).mails
            self._known.pop(person.id, None)
            if len(self._known) >= self._room:
                del self._known[next(iter(self._known))]
            self._known[person.id] = self._clock() + HOUR, mails
        return mails


def _profile(user: Any) -> Profile:
    found = (user.get("mail"), user.get("userPrincipalName")) if isinstance(user, dict) else ()
    mails = tuple(dict.fromkeys(each.casefold() for each in found if isinstance(each, str) and each))
    if not mails:
        raise NotPermitted("users: no address")
    return Profile(str(user.get("id", "")), mails)
