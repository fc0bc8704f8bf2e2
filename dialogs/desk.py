"""What a conversation has at hand for one turn."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, cast
from zoneinfo import ZoneInfo

from botbuilder.core import TurnContext
from botbuilder.schema import ChannelAccount

from booking.ids import BusinessId
from booking.ports import Bookings, Clock, Links, Meetings, Person
from booking.scheduling import Scheduling
from cards.answers import Heard
from dialogs.stage import Stage

_DESK = "frontdesk.desk"


@dataclass(frozen=True, slots=True)
class Reader:
    """How the person reads: their name for others to see, their language and their zone."""

    name: str = field(repr=False)
    locale: str
    zone: ZoneInfo


class FollowUp(Protocol):
    """Work that goes on after the turn; it is finished before the bot stops."""

    def __call__(self, work: Callable[[], Awaitable[None]], *, name: str) -> None:
        """Start the work; `name` is for the log."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's turn: who speaks, what was said, and what may be done about it with their rights."""

    person: Person
    reader: Reader
    heard: Heard
    stage: Stage
    bookings: Bookings
    meetings: Meetings
    scheduling: Scheduling
    links: Links
    clock: Clock
    new_nonce: Callable[[], str]
    follow_up: FollowUp
    default_business: BusinessId | None = None

    @property
    def speaker(self) -> str:
        """The id by which Teams knows the person in this bot's conversations."""
        speaker: ChannelAccount = self.stage.context.activity.from_property  # type: ignore[assignment]  # checked at the door
        return str(speaker.id)

    def lay(self, context: TurnContext) -> None:
        """Put the desk where the steps of this turn find it."""
        context.turn_state[_DESK] = self


def desk_of(context: Any) -> Desk:
    """The desk of this turn; takes a TurnContext or anything that has one as `context`."""
    turn: TurnContext = getattr(context, "context", context)
    return cast("Desk", turn.turn_state[_DESK])
