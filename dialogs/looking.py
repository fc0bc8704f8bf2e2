"""What somebody asked to see: shown to them alone, and led on by the buttons of its card.

It is no dialog, so that a booking that is open stays open. What each button does is kept in the drawer of
this person in this conversation, under the nonce of the card; the card carries the number of the button.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from booking.draft import AppointmentDraft
from booking.errors import BookingError, NotPermitted, SignInNeeded
from booking.models import Business
from cards.answers import Move, Tapped
from cards.catalogue import FIELD
from cards.elements import Card
from cards.listing import PICKED, Pane, for_the_asker
from dialogs.desk import Desk
from dialogs.question import OPEN_FOR, trouble_of
from dialogs.stage import View
from dialogs.usual import usual_business

LOOKS = "looks"
KEPT = 4
"""So many cards of a person lead on in one conversation; the oldest is closed first."""

GONE = "That list is no longer open, so I did nothing. Please ask for it again."
GOES_ON = "Your booking is still open: go on with its card, or write **try again** to have it here."

Ask = dict[str, Any]
"""What is asked for, as plain JSON."""


@dataclass(slots=True)
class Look:
    """A card being drawn: what is asked for, and what its buttons will do."""

    desk: Desk
    nonce: str
    title: str
    ask: Ask = field(repr=False)
    steps: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]], repr=False)
    chooses: str = ""
    """What of the ask is chosen by the input of the card."""

    def again(self, **changed: Any) -> int:
        """The number of a button that asks for this, with something changed."""
        return self._step({"look": {**self.ask, **changed}})

    def begin(self, draft: AppointmentDraft) -> int:
        """The number of a button that begins a booking with this draft."""
        return self._step({"book": draft.as_state()})

    def choose(
        self, name: str, label: str, choices: Sequence[tuple[str, str]], trouble: str | None = None
    ) -> Card:
        """The card that asks for one of several first."""
        self.chooses = name
        return self.pane(trouble=trouble).choose(label, choices)

    def pane(self, about: str = "", *, trouble: str | None = None) -> Pane:
        """The frame of the card."""
        hint = GOES_ON if self.desk.drawer.flow_is_open else ""
        return Pane(self.nonce, self.title, about, trouble, hint)

    def _step(self, step: dict[str, Any]) -> int:
        self.steps.append(step)
        return len(self.steps) - 1


@dataclass(frozen=True, slots=True)
class Sight:
    """Something that can be asked for; `draw` may raise a BookingError."""

    name: str
    title: str
    draw: Callable[[Look], Awaitable[Card]]


@dataclass(frozen=True, slots=True)
class Shown:
    """The tap was on a card of ours, and has been answered."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The tap begins a booking."""

    draft: AppointmentDraft


async def look_at(desk: Desk, sight: Sight, ask: Ask) -> None:
    """Show it on a card of its own."""
    await _show(desk, sight, ask, desk.new_nonce(), message=None)


async def followed(desk: Desk, tap: Tapped, sights: Mapping[str, Sight]) -> Shown | Begun | None:
    """Do what a button of such a card does; None for a tap on any other."""
    kept = _looks(desk).get(tap.nonce)
    if kept is None:
        return None
    desk.stage.goes_on_in(kept["message"])
    sight = sights.get(kept["sight"])
    if sight is None or desk.clock() >= datetime.fromisoformat(kept["until"]):
        await desk.stage.say(GONE)
        return Shown()
    match _step_of(tap, kept):
        case {"book": draft}:
            _keep(desk, {nonce: one for nonce, one in _looks(desk).items() if nonce != tap.nonce})
            return Begun(AppointmentDraft.from_state(draft))
        case {"look": ask}:
            await _show(desk, sight, ask, tap.nonce, message=kept["message"])
        case _:
            await desk.stage.say(GONE)
    return Shown()


async def in_business(look: Look, draw: Callable[[Look, Business], Awaitable[Card]]) -> Card:
    """Draw for the business that is asked for or usual; where there is none, ask for it first."""
    businesses = await look.desk.bookings.businesses()
    if not businesses:
        raise NotPermitted("no business is open to this person")
    wanted = look.ask.get("business")
    known = [business.id for business in businesses if business.id == wanted]
    business_id = known[0] if known else await usual_business(look.desk, businesses)
    if business_id is None:
        return look.choose("business", "Which business?", [(one.name, one.id) for one in businesses])
    return await draw(look, await look.desk.bookings.business(business_id))


async def _show(desk: Desk, sight: Sight, ask: Ask, nonce: str, *, message: str | None) -> None:
    look = Look(desk, nonce, sight.title, ask)
    try:
        card = await sight.draw(look)
    except SignInNeeded as error:
        await desk.stage.say(trouble_of(desk, error))
        return
    except BookingError as error:
        look = Look(desk, nonce, sight.title, ask)
        pane = look.pane(trouble=trouble_of(desk, error))
        card = pane.card([], actions=[pane.again()])
    public = for_the_asker(sight.title, desk.reader.name, nonce=nonce, user_ids=[desk.speaker])
    shown = await desk.stage.show(View(card, public))
    _keep_open(look, sight, shown or message)


def _keep_open(look: Look, sight: Sight, message: str | None) -> None:
    """From here on the card leads on as it was drawn last; the newest are kept."""
    kept = {
        "sight": sight.name,
        "ask": look.ask,
        "steps": look.steps,
        "chooses": look.chooses,
        "until": (look.desk.clock() + OPEN_FOR).isoformat(),
        "message": message,
    }
    others = {nonce: one for nonce, one in _looks(look.desk).items() if nonce != look.nonce}
    _keep(look.desk, {**others, look.nonce: kept})


def _step_of(tap: Tapped, kept: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What this tap does, as the card that was shown last has it; None for what it does not offer."""
    match tap.move:
        case Move.LOOK | Move.RETRY:
            return {"look": kept["ask"]}
        case Move.ANSWER if kept["chooses"]:
            return {"look": {**kept["ask"], kept["chooses"]: tap.fields.get(FIELD, "")}}
        case Move.PICK:
            number = tap.fields.get(PICKED, "")
            steps: list[dict[str, Any]] = kept["steps"]
            return steps[int(number)] if number in map(str, range(len(steps))) else None
        case _:
            return None


def _looks(desk: Desk) -> dict[str, Any]:
    return desk.drawer.kept.get(LOOKS) or {}


def _keep(desk: Desk, looks: dict[str, Any]) -> None:
    newest = list(looks)[-KEPT:]
    desk.drawer.kept[LOOKS] = {nonce: looks[nonce] for nonce in newest}
