"""The Bot Service's identity on loopback: it signs tokens, publishes its keys, and changes them."""

import functools
import json
from collections import Counter
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
BOT = "0c5d6d1e-0000-4000-8000-0000000000b0"
SMBA = "https://smba.trafficmanager.net/emea/"
NOW = 1_930_000_000
EVER = {"nbf": 0, "exp": 4_000_000_000}


@functools.cache
def private_key(number: int) -> rsa.RSAPrivateKey:
    """Made once for all tests: it takes its time."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class BotServiceIdentity:
    """Signs with one key; publishes what stands in `published`, unless it is `away`."""

    url = ""

    def __init__(self) -> None:
        self.signs_with = 1
        self.published: dict[int, dict[str, Any]] = {1: {}}
        self.asked: Counter[str] = Counter()
        self.away = False
        self.metadata: Any = None
        self.key_set: Any = None

    def rotate(self) -> None:
        """From now on the next key signs, and it alone is published."""
        self.signs_with += 1
        self.published = {self.signs_with: {}}

    def token(
        self, *, algorithm: str = "RS256", kid: Any = None, signed_by: Any = None, **claims: Any
    ) -> str:
        """A good one, but for what is given; None leaves a claim out."""
        good = {"iss": ISSUER, "aud": BOT, "serviceurl": SMBA, "nbf": NOW - 60, "exp": NOW + 3600}
        said = {name: value for name, value in {**good, **claims}.items() if value is not None}
        key = private_key(self.signs_with) if signed_by is None else signed_by
        headers = {"kid": f"key-{self.signs_with}" if kid is None else kid}
        # As bytes: jwt.encode would refuse the odder claims.
        return jwt.PyJWS().encode(json.dumps(said).encode(), key, algorithm, headers=headers)

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes([web.get("/openid", self._metadata), web.get("/keys", self._keys)])
        return app

    async def _metadata(self, request: web.Request) -> web.Response:
        self.asked["metadata"] += 1
        if self.away:
            return web.Response(status=503)
        found = {"issuer": ISSUER, "jwks_uri": f"{request.url.origin()}/keys"}
        return web.json_response(found if self.metadata is None else self.metadata)

    async def _keys(self, _request: web.Request) -> web.Response:
        self.asked["keys"] += 1
        keys = [public_key(number, **more) for number, more in self.published.items()]
        return web.json_response({"keys": keys} if self.key_set is None else self.key_set)


def public_key(number: int, **more: Any) -> dict[str, Any]:
    """As it is published, endorsed for Teams."""
    public = RSAAlgorithm.to_jwk(private_key(number).public_key(), as_dict=True)
    return {**public, "kid": f"key-{number}", "use": "sig", "endorsements": ["msteams"], **more}
