"""CloudAdapter with an HTTP edge that can be trusted."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import structlog
from aiohttp import web
from botbuilder.core import Bot, TurnContext
from botbuilder.core.invoke_response import InvokeResponse
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, ActivityTypes, ResourceResponse
from botframework.connector.auth import AuthenticateRequestResult

from bot.sdk.admission import Admission
from bot.sdk.answered import answering
from bot.sdk.authentication import FrontdeskAuthentication, NotAuthenticated
from bot.sdk.body import HANDLED, Malformed, is_json, read_activity, read_body
from bot.sdk.codec import as_json
from bot.sdk.connector import Client
from bot.sdk.light import LightTurn

log = structlog.get_logger()

_ASIDE = frozenset({"delay", ActivityTypes.trace})
"""What the SDK takes for itself."""
PLAIN_MESSAGE = "application/vnd.microsoft.activity.message"
SORRY = {
    "statusCode": 200,
    "type": PLAIN_MESSAGE,
    "value": "Something went wrong here. Please try again.",
}


class FrontdeskAdapter(CloudAdapter):
    """Answers in the statuses that Teams expects, and never in a 5xx (teams-platform D1, D7, D18)."""

    def __init__(self, authentication: FrontdeskAuthentication, admission: Admission) -> None:
        super().__init__(authentication)
        self._authentication, self._admission = authentication, admission

    async def process(
        self,
        request: web.Request,
        bot: Bot,
        ws_response: web.WebSocketResponse | None = None,  # noqa: ARG002  the SDK's signature
    ) -> web.Response:
        """One activity in, its answer out. Streaming connections are not served.

        Who is not the Bot Service is turned away before anything they sent is read: that costs more than the
        look at a token.
        """
        header = request.headers.get("Authorization", "")
        if not await self._is_admitted(header):
            return web.Response(status=401)
        return await self._processed(request, header, bot)

    async def _processed(self, request: web.Request, header: str, bot: Bot) -> web.Response:
        if not is_json(request.headers) or "Content-Encoding" in request.headers:
            return web.Response(status=415)
        try:
            body = read_body(await request.read())
            activity = read_activity(body)
        except (Malformed, web.RequestPayloadError, ConnectionError) as fault:
            log.info("malformed", reason=str(fault))
            return web.Response(status=400)
        caller = await self._authenticated(activity, header)
        if caller is None:
            return web.Response(status=401)
        if reason := self._admission.refusal(body) or await self._admission.outsider(body):
            log.warning("refused", reason=reason)
            return web.Response(status=403)
        if activity.type not in HANDLED:
            return web.Response()
        with answering():
            response = _as_response(await self._turn(caller, activity, bot))
            if activity.type == ActivityTypes.invoke:
                await _written(request, response)
        return response

    async def run_pipeline(
        self, context: TurnContext, callback: Callable[[TurnContext], Awaitable[Any]] | None = None
    ) -> Any:
        """Middleware and bot, on a turn that copies nothing it does not have to."""
        return await super().run_pipeline(LightTurn(context), callback)  # type: ignore[arg-type]  # the SDK's own default is None

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Hand them to the connector, in this order; the answer to an invoke goes out with the turn."""
        return [await self._handed_on(context, each) for each in activities]

    async def _handed_on(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        activity.id = None  # type: ignore[assignment]  # the SDK gives it no other type
        if activity.type == ActivityTypes.invoke_response:
            context.turn_state[self._INVOKE_RESPONSE_KEY] = activity
            return ResourceResponse()
        if activity.type in _ASIDE:
            return (await super().send_activities(context, [activity]))[0]
        client = cast("Client", context.turn_state[self.BOT_CONNECTOR_CLIENT_KEY])
        there = activity.conversation.id  # type: ignore[union-attr]  # LightTurn has addressed it
        if activity.reply_to_id:
            return await client.conversations.reply_to_activity(there, activity.reply_to_id, activity)
        return await client.conversations.send_to_conversation(there, activity)

    async def _is_admitted(self, header: str) -> bool:
        with _refusing():
            await self._authentication.admit(header)
            return True
        return False

    async def _authenticated(self, activity: Activity, header: str) -> AuthenticateRequestResult | None:
        with _refusing():
            return await self._authentication.authenticate_request(activity, header)
        return None

    async def _turn(
        self, caller: AuthenticateRequestResult, activity: Activity, bot: Bot
    ) -> InvokeResponse | None:
        try:
            return await self.process_activity(caller, activity, bot.on_turn)
        except Exception as error:
            # The bot tells people of its own errors; this one is of the SDK around it.
            log.exception("turn-failed", error=type(error).__name__)
            return InvokeResponse(status=200, body=SORRY) if activity.name == "adaptiveCard/action" else None


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever it is that fails, nobody has been authenticated; the log alone tells why."""
    try:
        yield
    except NotAuthenticated as refused:
        log.warning("unauthenticated", reason=str(refused))
    except Exception as error:  # noqa: BLE001  as said
        log.warning("unauthenticated", error=type(error).__name__)


async def _written(request: web.Request, response: web.Response) -> None:
    """Hand the answer to the connection now. Who has hung up gets none, as from aiohttp itself."""
    with suppress(ConnectionError):
        await response.prepare(request)
        await response.write_eof()


def _as_response(answer: InvokeResponse | None) -> web.Response:
    if answer is None:
        return web.Response()
    if answer.body is None:
        return web.Response(status=answer.status)
    # The SDK writes it twice, and so can write models and texts alone.
    body = as_json(answer.body)
    return web.Response(body=body, status=answer.status, content_type="application/json", charset="utf-8")
