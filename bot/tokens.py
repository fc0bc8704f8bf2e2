"""The app's token for Graph, from Entra."""

from collections.abc import Mapping
from typing import Any

import msal
import requests

from bot.settings import Settings
from graph import Token
from graph.app_token import AppToken, app_token


def entra_token(settings: Settings) -> Token:
    """By the bot's own credential: a secret, or the identity that Azure manages for it."""
    if settings.app_type == "UserAssignedMSI":
        return AppToken(lambda: _ManagedIdentity(settings.app_id))
    return app_token(
        client_id=settings.app_id,
        authority=f"https://login.microsoftonline.com/{settings.app_tenant}",
        credential=settings.app_password.get_secret_value(),
    )


class _ManagedIdentity:
    """MSAL's client for managed identities, in the shape of the one for secrets."""

    def __init__(self, client_id: str) -> None:
        identity = msal.UserAssignedManagedIdentity(client_id=client_id)
        self._client: Any = msal.ManagedIdentityClient(identity, http_client=requests.Session())

    def acquire_token_for_client(self, scopes: list[str]) -> Mapping[str, Any] | None:
        """A token for the resource that the scopes belong to."""
        resource = scopes[0].removesuffix("/.default")
        return self._client.acquire_token_for_client(resource=resource)
