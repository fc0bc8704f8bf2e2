"""Whether a request comes from the Bot Service, by its bearer token (teams-platform 6)."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.types import Options

from booking.errors import Unavailable
from bot.sdk.keys import Key, SigningKeys

ALGORITHM = "RS256"
LEEWAY = 300.0
"""Seconds by which the clocks may differ."""
LONGEST = 8192
REMEMBERED = 2048
"""Tokens; the Bot Service uses one for many activities."""
_LAST = 1e12

_UNCHECKED: Options = {"verify_signature": False}
# The claims are checked before the signature, and by our own clock.
_SIGNATURE_ALONE: Options = {
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}


class NotAuthenticated(PermissionError):
    """Nobody has been authenticated; the text says why, for the log alone."""


@dataclass(frozen=True, slots=True)
class Validated:
    """A token whose signature has been verified."""

    claims: Mapping[str, Any]
    key: Key
    ends_at: float


class InboundTokens:
    """Tokens of one issuer for one bot. Those of emulators and of skills have another issuer."""

    def __init__(
        self,
        keys: SigningKeys,
        *,
        app_id: str,
        issuer: str,
        clock: Callable[[], float] = time.time,
        remembered: int = REMEMBERED,
    ) -> None:
        self._keys, self._app_id, self._issuer, self._clock = keys, app_id, issuer, clock
        self._room = remembered
        self._known: dict[bytes, Validated] = {}

    async def claims(self, header: str, *, service_url: str, channel_id: str) -> Mapping[str, Any]:
        """The claims of the token, for an activity that names this place and channel.

        Raises NotAuthenticated.
        """
        validated = await self.validated(header)
        _check_place(validated.claims, service_url)
        if not channel_id or channel_id not in validated.key.endorsements:
            raise NotAuthenticated("endorsement")
        return validated.claims

    async def validated(self, header: str) -> Validated:
        """The token, whatever the activity turns out to be. Raises NotAuthenticated.

        Keys are fetched only for a token that lacks nothing but its signature.
        """
        token = _bearer(header)
        digest = hashlib.sha256(token.encode("ascii")).digest()
        validated = self._remembered(digest)
        if validated is None:
            key_id, claims = _read(token)
            ends_at = self._checked(claims)
            validated = Validated(claims, await self._signed_with(key_id, token), ends_at)
            self._remember(digest, validated)
        return validated

    def _remembered(self, digest: bytes) -> Validated | None:
        found = self._known.get(digest)
        if found is None:
            return None
        if self._clock() < found.ends_at and self._keys.held(found.key.id) == found.key:
            return found
        # Run out, or its key has been replaced, withdrawn, or endorsed for others.
        del self._known[digest]
        return None

    def _checked(self, claims: Mapping[str, Any]) -> float:
        """Until when the claims hold; all that can be told without a key."""
        if claims.get("iss") != self._issuer:
            raise NotAuthenticated("issuer")
        if claims.get("aud") != self._app_id:
            raise NotAuthenticated("audience")
        if not isinstance(claims.get("serviceurl"), str):
            raise NotAuthenticated("service-url")
        now, ends_at = self._clock(), _seconds(claims.get("exp")) + LEEWAY
        if now >= ends_at:
            raise NotAuthenticated("expired")
        if now < _seconds(claims.get("nbf", 0)) - LEEWAY:
            raise NotAuthenticated("not-yet")
        return ends_at

    async def _signed_with(self, key_id: str, token: str) -> Key:
        try:
            key = await self._keys.find(key_id)
        except Unavailable:
            raise NotAuthenticated("no-keys") from None
        if key is None:
            raise NotAuthenticated("unknown-key")
        try:
            jwt.decode(token, key.public, algorithms=[ALGORITHM], options=_SIGNATURE_ALONE)
        except (jwt.PyJWTError, ValueError, TypeError):
            raise NotAuthenticated("signature") from None
        return key

    def _remember(self, digest: bytes, validated: Validated) -> None:
        if len(self._known) >= self._room:
            del self._known[next(iter(self._known))]
        self._known[digest] = validated


def _bearer(header: str) -> str:
    scheme, _, token = header.partition(" ")
    if scheme.casefold() != "bearer" or not token.isascii() or not 0 < len(token) <= LONGEST:
        raise NotAuthenticated("header")
    return token


def _read(token: str) -> tuple[str, Mapping[str, Any]]:
    """Key id and claims, as anybody may have written them."""
    try:
        read = jwt.decode_complete(token, options=_UNCHECKED)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise NotAuthenticated("unreadable") from None
    match read:
        case {"header": {"alg": "RS256", "kid": str(key_id)}, "payload": {} as claims}:
            return key_id, claims
        case _:
            raise NotAuthenticated("algorithm")


def _check_place(claims: Mapping[str, Any], service_url: str) -> None:
    """The token was issued for conversations at this place; a slash at the end does not count (D8)."""
    if not service_url or _bare(claims["serviceurl"]) != _bare(service_url):
        raise NotAuthenticated("service-url")


def _bare(url: str) -> str:
    return url.removesuffix("/")


def _seconds(claim: Any) -> float:
    """A NumericDate (RFC 7519)."""
    is_number = isinstance(claim, int | float) and not isinstance(claim, bool)
    if not is_number or not 0 <= claim <= _LAST:
        raise NotAuthenticated("lifetime")
    return float(claim)
