"""Which business is meant where none is named: in a personal chat for me, elsewhere for all who are there."""

from collections.abc import Sequence

from booking.errors import BookingError, NotPermitted
from booking.models import BusinessName
from cards.elements import Card
from cards.usual import usual_card
from dialogs.desk import Desk
from dialogs.looking import Look, Sight, look_at
from dialogs.naming import meant
from dialogs.parts import too_long
from dialogs.question import trouble_of
from language.text import fold

NOTHING = frozenset({"nothing", "none", "nichts", "keine", "rien", "aucune", "nada", "ninguna"})

ANOTHERS = "What this channel uses was chosen by somebody who may open that business; you may not."
NONE_CHOSEN, ONLY_ONE = "nothing: I ask each time", "nothing: there is only one"


async def use(desk: Desk, said: str) -> None:
    """Show what is chosen, choose another business by its name, or none."""
    if trouble := too_long(said):
        await desk.stage.say(trouble)
        return
    try:
        trouble = await _changed(desk, said.strip())
    except BookingError as error:
        await desk.stage.say(trouble_of(desk, error))
        return
    await look_at(desk, USE, {"trouble": trouble})


async def _changed(desk: Desk, said: str) -> str | None:
    """Do as was asked; the sentence for what cannot be done."""
    if not said:
        return None
    offered = await _offered(desk)
    if fold(said) in NOTHING:
        return await _cleared(desk, offered)
    found = await meant(said, offered, _name, kind="business")
    if found.one is None:
        return found.trouble
    await desk.bookings.business(found.one.id)
    await desk.defaults.choose(found.one.id)
    return None


async def _cleared(desk: Desk, offered: Sequence[BusinessName]) -> str | None:
    """A channel's choice is undone by who may open what was chosen; one that is gone stays without effect."""
    here = (await desk.defaults.usual()).here
    if here is not None and here not in {one.id for one in offered}:
        return ANOTHERS
    await desk.defaults.choose(None)
    return None


async def _offered(desk: Desk) -> Sequence[BusinessName]:
    businesses = await desk.bookings.businesses()
    if not businesses:
        raise NotPermitted("no business is open to this person")
    return businesses


async def _draw(look: Look) -> Card:
    offered, desk = await _offered(look.desk), look.desk
    usual, names = await desk.defaults.usual(), {one.id: one.name for one in offered}
    chosen = {"Here": usual.here, "For you": usual.mine, "Otherwise": desk.default_business}
    shown = [(whose, names[one]) for whose, one in chosen.items() if one and one in names]
    pane = look.pane(trouble=look.ask["trouble"])
    nothing = ("Chosen", NONE_CHOSEN if len(offered) > 1 else ONLY_ONE)
    return usual_card(pane, shown or [nothing], [one.name for one in offered])


def _name(business: BusinessName) -> str:
    return business.name


USE = Sight("use", "Which business I use", _draw)
