"""The Bot Service's store of people's tokens, without blocking; the SDK's client runs requests in threads.

The paths and parameters are those of botframework-connector's token API.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from booking.errors import Unavailable
from bot.sdk.credentials import Bearer

CHANNEL = "msteams"
_TIMEOUT = ClientTimeout(total=10)
# Told for "there is none" and for what does not do: a wrong code, a token that cannot be exchanged.
_NO = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.PRECONDITION_FAILED})


@dataclass(frozen=True, slots=True)
class Granted:
    """A person's token for Graph, and when it ends, where the service says so."""

    token: str = field(repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignInResource:
    """What a sign-in card needs: a link for the person, and for their client what to exchange."""

    link: str = field(repr=False)
    exchange: Mapping[str, Any] | None = field(default=None, repr=False)


class TokenService:
    """One OAuth connection. Every method may raise Unavailable; `user_id` is that of Teams."""

    def __init__(self, url: str, connection: str, *, bearer: Bearer | None, http: ClientSession) -> None:
        self.connection = connection
        self._url = url
        self._bearer = bearer
        self._http = http

    async def token(self, user_id: str, code: str = "") -> Granted | None:
        """The token of this person; with the code from the end of a sign-in, that of this sign-in."""
        more = {"code": code} if code else {}
        return _granted(await self._ask("GET", "usertoken/GetToken", self._of(user_id) | more))

    async def exchange(self, user_id: str, token: str) -> Granted | None:
        """Teams' own token of the person for one for Graph; None where they have to consent first."""
        return _granted(
            await self._ask("POST", "usertoken/exchange", self._of(user_id), {"token": token}),
        )

    async def sign_out(self, user_id: str) -> None:
        """Forget the person's tokens."""
        await self._ask("DELETE", "usertoken/SignOut", self._of(user_id))

    async def resource(self, activity: Activity, app_id: str) -> SignInResource:
        """How the person who sent this activity can sign in, in the conversation they are in."""
        state = {
            "connectionName": self.connection,
            "conversation": TurnContext.get_conversation_reference(activity).serialize(),
            "msAppId": app_id,
        }
        told = base64.b64encode(json.dumps(state).encode()).decode()
        found = await self._ask("GET", "botsignin/GetSignInResource", {"state": told})
        match found:
            case {"signInLink": str(link), "tokenExchangeResource": dict(exchange)}:
                return SignInResource(link, exchange)
            case {"signInLink": str(link)}:
                return SignInResource(link)
            case _:
                raise Unavailable("token service: no way to sign in")

    def _of(self, user_id: str) -> dict[str, str]:
        return {"userId": user_id, "connectionName": self.connection, "channelId": CHANNEL}

    async def _ask(
        self, method: str, path: str, query: Mapping[str, str], body: Mapping[str, str] | None = None
    ) -> Any:
        headers = {"Authorization": f"Bearer {await self._bearer.bearer()}"} if self._bearer else {}
        try:
            async with self._http.request(
                method,
                f"{self._url}/api/{path}",
                params={**query, "api-version": "token"},
                json=body,
                headers=headers,
                timeout=_TIMEOUT,
                allow_redirects=False,
            ) as reply:
                return await _read(reply)
        except (ClientError, TimeoutError, ValueError) as error:
            raise Unavailable(f"token service: {type(error).__name__}") from None


async def _read(reply: ClientResponse) -> Any:
    if reply.status in _NO:
        return None
    if reply.status >= HTTPStatus.MULTIPLE_CHOICES:
        raise Unavailable(f"token service: {reply.status}")
    return json.loads(await reply.read() or b"null")


def _granted(found: Any) -> Granted | None:
    match found:
        case {"token": str(token), **rest} if token:
            return Granted(token, _moment(rest.get("expiration")))
        case _:
            return None


def _moment(said: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None
