"""The app's own token. A file apart, because importing MSAL takes its time."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast

import msal  # pyright: ignore[reportMissingTypeStubs]

from booking.errors import Unavailable

SCOPE = "https://graph.microsoft.com/.default"


class ConfidentialClient(Protocol):
    """The one method of msal.ConfidentialClientApplication that is used; it caches tokens itself."""

    def acquire_token_for_client(self, scopes: list[str]) -> Mapping[str, Any] | None:
        """A token of the app, or what went wrong; blocks."""
        ...


class AppToken:
    """The app's own token, by client credentials. `make` may block: MSAL asks for the tenant's addresses."""

    def __init__(self, make: Callable[[], ConfidentialClient]) -> None:
        self._make = make
        self._client: ConfidentialClient | None = None
        self._one_at_a_time = asyncio.Lock()

    async def bearer(self) -> str:
        """A token of the app. Raises Unavailable where none is to be had, with the code of the refusal."""
        async with self._one_at_a_time:
            try:
                granted = await asyncio.to_thread(self._acquire)
            except Exception as error:  # MSAL passes on whatever its HTTP client raises
                raise Unavailable(f"no token for the app: {type(error).__name__}") from error
        token = granted.get("access_token")
        if not isinstance(token, str):
            raise Unavailable(f"no token for the app: {granted.get('error')}")
        return token

    def _acquire(self) -> Mapping[str, Any]:
        self._client = self._client or self._make()
        return self._client.acquire_token_for_client(scopes=[SCOPE]) or {}


def app_token(
    *, client_id: str, authority: str, credential: str | Mapping[str, Any], msal_http_client: Any = None
) -> AppToken:
    """By secret, certificate or assertion, as MSAL takes them."""

    def make() -> ConfidentialClient:
        client: Any = msal.ConfidentialClientApplication(
            client_id, client_credential=credential, authority=authority, http_client=msal_http_client
        )
        return cast("ConfidentialClient", client)

    return AppToken(make)
