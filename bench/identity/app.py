"""The routes of both identity services on one server."""

from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from bench.identity import ISSUER, KEYS, METADATA
from bench.identity.keys import LIFETIME, key_set, tokens

GRAPH = "graph"
SANDBOX_APP = "app"
"""The word by which the Graph sandbox knows the app."""


def make_app(key: rsa.RSAPrivateKey) -> web.Application:
    """Metadata, keys and tokens; `/bench/tokens` signs what the driver sends."""
    public = key_set(key)

    async def metadata(request: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{request.url.origin()}{KEYS}"})

    async def keys(_request: web.Request) -> web.Response:
        return web.json_response(public)

    async def authority(request: web.Request) -> web.Response:
        return web.json_response(_authority(f"{request.url.origin()}/{request.match_info['tenant']}"))

    async def token(request: web.Request) -> web.Response:
        form = await request.post()
        audience = str(form.get("scope", ""))
        (bearer,) = tokens(key, audience=audience, service_url="", count=1)
        found = SANDBOX_APP if GRAPH in audience else bearer
        return web.json_response({"token_type": "Bearer", "expires_in": LIFETIME, "access_token": found})

    async def signed(request: web.Request) -> web.Response:
        asked = request.query
        return web.json_response(
            tokens(
                key,
                audience=asked["audience"],
                service_url=asked["service_url"],
                count=int(asked["count"]),
            )
        )

    app = web.Application()
    app.add_routes(
        [
            web.get(METADATA, metadata),
            web.get(KEYS, keys),
            web.get("/{tenant}/v2.0/.well-known/openid-configuration", authority),
            web.post("/{tenant}/oauth2/v2.0/token", token),
            web.get("/bench/tokens", signed),
        ]
    )
    return app


def _authority(base: str) -> dict[str, Any]:
    return {
        "issuer": f"{base}/v2.0",
        "token_endpoint": f"{base}/oauth2/v2.0/token",
        "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
    }
