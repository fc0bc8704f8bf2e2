"""What a typed name means among those on offer, said so that nothing is guessed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cards.phrases import quoted
from language.names import Exact, NameIndex, Near, Several

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Meant(Generic[T]):
    """Exactly one; or several to choose from, with the sentence that says why one has to choose."""

    one: T | None
    several: Sequence[T] = ()
    trouble: str | None = None


def meant(said: str, offered: Sequence[T], name: Callable[[T], str], *, kind: str) -> Meant[T]:
    """Which of those on offer a person means; `kind` is what they are called, such as "service"."""
    match NameIndex([name(item) for item in offered]).find(said):
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
