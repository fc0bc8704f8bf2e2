"""What settings have to be like; each fault is a sentence without its subject."""

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

_CREDENTIALS = ("app_password", "app_certificate", "app_federated_token_file")


def is_loopback(host: str) -> bool:
    """Whether this host is this machine and no other."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def service_url(url: str, *, near_alone: bool = False) -> str:
    """A URL under which a service is reached, in the clear only on this machine. Raises ValueError."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError("is no URL") from None
    near = is_loopback(parts.hostname or "")
    odd = parts.username is not None or parts.query or parts.fragment
    if odd or not parts.hostname or parts.scheme not in {"http", "https"}:
        raise ValueError("has to be a URL such as https://graph.microsoft.com/v1.0")
    if parts.scheme == "http" and not near:
        raise ValueError("has to begin with https, unless it leads to this machine")
    if near_alone and not near:
        raise ValueError("has to lead to a service on this machine, for FRONTDESK_LOCAL is set")
    return url.rstrip("/")


def tenant_id(text: str) -> str:
    """An id as Teams names tenants, which also never stands for all of them, as `common` would.

    Raises ValueError.
    """
    try:
        return str(UUID(text))
    except ValueError:
        raise ValueError(
            "has to be the id of a tenant, such as 5f0c2c9e-8a31-4b7e-9d52-1c6f0e9ab3d4"
        ) from None


def readable(path: Path | None) -> Path | None:
    """A file that is there. Raises ValueError."""
    try:
        if path:
            path.open("rb").close()
    except OSError:
        raise ValueError("has to name a file that can be read") from None
    return path


def one_credential(given: Mapping[str, Any]) -> None:
    """The bot has one way to prove who it is, by the settings read so far. Raises ValueError."""
    named = [f"FRONTDESK_{name.upper()}" for name in _CREDENTIALS if given.get(name)]
    if given.get("app_type") == "UserAssignedMSI":
        if {"FRONTDESK_APP_PASSWORD", "FRONTDESK_APP_CERTIFICATE"} & set(named):
            raise ValueError("and a certificate have to be unset with FRONTDESK_APP_TYPE=UserAssignedMSI")
    elif len(named) > 1:
        raise ValueError(f"is one credential of several: unset all but one of {', '.join(named)}")
    elif not named and not given.get("azure_federated_token_file"):
        raise ValueError(
            "is missing, and so are FRONTDESK_APP_CERTIFICATE and FRONTDESK_APP_FEDERATED_TOKEN_FILE: "
            "one of them has to be set, unless FRONTDESK_APP_TYPE is UserAssignedMSI"
        )
