"""Faults that a test or a person switches on, and what each of them does.

`BEFORE` strikes before anything is done, `AFTER` once it is done and kept; `SHAPE` changes what is said.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from sandbox.exchange import GraphError, Json, bad_request, bad_token, too_many_requests

DROP_BEFORE, DROP_AFTER = "drop-before", "drop-after"
SLOW, SLOW_AFTER = "slow", "slow-after"
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault armed for an operation (`*` matches any part of a name); `times` None: until cleared."""

    operation: str
    fault: str
    times: int | None = 1
    skip: int = 0
    retry_after: float = 1
    seconds: float = 1
    reads: int = 2
    size: int = 10

    def as_json(self) -> Json:
        return {_CAMEL.get(name, name): getattr(self, name) for name in self.__slots__}


_CAMEL = {"retry_after": "retryAfter"}
_SNAKE = {camel: snake for snake, camel in _CAMEL.items()}


def _server_error(_fault: Fault) -> GraphError:
    return GraphError(500, "UnknownError", "")


def _gateway_timeout(_fault: Fault) -> GraphError:
    return GraphError(504, "GatewayTimeout", "The gateway did not receive a timely response.")


def _claims(_fault: Fault) -> GraphError:
    claims = "eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19"
    challenge = f'Bearer error="insufficient_claims", claims="{claims}"'
    return GraphError(
        401, "InvalidAuthenticationToken", "Continuous access evaluation.", {"WWW-Authenticate": challenge}
    )


BEFORE: dict[str, Callable[[Fault], GraphError]] = {
    "throttled": lambda fault: too_many_requests(fault.retry_after),
    "throttled-no-header": lambda _: too_many_requests(None),
    "error-before": _server_error,
    "unavailable": lambda _: GraphError(503, "ServiceUnavailable", "The service is unavailable."),
    "gateway-timeout": _gateway_timeout,
    "expired-token": lambda _: bad_token("Lifetime validation failed, the token is expired."),
    "claims-challenge": _claims,
    "forbidden": lambda _: GraphError(403, "Forbidden", "Insufficient privileges to complete the operation."),
    "no-access-policy": lambda _: GraphError(
        403, "General", "No application access policy found for this app."
    ),
    "too-many-businesses": lambda _: GraphError(
        400, "ErrorExceededFindCountLimit", "The request returned too many results; specify a query."
    ),
}
AFTER: dict[str, Callable[[Fault], GraphError]] = {
    "error-after": _server_error,
    "gateway-timeout-after": _gateway_timeout,
}
SHAPE = frozenset(
    {
        "links-null",
        "docs-names",
        "docs-availability",
        "says-free",
        "full-lists",
        "small-pages",
        "drops-meeting",
    }
)
NAMES = frozenset({*BEFORE, *AFTER, *SHAPE, DROP_BEFORE, DROP_AFTER, SLOW, SLOW_AFTER})


@dataclass(slots=True)
class Faults:
    """Those armed, oldest first; at most one strikes a request."""

    known: Callable[[str], bool]
    armed: list[Fault] = field(default_factory=list[Fault])

    def arm(self, body: Json) -> Fault:
        """Switch one on; refused with 400 where a name or value is not understood."""
        fault = read_fault(body)
        if not self.known(fault.operation):
            raise bad_request(f"No operation matches {fault.operation!r}.")
        self.armed.append(fault)
        return fault

    def take(self, operation: str) -> Fault | None:
        """The fault that strikes now, used up by one; faults that still skip are counted down."""
        for number, fault in enumerate(self.armed):
            if not fnmatchcase(operation, fault.operation):
                continue
            if fault.skip:
                self.armed[number] = replace(fault, skip=fault.skip - 1)
                continue
            self._use(number, fault)
            return fault
        return None

    def _use(self, number: int, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times > 1:
            self.armed[number] = replace(fault, times=fault.times - 1)
        else:
            del self.armed[number]


def read_fault(body: Json) -> Fault:
    values: dict[str, Any] = {_SNAKE.get(name, name): value for name, value in body.items()}
    if unknown := set(values) - set(Fault.__slots__):
        raise bad_request(f"Unknown fields: {', '.join(sorted(unknown))}.")
    if values.get("fault") not in NAMES:
        raise bad_request(f"No such fault; there are {', '.join(sorted(NAMES))}.")
    if not isinstance(values.get("operation"), str):
        raise bad_request("'operation' names an operation, or '*'.")
    numbers = {name: value for name, value in values.items() if name not in {"operation", "fault"}}
    for name, value in numbers.items():
        _check_number(name, value)
    return Fault(**values)


def _check_number(name: str, value: object) -> None:
    if name == "times" and value is None:
        return
    whole = name in {"times", "skip", "reads", "size"}
    least = 1 if name in {"times", "size", "reads"} else 0
    kinds = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= _MOST:
        raise bad_request(f"'{name}' is a number from {least} to {_MOST}.")
