"""What a conversation has at hand for one turn."""

from collections.abc import Awaitable, Callable, Collection, Mapping
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
from dialogs.targeted import sharing

_DESK = "frontdesk.desk"


@dataclass(frozen=True, slots=True)
class Reader:
    """How the person reads: their name for others to see, their language and their zone."""

    name: str = field(repr=False)
    locale: str
    zone: ZoneInfo


class SignIn(Protocol):
    """Signing in, where the person's own rights are needed and are not at hand."""

    wanted: SignInNeeded | None
    """Why the person has to sign in; they are asked when the turn is over."""
    asked_for: bool
    """Whether signing in was all that the person wanted."""

    def needed(self, error: SignInNeeded) -> bool:
        """The person has to sign in; False where nobody can, because the bot itself was not let in."""
        ...

    async def check(self) -> str | None:
        """The sentence for who is signed in, or needs not be; None where they are asked to. May raise."""
        ...

    async def sign_out(self) -> str:
        """The sentence for who is signed out now. May raise Unavailable."""
        ...


class Access(Protocol):
    """What the person may do in Microsoft Graph; a turn that touches none of it needs none of it."""

    @property
    def bookings(self) -> Bookings:
        """Microsoft Bookings."""
        ...

    @property
    def rights(self) -> Rights:
        """What their role in a business lets them do."""
        ...

    @property
    def meetings(self) -> Meetings:
        """Online meetings."""
        ...

    @property
    def scheduling(self) -> Scheduling:
        """The verbs of booking."""
        ...


@dataclass(frozen=True, slots=True)
class Usual:
    """The businesses that are meant where none is named, as people have chosen them by /use."""

    here: BusinessId | None = None
    """For everybody in this channel or group chat."""
    mine: BusinessId | None = None
    """For this person, everywhere."""


class Defaults(Protocol):
    """What people have chosen by /use, kept until they choose otherwise."""

    async def usual(self) -> Usual:
        """What is chosen for this person in this place."""
        ...

    async def choose(self, business: BusinessId | None) -> None:
        """Keep it for this channel or group chat, in a personal chat for the person; None clears it."""
        ...


class NothingChosen:
    """Defaults where none can be kept."""

    async def usual(self) -> Usual:
        """Nothing."""
        return Usual()

    async def choose(self, business: BusinessId | None) -> None:
        """Forgotten at once."""


@dataclass(slots=True)
class Drawer:
    """What is kept for the person in this conversation beside the open dialog: plain JSON, by its name."""

    kept: dict[str, Any] = field(default_factory=dict[str, Any], repr=False)
    flow_is_open: bool = False
    """Whether a dialog waits for an answer."""


async def nobody() -> Collection[str]:
    """The addresses of somebody who has none."""
    return ()


@dataclass(slots=True, eq=False)
class Desk:
    """One person's turn: who speaks, what was said, and what may be done about it with their rights.

    Nobody changes a field; that it is not frozen makes it a third of the price, once in each turn.
    """

    person: Person
    reader: Reader
    heard: Heard
    stage: Stage
    sign_in: SignIn
    access: Access
    links: Links
    clock: Clock
    new_nonce: Callable[[], str]
    default_business: BusinessId | None = None
    """That of the settings, where nobody has chosen another."""
    defaults: Defaults = field(default_factory=NothingChosen)
    drawer: Drawer = field(default_factory=Drawer)
    mails: Callable[[], Awaitable[Collection[str]]] = nobody
    """The addresses by which Bookings knows the person among its staff. May raise a BookingError."""

    @property
    def bookings(self) -> Bookings:
        """Microsoft Bookings, as this person."""
        return self.access.bookings

    @property
    def rights(self) -> Rights:
        """What their role lets them do."""
        return self.access.rights

    @property
    def meetings(self) -> Meetings:
        """The online meetings of this person."""
        return self.access.meetings

    @property
    def scheduling(self) -> Scheduling:
        """The verbs of booking, as this person."""
        return self.access.scheduling

    @property
    def shares(self) -> Mapping[str, str] | None:
        """What the button carries by which they share details; None where nobody else reads along."""
        return sharing(shared=self.stage.shared, targeted=self.stage.targeted)

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


def clear_away(context: TurnContext) -> None:
    """Take the desk out of a turn that is over: they hold one another, and would wait for the collector."""
    context.turn_state.pop(_DESK, None)
