"""Bearer tokens of the sandbox: `user:<mail>` and `app`, each with the permissions it carries.

`user:<mail>;scp=Bookings.Read.All User.Read` and `app;roles=Bookings.Read.All` carry those alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.exchange import Json, bad_token

USER_SCOPES = frozenset(
    {
        "BookingsAppointment.ReadWrite.All",
        "OnlineMeetings.ReadWrite",
        "Calendars.ReadWrite",
        "User.Read",
    }
)
APP_ROLES = frozenset(
    {
        "Bookings.Read.All",
        "Bookings.ReadWrite.All",
        "BookingsAppointment.ReadWrite.All",
        "OnlineMeetings.ReadWrite.All",
        "VirtualAppointment.Read.All",
        "Calendars.ReadWrite",
        "User.Read.All",
    }
)
FindUser = Callable[[str], Json | None]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a person (`user` holds the directory entry) or the app, with what it was granted."""

    user: Json | None
    permissions: frozenset[str]

    @property
    def is_app(self) -> bool:
        return self.user is None

    @property
    def mail(self) -> str:
        return "" if self.user is None else self.user["mail"]


def caller_of(authorization: str, find_user: FindUser) -> Caller:
    """The caller named by an Authorization header; 401 for anything else."""
    scheme, _, token = authorization.partition(" ")
    who, *claims = (part.strip() for part in token.split(";"))
    if scheme.casefold() != "bearer" or not who:
        raise bad_token()
    if who == "app":
        return Caller(None, _granted(claims, "roles", APP_ROLES))
    kind, _, mail = who.partition(":")
    user = find_user(mail) if kind == "user" and "@" in mail else None
    if user is None:
        raise bad_token("CompactToken parsing failed.")
    return Caller(user, _granted(claims, "scp", USER_SCOPES))


def _granted(claims: list[str], claim: str, default: frozenset[str]) -> frozenset[str]:
    if not claims:
        return default
    name, _, names = claims[0].partition("=")
    if name != claim or len(claims) > 1:
        raise bad_token("The token carries claims that are not understood.")
    return frozenset(re.split(r"[ ,]+", names.strip()))
