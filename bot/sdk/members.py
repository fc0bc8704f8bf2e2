"""What a person is in a shared place, by the connector: guests and people of other tenants may be in it."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote

from botbuilder.schema import ErrorResponseException
from msrest.exceptions import ClientException
from yarl import URL

from booking.errors import Unavailable
from bot.sdk.calling import Caller

KEPT = 900.0
"""Seconds for which somebody stays what they were."""
REMEMBERED = 10_000
PATIENCE = 5.0
"""Seconds for an answer, with all that is repeated: Teams waits 10 to 15 for the turn behind it."""


@dataclass(frozen=True, slots=True)
class Member:
    """As Teams has them: `role` is user, guest or anonymous; both are empty where it does not say."""

    tenant_id: str
    role: str


class Members(Protocol):
    """Looks people up in the place where they speak."""

    async def member(self, service_url: str, places: Sequence[str], person_id: str) -> Member:
        """What they are in the first of these places that knows them; `person_id` is that of Teams.

        Raises Unavailable, for a stranger to all of them too.
        """
        ...


class ConnectorMembers:
    """By the connector, which TeamsInfo asks too; each answer is kept for a quarter of an hour."""

    def __init__(self, caller: Caller, clock: Callable[[], float] = time.monotonic) -> None:
        self._caller, self._clock = caller, clock
        self._known: dict[tuple[str, str], tuple[float, Member]] = {}

    async def member(self, service_url: str, places: Sequence[str], person_id: str) -> Member:
        """What they are in the first of these places that knows them. Raises Unavailable."""
        key = places[0], person_id
        until, found = self._known.get(key, (0.0, None))
        if found is None or until <= self._clock():
            found = await self._look_up(service_url, places, person_id)
            self._keep(key, found)
        return found

    def _keep(self, key: tuple[str, str], member: Member) -> None:
        self._known.pop(key, None)
        if len(self._known) >= REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[key] = self._clock() + KEPT, member

    async def _look_up(self, service_url: str, places: Sequence[str], person_id: str) -> Member:
        for place in places:
            path = f"v3/conversations/{quote(place, safe='')}/members/{quote(person_id, safe='')}"
            if found := await self._ask(URL(f"{service_url.rstrip('/')}/{path}", encoded=True)):
                return found
        raise Unavailable("members: not one of them")

    async def _ask(self, url: URL) -> Member | None:
        try:
            async with asyncio.timeout(PATIENCE):
                return _read(await self._caller.call("GET", url))
        except ErrorResponseException as refused:
            status = refused.response.status_code
            if status == HTTPStatus.NOT_FOUND:
                return None
            raise Unavailable(f"members: {status}") from None
        except (ClientException, TimeoutError) as error:
            raise Unavailable(f"members: {type(error).__name__}") from None


def _read(body: Any) -> Member:
    told = body if isinstance(body, dict) else {}
    return Member(_text(told.get("tenantId")), _text(told.get("userRole")))


def _text(value: Any) -> str:
    return value.casefold() if isinstance(value, str) else ""
