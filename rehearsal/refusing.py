"""When the connector says no, and how: limits, and errors on demand."""

from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from rehearsal.rates import READ, SEND, TENANT, WHOLE_LIST, Rates, Windows

CODES = {
    412: "PreconditionFailed",
    429: "TooManyRequests",
    500: "InternalServerError",
    502: "BadGateway",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
}
"""The errors that Teams documents as worth another try, and the plain one."""


class Refused(Exception):
    """The connector's answer to something it does not take; `retry_after` in seconds."""

    def __init__(self, status: int, code: str, message: str, retry_after: int = 0) -> None:
        super().__init__(message)
        self.status, self.code = status, code
        self.headers = {"Retry-After": str(retry_after)} if retry_after else {}


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error for the next sends, changes and removals; `after` does what was asked first."""

    status: int
    after: bool = False
    times: int = 1

    def as_refused(self) -> Refused:
        """The answer."""
        wait = 1 if self.status == HTTPStatus.TOO_MANY_REQUESTS else 0
        return Refused(self.status, CODES[self.status], "Switched on in the rehearsal room.", wait)


def limited(rates: Rates, request: web.Request) -> None:
    """Count a call. Raises Refused where it is one too many."""
    scopes: dict[str, Windows] = {"tenant": TENANT}
    chat = request.match_info.get("chat", "")
    match request.method, request.path.rpartition("/")[2]:
        case "POST", _:
            scopes[f"send {chat}"] = SEND
        case "GET", "members":
            scopes |= {f"read {chat}": READ, "members": WHOLE_LIST}
        case "GET", _:
            scopes[f"read {chat}"] = READ
        case _:
            pass
    if wait := rates.wait(scopes):
        raise Refused(429, CODES[429], "API calls quota exceeded.", wait)


def told(request: web.Request) -> str:
    """A call in a few words, without ids."""
    route = request.match_info.route.resource
    path = route.canonical if route is not None else request.path
    words = path.partition("/v3/")[2].replace("conversations/{chat}/", "").replace("/{id}", "")
    private = " (targeted)" if request.query.get("isTargetedActivity") else ""
    return f"{request.method} {words}{private}"
