"""What the bot is about to change, written down before it acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from booking.ids import BusinessId

LEASE = timedelta(seconds=60)
"""How long a try to book is left alone by others: more than its calls to Graph take, and Graph after them."""

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
    leased_until: datetime | None = None
    """Until then somebody is at it, and everybody else keeps away."""
    told_at: datetime | None = None
    """When the person was told what came of it."""


class ReferenceTaken(Exception):
    """Another intent of the tenant bears this reference: draw another."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"the reference {reference} is taken")
        self.reference = reference


def is_unsent(intent: Intent, lease: timedelta) -> bool:
    """Whether its request has surely not been sent yet: before that the lease is renewed."""
    return intent.leased_until == intent.created_at + lease


def renewed(intent: Intent, now: datetime, lease: timedelta) -> datetime:
    """Until when the lease is renewed; never until when it was taken at first, whatever the clock says."""
    until = now + lease
    return max(until, intent.leased_until + datetime.resolution) if intent.leased_until else until


def flow_of(key: str) -> str:
    """The flow of a key, without the attempt."""
    return key.rpartition(":")[0]


class Ledger(Protocol):
    """All that is needed to write something down (booking.ports.Intents)."""

    async def open(self, intent: Intent) -> Intent:
        """Write it down, or give what stands there already. Raises ReferenceTaken."""
        ...


async def written(ledger: Ledger, draw: Callable[[], Intent]) -> tuple[Intent, bool]:
    """What stands under the key now, and whether it is what was drawn; drawn anew while references clash."""
    while True:
        mine = draw()
        try:
            stands = await ledger.open(mine)
        except ReferenceTaken:
            continue
        return stands, (stands.reference, stands.created_at) == (mine.reference, mine.created_at)
