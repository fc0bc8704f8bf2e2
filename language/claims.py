"""What the words of a line claim for one part: someone known, several who may be meant, or someone new."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from booking.draft import StaffWish
from booking.models import NewCustomer
from language.sheet import Part, Places
from language.troubles import Fault, Trouble


@dataclass(frozen=True, slots=True)
class Claim:
    """One place is beyond doubt unless it is `near`; `new` is the customer whom the words would make."""

    word: str
    places: Places = ()
    near: bool = False
    new: NewCustomer | None = None
    wish: StaffWish | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has to be asked about."""
        return self.near or len(self.places) + (self.new is not None) + (self.wish is not None) > 1


@dataclass(slots=True)
class Claims:
    """All claims of a line by their part, and what was not understood of it."""

    of: dict[Part, list[Claim]] = field(default_factory=lambda: {part: [] for part in Part})
    troubles: list[Trouble] = field(default_factory=list[Trouble])
    unspoken: set[Part] = field(default_factory=set[Part])

    def add(self, part: Part, claim: Claim) -> None:
        """One more claim for this part."""
        self.of[part].append(claim)

    def is_open(self, part: Part) -> bool:
        """Whether nothing claims this part yet."""
        return not self.of[part] and part not in self.unspoken

    def trouble(self, word: str, fault: Fault, nearest: Sequence[str] = ()) -> None:
        """A word that was not understood."""
        self.troubles.append(Trouble(word, fault, tuple(dict.fromkeys(nearest))))


def settled(claims: Claims, part: Part) -> Claim | None:
    """What the line says of this part; several claims at odds are one that has to be asked about."""
    match claims.of[part]:
        case []:
            return None
        case [claim]:
            return claim
        case [first, *others] if all(other == first or _same(first, other) for other in others):
            return first
        case several if (common := _common(several)) is not None:
            return common
        case several:
            words = " ".join(claim.word for claim in several[1:])
            claims.trouble(words, Fault.TWICE)
            return _together(several)


def _common(several: Sequence[Claim]) -> Claim | None:
    """`consult ... paediatric consult`: the later words say which of those that the first may mean."""
    shared = [place for place in several[0].places if all(place in each.places for each in several)]
    sure = not any(claim.near or claim.new or claim.wish for claim in several)
    return Claim(several[0].word, tuple(shared)) if shared and sure else None


def _same(one: Claim, other: Claim) -> bool:
    return not one.is_open and one.places == other.places and one.wish == other.wish and one.new == other.new


def _together(several: Sequence[Claim]) -> Claim:
    places = tuple(dict.fromkeys(place for claim in several for place in claim.places))
    new = next((claim.new for claim in several if claim.new), None)
    wish = next((claim.wish for claim in several if claim.wish), None)
    return Claim(several[0].word, places, near=True, new=new, wish=wish)
