"""What the bot is about to change, written down before it acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from booking.ids import BusinessId

IntentState = Literal["open", "done", "refused"]

Note = Literal["made", "refused", "reconciled", "retried"]
"""What became of a booking, for who counts; reconciled was found by reading, retried was begun before."""


def uncounted(_note: Note) -> None:
    """For who does not count."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One change, under a key that comes from the flow and is the same however often the flow is repeated."""

    key: str
    kind: str
    tenant_id: str
    person_id: str
    business_id: BusinessId
    reference: str
    """Short code for people, such as K7Q2; unique in the tenant."""
    marker: str
    """Also goes into the changed thing itself, so that it is found again when the outcome is unclear."""
    request: Mapping[str, Any] = field(repr=False)
    created_at: datetime
    conversation: Mapping[str, Any] | None = field(default=None, repr=False)
    """Where to answer when the outcome comes late."""
    state: IntentState = "open"
    outcome: Mapping[str, Any] | None = field(default=None, repr=False)
    settled_at: datetime | None = None


class ReferenceTaken(Exception):
    """Another intent of the tenant bears this reference: draw another."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"the reference {reference} is taken")
        self.reference = reference
