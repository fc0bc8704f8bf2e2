"""One call on its way through the world: who asks for what, and where it is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sandbox.clock import Clock
from sandbox.exchange import Json, bad_request, unknown_error
from sandbox.faults import Fault
from sandbox.store import Store
from sandbox.tokens import Caller


def _refuse_constant(name: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


@dataclass(frozen=True, slots=True)
class Tenant:
    """What all of the world shares."""

    id: str
    store: Store
    clock: Clock


@dataclass(frozen=True, slots=True)
class Call:
    """A permitted call.

    `place` is the id of the business, or of the user whose mailbox it is; `ids` are further path variables;
    `member` is the caller's entry among the staff of the business, None for the app.
    """

    tenant: Tenant
    caller: Caller
    place: str
    ids: tuple[str, ...]
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    content: bytes
    base: str
    fault: Fault | None = None
    member: Json | None = None

    @property
    def store(self) -> Store:
        return self.tenant.store

    def body(self) -> Json:
        """The JSON object sent; 400 for what is no JSON, Bookings' 500 for JSON that is no object."""
        try:
            value: Any = json.loads(self.content, parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            raise bad_request("Unable to read JSON request payload.") from None
        if not isinstance(value, dict):
            raise unknown_error()
        return cast("Json", value)

    def table(self, name: str) -> str:
        """The store's name for this business's or user's table."""
        return f"{self.place}/{name}"

    def struck_by(self, fault: str) -> bool:
        return self.fault is not None and self.fault.fault == fault
