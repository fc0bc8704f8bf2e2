"""A stand-in for the Bot Service's token service on loopback: tokens of the Graph sandbox, by Teams' ids."""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from bot_stand import serving

CONNECTION = "graph"


class FakeTokens:
    """`tokens` by user id; `unconsented` mails cannot be exchanged; `expiration` is told with each token."""

    def __init__(self):
        self.url = ""
        self.tokens = {}
        self.unconsented = set()
        self.expiration = None
        self.down = False
        self.asked = []
        self.bearers = set()
        self._users = []
        self._codes = {}

    def app(self):
        app = web.Application(middlewares=[self._noted])
        app.add_routes(
            [
                web.get("/api/usertoken/GetToken", self.get_token),
                web.post("/api/usertoken/exchange", self.exchange),
                web.delete("/api/usertoken/SignOut", self.sign_out),
                web.get("/api/botsignin/GetSignInResource", self.resource),
                web.get("/signin/{number}", self.page),
            ]
        )
        return app

    def calls(self, path):
        return [user for called, user in self.asked if called == path]

    async def get_token(self, request):
        user = request.query["userId"]
        if code := request.query.get("code"):
            token = self._codes.pop((user, code), None)
            if token:
                self.tokens[user] = token
            return self._granted(token)
        return self._granted(self.tokens.get(user))

    async def exchange(self, request):
        kind, _, mail = (await request.json())["token"].partition(":")
        if kind != "teams" or mail in self.unconsented:
            return web.json_response({"error": {"code": "ConsentRequired"}}, status=400)
        self.tokens[request.query["userId"]] = f"user:{mail}"
        return self._granted(f"user:{mail}")

    async def sign_out(self, request):
        self.tokens.pop(request.query["userId"], None)
        return web.Response(status=204)

    async def resource(self, request):
        state = json.loads(base64.b64decode(request.query["state"]))
        assert state["connectionName"] == CONNECTION
        self._users.append(state["conversation"]["user"]["id"])
        number = len(self._users)
        exchange = {"id": f"exchange-{number}", "uri": "api://botid-frontdesk", "providerId": "entra"}
        link = f"{self.url}/signin/{number}"
        return web.json_response({"signInLink": link, "tokenExchangeResource": exchange})

    async def page(self, request):
        number = int(request.match_info["number"])
        code = f"{number:06}"
        self._codes[self._users[number - 1], code] = f"user:{request.query['account']}"
        return web.Response(text=code)

    def _granted(self, token):
        if token is None:
            return web.json_response({"error": {"code": "NotFound"}}, status=404)
        found = {"channelId": "msteams", "connectionName": CONNECTION, "token": token}
        return web.json_response(found | ({"expiration": self.expiration} if self.expiration else {}))

    @web.middleware
    async def _noted(self, request, handler):
        self.asked.append((request.path.rpartition("/")[2], request.query.get("userId", "")))
        self.bearers.add(request.headers.get("Authorization"))
        return web.Response(status=503) if self.down else await handler(request)


@asynccontextmanager
async def fake_tokens() -> AsyncIterator[FakeTokens]:
    fake = FakeTokens()
    async with serving(fake.app()) as url:
        fake.url = url
        yield fake
