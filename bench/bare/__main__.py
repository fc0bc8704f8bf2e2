"""`python -m bench.bare [--identity URL] [--remember]`: parse, verify, post one reply."""

import argparse
import asyncio
import json
from collections.abc import Callable
from typing import Any

import jwt
from aiohttp import ClientSession, web

from bench.identity import ISSUER, KEYS
from bench.serving import listen, until_stopped
from bench.somebody import APP_ID

Json = dict[str, Any]
Verify = Callable[[str], Json]


def verifier(keys: Json) -> Verify:
    """Signature, issuer, audience and lifetime, anew each time."""
    key = jwt.PyJWK(keys["keys"][0]).key

    def verify(token: str) -> Json:
        return jwt.decode(token, key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER)

    return verify


def remembering(verify: Verify) -> Verify:
    """The same, once for each token."""
    known: dict[str, Json] = {}

    def look_up(token: str) -> Json:
        if token not in known:
            known[token] = verify(token)
        return known[token]

    return look_up


def make_app(http: ClientSession, verify: Verify | None) -> web.Application:
    """One route; without a verifier everybody is let in."""

    async def messages(request: web.Request) -> web.Response:
        activity = json.loads(await request.read())
        if verify:
            claims = verify(request.headers["Authorization"].removeprefix("Bearer "))
            if claims["serviceurl"] != activity["serviceUrl"]:
                return web.Response(status=403)
        chat, nonce = activity["conversation"]["id"], activity["id"]
        url = f"{activity['serviceUrl']}v3/conversations/{chat}/activities/{nonce}"
        reply = {
            "type": "message",
            "text": f"Echo: {activity['text']}",
            "from": activity["recipient"],
            "recipient": activity["from"],
            "conversation": activity["conversation"],
            "replyToId": nonce,
        }
        bearer = {"Authorization": "Bearer pooled"}
        async with http.post(url, json=reply, headers=bearer) as answer:
            await answer.read()
            return web.Response(status=200 if answer.ok else 500)

    app = web.Application()
    app.add_routes([web.post("/api/messages", messages)])
    return app


async def main(identity: str, *, remember: bool) -> None:
    """Serve until told to stop."""
    async with ClientSession() as http:
        verify = None
        if identity:
            async with http.get(f"{identity}{KEYS}") as answer:
                verify = verifier(await answer.json())
        chosen = remembering(verify) if verify and remember else verify
        runner, (port,) = await listen(make_app(http, chosen), None)
        print(f"Bare on http://127.0.0.1:{port}", flush=True)
        await until_stopped()
        await runner.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--identity", default="")
    parser.add_argument("--remember", action="store_true")
    options = parser.parse_args()
    asyncio.run(main(options.identity, remember=options.remember))
