"""What a conversation has at hand for one turn."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, cast
from zoneinfo import ZoneInfo

from botbuilder.core import TurnContext
from botbuilder.schema import ChannelAccount

from booking.errors import SignInNeeded
from booking.ids import BusinessId
from booking.ports import Bookings, Clock, Links, Meetings, Person, Rights
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


class SignIn(Protocol):
    """Signing in, where the person's own rights are needed and are not at hand."""

    wanted: SignInNeeded | None
    """Why the person has to sign in; they are asked when the turn is over."""
    asked_for: bool
    """Whether signing in was all that the person wanted."""

    def needed(self, error: SignInNeeded) -> None:
        """The person has to sign in."""
        ...

    async def check(self) -> str | None:
        """The sentence for who is signed in, or needs not be; None where they are asked to. May raise."""
        ...

    async def sign_out(self) -> str:
        """The sentence for who is signed out now. May raise Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's turn: who speaks, what was said, and what may be done about it with their rights."""

    person: Person
    reader: Reader
    heard: Heard
    stage: Stage
    sign_in: SignIn
    bookings: Bookings
    meetings: Meetings
    scheduling: Scheduling
    links: Links
    clock: Clock
    new_nonce: Callable[[], str]
    follow_up: FollowUp
    default_business: BusinessId | None = None
    rights: Rights | None = None

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
