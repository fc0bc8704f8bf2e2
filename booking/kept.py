"""What was made of a list that stays the same: a catalogue gives the same tuple until it is read anew."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Of = TypeVar("Of", bound=tuple[Any, ...])
Made = TypeVar("Made")


class Kept(Generic[Of, Made]):
    """Makes it once for each tuple, known by what it is rather than by what it holds; the oldest go first.

    What is made is shared by all readers and stays as it is.
    """

    def __init__(self, make: Callable[[Of], Made], *, most: int = 64) -> None:
        self._make, self._most = make, most
        self._made: OrderedDict[int, tuple[Of, Made]] = OrderedDict()

    def of(self, items: Of) -> Made:
        """What is made of it."""
        kept = self._made.get(id(items))
        if kept is not None and kept[0] is items:
            return kept[1]
        made = self._make(items)
        self._made[id(items)] = items, made
        if len(self._made) > self._most:
            self._made.popitem(last=False)
        return made
