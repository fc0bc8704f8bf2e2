"""As whom the bot speaks to Graph."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from booking.errors import NotPermitted, Unavailable
from booking.ports import Bookings, Meetings, Person
from bot.rights import Supervised
from bot.settings import Settings
from graph import Graph, Token

HOUR = 3600.0
_TIMEOUT = ClientTimeout(total=10)


class Access(Protocol):
    """Bookings and meetings with the rights of one person, however these come about."""

    def bookings(self, person: Person) -> Bookings:
        """Microsoft Bookings, as far as this person may."""
        ...

    def meetings(self, person: Person) -> Meetings:
        """The online meetings of this person."""
        ...


class FixedToken:
    """The sandbox's bearer of the app."""

    async def bearer(self) -> str:
        """The word itself."""
        return "app"


class Directory:
    """The mail addresses of people, by their Entra object id; each kept for an hour."""

    def __init__(
        self,
        graph_url: str,
        token: Token,
        http: ClientSession,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._users = f"{graph_url}/users"
        self._token, self._http, self._clock = token, http, clock
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def mails(self, person: Person) -> tuple[str, ...]:
        """Their addresses, the main one first. Raises NotPermitted for a stranger, Unavailable."""
        until, mails = self._known.get(person.id, (0.0, ()))
        if not mails or until < self._clock():
            mails = await self._look_up(person)
            self._known[person.id] = self._clock() + HOUR, mails
        return mails

    async def _look_up(self, person: Person) -> tuple[str, ...]:
        headers = {"Authorization": f"Bearer {await self._token.bearer()}"}
        query = {"$select": "mail,userPrincipalName"}
        url = URL(f"{self._users}/{quote(person.id, safe='')}", encoded=True).with_query(query)
        try:
            async with self._http.get(url, headers=headers, timeout=_TIMEOUT) as reply:
                if reply.status == HTTPStatus.NOT_FOUND:
                    raise NotPermitted("users: not known")
                if not reply.ok:
                    raise Unavailable(f"users: {reply.status}")
                return _addresses(await reply.json())
        except (ClientError, TimeoutError, ValueError) as error:
            raise Unavailable(f"users: {type(error).__name__}") from None


def _addresses(user: Any) -> tuple[str, ...]:
    found = (user.get("mail"), user.get("userPrincipalName")) if isinstance(user, dict) else ()
    mails = tuple(dict.fromkeys(each.casefold() for each in found if isinstance(each, str) and each))
    if not mails:
        raise NotPermitted("users: no address")
    return mails


class _AsPerson:
    """The sandbox's bearer of a person."""

    def __init__(self, directory: Directory, person: Person) -> None:
        self._directory, self._person = directory, person

    async def bearer(self) -> str:
        """By their main address."""
        return f"user:{(await self._directory.mails(self._person))[0]}"


class OwnRights:
    """Each person with their own rights, which Graph checks; here by the bearers of the sandbox."""

    def __init__(self, graph: Graph, directory: Directory) -> None:
        self._graph, self._directory = graph, directory

    def bookings(self, person: Person) -> Bookings:
        """Microsoft Bookings, as this person."""
        key = f"{person.tenant_id}/{person.id}"
        return self._graph.bookings(key, _AsPerson(self._directory, person))

    def meetings(self, person: Person) -> Meetings:
        """The online meetings of this person."""
        return self._graph.meetings(_AsPerson(self._directory, person))


class AppRights:
    """The app's rights for everybody, narrowed to what the person's role in a business allows."""

    def __init__(self, graph: Graph, token: Token, directory: Directory) -> None:
        self._graph, self._token, self._directory = graph, token, directory

    def bookings(self, person: Person) -> Bookings:
        """Microsoft Bookings, supervised."""
        bookings = self._graph.bookings("app", self._token)
        return Supervised(bookings, lambda: self._directory.mails(person))

    def meetings(self, person: Person) -> Meetings:
        """The online meetings of this person and of no other."""
        return self._graph.meetings(self._token, person.id)


def app_bearer(settings: Settings) -> Token:
    """The app's own token: from Entra, or the sandbox's word for it."""
    if settings.local:
        return FixedToken()
    from bot.tokens import entra_token  # noqa: PLC0415  MSAL takes long to load, and the local mode needs none

    return entra_token(settings)


def access(settings: Settings, graph: Graph, http: ClientSession) -> Access:
    """Whose rights count, by the settings."""
    token = app_bearer(settings)
    directory = Directory(settings.graph_url, token, http)
    if settings.act_as == "app":
        return AppRights(graph, token, directory)
    return OwnRights(graph, directory)
