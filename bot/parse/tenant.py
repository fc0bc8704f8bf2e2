"""The business of the configured tenant, read through Graph."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from aiohttp import ClientSession

from booking.models import BusinessName
from booking.ports import Bookings
from booking.spans import Span
from bot.parse.shop import HORIZON, Shop
from bot.people import FixedToken
from bot.sdk.identity import open_identity
from bot.settings import BadSettings, Settings
from graph import GRAPH, Token, open_graph
from language.names import Exact, Near, Several, find_name

TOKEN: Final = "FRONTDESK_GRAPH_TOKEN"  # noqa: S105  the name of a variable
URL: Final = "FRONTDESK_GRAPH_URL"
NEEDED: Final = (
    f"--tenant needs rights in Graph. Either set {TOKEN} to a person's own token with "
    "BookingsAppointment.ReadWrite.All; or configure the app as for serving, with FRONTDESK_ACT_AS=app and "
    "its credential; or FRONTDESK_LOCAL=1 with a FRONTDESK_GRAPH_URL that leads to a sandbox on this machine."
)


class NotConfigured(Exception):
    """The text says what is needed."""


class NoSuchBusiness(Exception):
    """The text says which ones there are."""


@dataclass(frozen=True, slots=True)
class _GivenToken:
    token: str = field(repr=False)

    async def bearer(self) -> str:
        """As it was given."""
        return self.token


async def read_tenant(wanted: str | None, now: datetime | None) -> Shop:
    """The business of this name or id; without one that of the settings, or the only one.

    Raises NotConfigured, NoSuchBusiness and any BookingError.
    """
    async with _bookings() as (bookings, usual):
        name = named(await bookings.businesses(), wanted or usual)
        now = now if now and now.tzinfo else datetime.now(UTC)
        return Shop(
            await bookings.business(name.id),
            await bookings.services(name.id),
            await bookings.staff(name.id),
            await bookings.customers(name.id),
            await bookings.calendar(name.id, Span(now - timedelta(days=1), now + HORIZON)),
        )


def named(businesses: Sequence[BusinessName], wanted: str | None) -> BusinessName:
    """The business meant. Raises NoSuchBusiness where it is none, or any of several."""
    names = [one.name for one in businesses]
    if wanted is None and len(businesses) == 1:
        return businesses[0]
    if by_id := [one for one in businesses if one.id == wanted]:
        return by_id[0]
    match find_name(wanted or "", names):
        case Exact(place):
            return businesses[place]
        case Near(places) | Several(places):
            raise NoSuchBusiness(f"{wanted!r} may be {' or '.join(names[place] for place in places)}")
        case _:
            there = ", ".join(names) or "none that may be opened"
            raise NoSuchBusiness(f"name one of the businesses that there are: {there}")


@asynccontextmanager
async def _bookings() -> AsyncIterator[tuple[Bookings, str | None]]:
    """Bookings with the rights at hand, and the business that is the usual one."""
    async with AsyncExitStack() as opened:
        if given := os.environ.get(TOKEN):
            graph = await opened.enter_async_context(open_graph(url=os.environ.get(URL) or GRAPH))
            yield graph.bookings("given", _GivenToken(given)), os.environ.get("FRONTDESK_BUSINESS")
            return
        settings = _settings()
        graph = await opened.enter_async_context(open_graph(url=settings.graph_url))
        yield graph.bookings("app", await _app(settings, opened)), settings.business


def _settings() -> Settings:
    try:
        settings = Settings.read()
    except BadSettings as bad:
        raise NotConfigured("\n".join((NEEDED, *bad.faults))) from None
    if settings.act_as == "app" or settings.local:
        return settings
    raise NotConfigured(NEEDED)


async def _app(settings: Settings, opened: AsyncExitStack) -> Token:
    """The app's own token; that of the sandbox in local mode."""
    http = await opened.enter_async_context(ClientSession())
    identity = await opened.enter_async_context(open_identity(settings, http))
    return identity.graph or FixedToken()
