"""What goes in and out: requests, replies, answers, and the errors Graph gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; `path` is percent-encoded and starts after `/v1.0`, header names are lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    base: str = "https://graph.microsoft.com/v1.0"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a resource says: a status and a JSON object, a text, or nothing."""

    status: int
    body: Json | str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Answer:
    """What leaves the sandbox; `dropped` means that the connection breaks instead."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    dropped: bool = False


class GraphError(Exception):
    """A refusal in Graph's words."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})


def bad_request(message: str) -> GraphError:
    return GraphError(400, "BadRequest", message)


def unknown_error() -> GraphError:
    """Bookings' answer to almost every mistake in a booking."""
    return GraphError(500, "UnknownError", "")


def not_found(message: str = "The specified object was not found in the store.") -> GraphError:
    return GraphError(404, "itemNotFound", message)


def folder_not_found() -> GraphError:
    """What those hear who may not open the mailbox of a business."""
    return GraphError(404, "ErrorFolderNotFound", "The specified folder could not be found in the store.")


def access_denied() -> GraphError:
    return GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")


def bad_token(message: str = "Access token is empty or malformed.") -> GraphError:
    return GraphError(
        401, "InvalidAuthenticationToken", message, {"WWW-Authenticate": 'Bearer error="invalid_token"'}
    )


def too_many_requests(retry_after: float | None) -> GraphError:
    headers = {} if retry_after is None else {"Retry-After": f"{retry_after:g}"}
    return GraphError(429, "TooManyRequests", "Please retry again later.", headers)
