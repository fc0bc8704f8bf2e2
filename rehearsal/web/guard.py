"""Who may speak to the room: this machine's own pages; and how it says no."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import web

from rehearsal.web.asking import Declined

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
OWN_SITE = frozenset({"", "none", "same-origin"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = logging.getLogger(__name__)


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what comes from elsewhere; say every refusal in a sentence."""
    try:
        _from_here(request)
        answer = await handler(request)
    except Declined as declined:
        return no(declined.status, str(declined))
    except AssertionError as fault:  # what a client would not let a person do
        return no(HTTPStatus.CONFLICT, _sentence(fault))
    except web.HTTPException as fault:
        return no(HTTPStatus(fault.status), f"{fault.reason}: {request.method} {request.path}")
    except Exception:
        log.exception("%s %s", request.method, request.path)
        return no(HTTPStatus.INTERNAL_SERVER_ERROR, "The room stumbled over this; its terminal says where.")
    if not answer.prepared:
        answer.headers.update(HEADERS)
    return answer


def no(status: HTTPStatus, sentence: str) -> web.Response:
    """The answer to what cannot be done."""
    return web.json_response({"error": sentence}, status=status, headers=HEADERS)


def _sentence(fault: AssertionError) -> str:
    """The first of what the library says, without the picture of the screen that follows."""
    first = str(fault).partition("\n")[0].removesuffix("; there is:")
    return first if first.endswith((".", ")")) else f"{first}."


def _from_here(request: web.Request) -> None:
    if _name(f"//{request.host}") not in LOOPBACK:
        raise Declined(HTTPStatus.FORBIDDEN, "The room answers to this machine's own names alone.")
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin != f"{request.scheme}://{request.host}"
    site = request.headers.get("Sec-Fetch-Site", "")
    opened = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    if foreign or (site not in OWN_SITE and not opened):
        raise Declined(HTTPStatus.FORBIDDEN, "The room takes nothing from pages of other sites.")


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
