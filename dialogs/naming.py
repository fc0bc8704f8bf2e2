"""What a typed name means among those on offer, said so that nothing is guessed."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from cards.phrases import quoted
from language.names import Exact, NameIndex, Near, Several

T = TypeVar("T")

# An index of 10,000 names takes 0.1 to 0.4 s to build: once for a catalogue, and off the loop.
LONG = 500
_KEPT = 64
_indices: OrderedDict[int, tuple[Sequence[Any], NameIndex]] = OrderedDict()


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


async def _index(offered: Sequence[T], name: Callable[[T], str]) -> NameIndex:
    """The index of these names; a long list is the catalogue's own, and so the same one each time."""
    kept = _indices.get(id(offered))
    if kept is not None and kept[0] is offered:
        return kept[1]
    names = [name(item) for item in offered]
    if len(names) < LONG:
        return NameIndex(names)
    index = await asyncio.to_thread(NameIndex, names)
    _indices[id(offered)] = (offered, index)
    while len(_indices) > _KEPT:
        _indices.popitem(last=False)
    return index
