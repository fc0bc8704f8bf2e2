"""Who speaks to the bot, in the shape the SDK wants it (D6, D7, D8)."""

from typing import Protocol

from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
    UserTokenClient,
)

from bot.sdk.clouds import Cloud
from bot.sdk.inbound import InboundTokens, NotAuthenticated


class Callers(Protocol):
    """Tells who sent a request."""

    async def admit(self, auth_header: str) -> None:
        """Turn away who may not even be read. Raises NotAuthenticated."""
        ...

    async def identify(self, activity: Activity, auth_header: str) -> ClaimsIdentity:
        """The sender. Raises NotAuthenticated."""
        ...


class BotService:
    """The Bot Service alone, by its token."""

    def __init__(self, tokens: InboundTokens) -> None:
        self._tokens = tokens

    async def admit(self, auth_header: str) -> None:
        """The Bot Service alone. Raises NotAuthenticated."""
        await self._tokens.validated(auth_header)

    async def identify(self, activity: Activity, auth_header: str) -> ClaimsIdentity:
        """The Bot Service. Raises NotAuthenticated."""
        claims = await self._tokens.claims(
            auth_header, service_url=activity.service_url or "", channel_id=activity.channel_id or ""
        )
        return ClaimsIdentity(dict(claims), is_authenticated=True)


class Anybody:
    """Whoever can reach this machine's loopback, whatever header they send: the local mode."""

    async def admit(self, auth_header: str) -> None:
        """Everybody."""

    async def identify(self, activity: Activity, auth_header: str) -> ClaimsIdentity:  # noqa: ARG002
        """Somebody."""
        return ClaimsIdentity({}, is_authenticated=True, authentication_type="anonymous")


class FrontdeskAuthentication(BotFrameworkAuthentication):
    """Lets callers in, and hands out what the bot answers with. Streaming connections are not served."""

    def __init__(self, callers: Callers, connectors: ConnectorFactory, cloud: Cloud) -> None:
        self._callers, self._connectors, self._cloud = callers, connectors, cloud

    async def admit(self, auth_header: str) -> None:
        """Look at the token before anything of the activity is read. Raises NotAuthenticated."""
        await self._callers.admit(auth_header)

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        """Who sent the activity. Raises NotAuthenticated."""
        result = AuthenticateRequestResult()
        result.claims_identity = await self._callers.identify(activity, auth_header)
        result.audience = self._cloud.audience
        result.caller_id = self._cloud.caller_id
        result.connector_factory = self._connectors
        return result

    async def authenticate_streaming_request(
        self,
        auth_header: str,  # noqa: ARG002  the SDK's signature
        channel_id_header: str,  # noqa: ARG002
    ) -> AuthenticateRequestResult:
        """Nobody. Raises NotAuthenticated."""
        raise NotAuthenticated("streaming")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:  # noqa: ARG002
        """The one there is, for everybody."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> UserTokenClient:  # noqa: ARG002
        """None: the SDK would build one for each turn, and only its own OAuthPrompt asks for it."""
        return None  # type: ignore[return-value]  # the key stays empty in the state of the turn
