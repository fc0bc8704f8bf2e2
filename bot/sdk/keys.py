"""The keys with which the Bot Service signs; the SDK's lookup blocks, and breaks when they change (D6)."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import jwt
from aiohttp import ClientSession, ClientTimeout
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from booking.errors import Unavailable
from bot.sdk.kept import Fetched, Kept

HOUR = 3600.0
DAY = 24 * HOUR
LONGEST_ABSENCE = 3 * DAY
"""So long the last keys serve while the endpoint is away; a key that was withdrawn is believed no longer."""
UNKNOWN_KEY_PAUSE = 60.0
"""Seconds. Strangers can make up key ids: they make the bot ask once in this time, and no more."""
SMALLEST = 2048
_TIMEOUT = ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key and the channels it may sign for; equal when it is the same key for the same channels."""

    id: str
    modulus: str
    endorsements: frozenset[str]
    public: RSAPublicKey = field(compare=False, repr=False)


class SigningKeys:
    """The keys of one issuer: looked at every hour, and when a token names a key that is not there."""

    def __init__(
        self, http: ClientSession, metadata_url: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._http, self._metadata_url = http, metadata_url
        self._kept = Kept("signing keys", self._fetch, clock)

    def held(self, key_id: str) -> Key | None:
        """The key, if it is at hand; asks nobody."""
        return (self._kept.held() or {}).get(key_id)

    async def find(self, key_id: str) -> Key | None:
        """The key, fetched when it is new. Raises Unavailable where no keys are to be had."""
        keys = await self._kept.get()
        if key_id not in keys:
            await self._kept.renew(UNKNOWN_KEY_PAUSE)
            keys = await self._kept.get()
        return keys.get(key_id)

    @property
    def lacks(self) -> str | None:
        """That they are missing, until they were fetched once."""
        return self._kept.lacks

    async def freshen(self) -> None:
        """Look at them again if it is time."""
        await self._kept.freshen()

    async def _fetch(self) -> Fetched[Mapping[str, Key]]:
        metadata = await self._read(self._metadata_url)
        keys_url = metadata.get("jwks_uri")
        if not isinstance(keys_url, str) or not is_as_safe(keys_url, self._metadata_url):
            raise Unavailable("the metadata names no safe place")
        keys = {key.id: key for key in _keys_in(await self._read(keys_url))}
        if not keys:
            raise Unavailable("an empty list")
        return Fetched(keys, HOUR, LONGEST_ABSENCE)

    async def _read(self, url: str) -> dict[str, Any]:
        async with self._http.get(url, timeout=_TIMEOUT, allow_redirects=False) as reply:
            if reply.status != HTTPStatus.OK:
                raise Unavailable(f"status {reply.status}")
            body = await reply.json(content_type=None)
        if not isinstance(body, dict):
            raise Unavailable("an answer of another shape")
        return body


def is_as_safe(url: str, than: str) -> bool:
    """Whether keys may be read there when the metadata named it: not in the clear unless that was."""
    return urlsplit(url).scheme in {"https", urlsplit(than).scheme}


def _keys_in(document: Mapping[str, Any]) -> Iterator[Key]:
    listed = document.get("keys")
    for entry in listed if isinstance(listed, list) else ():
        match entry:
            case {"kty": "RSA", "kid": str(key_id), "n": str(modulus)} if entry.get("use", "sig") == "sig":
                if public := _public(entry):
                    yield Key(key_id, modulus, _endorsements(entry), public)
            case _:
                pass


def _public(entry: dict[str, Any]) -> RSAPublicKey | None:
    try:
        key = jwt.PyJWK(entry, algorithm="RS256").key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size >= SMALLEST else None


def _endorsements(entry: Mapping[str, Any]) -> frozenset[str]:
    named = entry.get("endorsements")
    return (
        frozenset(each for each in named if isinstance(each, str)) if isinstance(named, list) else frozenset()
    )
