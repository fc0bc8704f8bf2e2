"""The bot's own tokens, from Entra through MSAL. A file apart, because importing MSAL takes its time."""

import asyncio
import functools
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msal
import requests

from booking.errors import Unavailable
from bot.sdk.certificate import read_certificate
from bot.sdk.clouds import CLOUDS
from bot.sdk.credentials import KeptToken
from bot.sdk.kept import Fetched, Kept
from bot.settings import Settings

_TIMEOUT = 10
_SOON, _AT_MOST = 0.1, 300.0
# A token is given up this part of its life, or so many seconds, before its end: requests take time.

Acquire = Callable[[], Mapping[str, Any] | None]
"""Asks Entra, always and blocking."""


def own_token(
    settings: Settings,
    audience: str,
    msal_http: Any = None,
    clock: Callable[[], float] = time.monotonic,
) -> KeptToken:
    """The bot's token for this audience, by the one credential that the settings name."""
    acquire = _acquire(settings, audience, msal_http or _http())

    async def fetch() -> Fetched[str]:
        return _fetched(await asyncio.to_thread(acquire) or {})

    return KeptToken(Kept("token for the app", fetch, clock))


def _fetched(granted: Mapping[str, Any]) -> Fetched[str]:
    token = granted.get("access_token")
    if not isinstance(token, str):
        raise Unavailable(str(granted.get("error")))
    lifetime = float(granted["expires_in"])
    return Fetched(token, lifetime / 2, lifetime - min(lifetime * _SOON, _AT_MOST))


def _acquire(settings: Settings, audience: str, http: Any) -> Acquire:
    # What MSAL remembers of Entra's addresses and of refusals; a new client has no token yet, so it asks.
    remembered: dict[str, Any] = {}
    credential = _credential(settings)

    def managed() -> Mapping[str, Any] | None:
        identity = msal.UserAssignedManagedIdentity(client_id=settings.app_id)
        client = msal.ManagedIdentityClient(identity, http_client=http, http_cache=remembered)
        return client.acquire_token_for_client(resource=audience)

    def confidential() -> Mapping[str, Any] | None:
        client = msal.ConfidentialClientApplication(
            settings.app_id,
            client_credential=credential,
            authority=f"{CLOUDS[settings.cloud].login}/{settings.app_tenant}",
            http_client=http,
            http_cache=remembered,
        )
        return client.acquire_token_for_client(scopes=[f"{audience}/.default"])

    return confidential if credential else managed


def _credential(settings: Settings) -> str | Mapping[str, Any] | None:
    """As MSAL takes it; None for the identity that Azure manages."""
    if secret := settings.app_password.get_secret_value():
        return secret
    if settings.app_certificate:
        pem = read_certificate(settings.app_certificate)
        return {"private_key": pem.private_key, "public_certificate": pem.public}
    if settings.token_file:
        return {"client_assertion": functools.partial(_assertion, settings.token_file)}
    return None


def _assertion(file: Path) -> str:
    """Read each time: the platform renews what is in it."""
    return file.read_text("ascii").strip()


def _http() -> requests.Session:
    session = requests.Session()
    session.request = functools.partial(session.request, timeout=_TIMEOUT)  # pyright: ignore[reportAttributeAccessIssue]
    return session
