"""Who the bot is to the Bot Service and to Graph, and whom it lets in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession
from botframework.connector.auth import ConnectorFactory

from bot.sdk.admission import Admission
from bot.sdk.authentication import Anybody, BotService, Callers, FrontdeskAuthentication
from bot.sdk.calling import Caller
from bot.sdk.clouds import CLOUDS, Cloud
from bot.sdk.credentials import Bearer
from bot.sdk.inbound import InboundTokens
from bot.sdk.kept import Renewable, keep_fresh
from bot.sdk.keys import SigningKeys
from bot.sdk.members import ConnectorMembers
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Identity:
    """In local mode the bot has no tokens of its own, and lets in everybody who is on this machine."""

    cloud: Cloud
    callers: Callers
    admission: Admission
    connector: Bearer | None = None
    graph: Bearer | None = None
    kept: tuple[Renewable, ...] = ()

    def lacks(self) -> list[str]:
        """What was never to be had since the start, without which nobody is let in or answered."""
        return sorted({each.lacks for each in self.kept if each.lacks})

    def authentication(self, connectors: ConnectorFactory) -> FrontdeskAuthentication:
        """As the SDK's adapter takes it; the bot answers by these connectors."""
        return FrontdeskAuthentication(self.callers, connectors, self.cloud)


@asynccontextmanager
async def open_identity(
    settings: Settings, http: ClientSession, msal_http: Any = None
) -> AsyncIterator[Identity]:
    """Keys and tokens are fetched at once, and renewed ahead as long as it is open.

    `msal_http` takes the place of the HTTP client that MSAL uses, which blocks.
    """
    if settings.local:
        yield Identity(CLOUDS[settings.cloud], Anybody(), Admission(local=True, tenants=settings.tenants))
        return
    identity = _registered(settings, http, msal_http)
    renewing = asyncio.create_task(keep_fresh(identity.kept))
    try:
        yield identity
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing


def _registered(settings: Settings, http: ClientSession, msal_http: Any) -> Identity:
    from bot.sdk.entra import own_token  # noqa: PLC0415  MSAL takes long to load, and the local mode needs none

    cloud = CLOUDS[settings.cloud]
    keys = SigningKeys(http, settings.openid_metadata_url)
    connector = own_token(settings, cloud.audience, msal_http)
    graph = own_token(settings, cloud.graph, msal_http)
    tokens = InboundTokens(keys, app_id=settings.app_id, issuer=cloud.issuer)
    admission = Admission(
        local=False,
        tenants=settings.tenants,
        teams_hosts=cloud.teams_hosts,
        members=ConnectorMembers(Caller(http, connector)),
    )
    asks_graph = settings.act_as == "app" or settings.availability == "app"
    kept = (keys, connector, graph) if asks_graph else (keys, connector)
    return Identity(cloud, BotService(tokens), admission, connector, graph, kept)
