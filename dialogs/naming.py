"""What a typed name means among those on offer, said so that nothing is guessed."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from booking.ids import BusinessId
from cards.phrases import quoted
from dialogs.desk import Desk
from dialogs.speaker import own_staff
from language.known import Known, Roll, customers_roll, services_roll, staff_roll
from language.names import Exact, NameIndex, Near, Several

T = TypeVar("T")
M = TypeVar("M")

# An index of 10,000 names takes 0.1 to 0.4 s to build: once for a catalogue, and off the loop.
LONG = 500
_KEPT = 64
_indices: OrderedDict[int, tuple[Sequence[Any], NameIndex]] = OrderedDict()
_rolls: OrderedDict[int, tuple[Sequence[Any], Roll[Any]]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Meant(Generic[T]):
    """Exactly one; or several to choose from, with the sentence that says why one has to choose."""

    one: T | None
    several: Sequence[T] = ()
    trouble: str | None = None


async def meant(said: str, offered: Sequence[T], name: Callable[[T], str], *, kind: str) -> Meant[T]:
    """Which of those on offer a person means; `kind` is what they are called, such as "service"."""
    match (await _index(offered, name)).find(said):
        case Exact(index):
            return Meant(offered[index])
        case Several(indices):
            few = [offered[index] for index in indices]
            return Meant(None, few, f"There are {len(few)} for {quoted(said)}. Which one do you mean?")
        case Near(indices):
            few = [offered[index] for index in indices]
            names = " or ".join(name(item) for item in few[:3])
            return Meant(None, few, f"I know no {kind} called {quoted(said)}. Did you mean {names}?")
        case _:
            return Meant(None, (), f"I know no {kind} called {quoted(said)}.")


async def known_names(desk: Desk, business: BusinessId) -> Known:
    """All that the words of a line may name in a business. May raise a BookingError."""
    bookings = desk.bookings
    staff = await bookings.staff(business)
    return Known(
        services=await _roll(await bookings.services(business), services_roll),
        staff=await _roll(staff, staff_roll),
        customers=await _roll(await bookings.customers(business), customers_roll),
        me=await own_staff(desk, staff),
    )


async def _index(offered: Sequence[T], name: Callable[[T], str]) -> NameIndex:
    """The index of these names; a long list is the catalogue's own, and so the same one each time."""
    return await _kept(_indices, offered, lambda: NameIndex([name(item) for item in offered]))


async def _roll(offered: Sequence[T], make: Callable[[Sequence[T]], Roll[Any]]) -> Roll[Any]:
    return await _kept(_rolls, offered, lambda: make(offered))


async def _kept(
    kept: OrderedDict[int, tuple[Sequence[Any], M]], offered: Sequence[Any], make: Callable[[], M]
) -> M:
    """What was made of this very list; of a long one it is made off the loop, and kept."""
    known = kept.get(id(offered))
    if known is not None and known[0] is offered:
        return known[1]
    if len(offered) < LONG:
        return make()
    made = await asyncio.to_thread(make)
    kept[id(offered)] = (offered, made)
    while len(kept) > _KEPT:
        kept.popitem(last=False)
    return made
