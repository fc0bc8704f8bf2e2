"""A typed name found among the names of a tenant: exactly, among several, or only nearly."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.spellings import is_dense, is_wide, joined, spellings, split
from language.text import fold

# Names are shorter; whatever is longer is no name.
LONGEST_NAME: Final = 100
OFFERED: Final = 5
_SHORTEST_FORGIVEN: Final = 4
_TWO_ERRORS_FROM: Final = 8
_SHORTEST_CORRECTED: Final = 6
_SHORTEST_SLIPPED: Final = 5
_END: Final = "\n"


@dataclass(frozen=True, slots=True)
class Exact:
    """One name, and no doubt."""

    index: int


@dataclass(frozen=True, slots=True)
class Several:
    """Any of these, as far as was said; in the order of the names."""

    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """None of these, but perhaps one was meant: to be offered, never taken; the nearest first."""

    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """No name is like it."""


NameMatch = Exact | Several | Near | Nothing


def find_name(said: str, names: Sequence[str]) -> NameMatch:
    """Find one name once; for many questions keep a NameIndex."""
    return NameIndex(names).find(said)


class NameIndex:
    """Names prepared for finding, by position; case, accents and punctuation do not matter."""

    def __init__(self, names: Sequence[str]) -> None:
        self._whole: defaultdict[str, set[int]] = defaultdict(set)
        self._any_order: defaultdict[str, set[int]] = defaultdict(set)
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._pairs: defaultdict[str, set[int]] = defaultdict(set)
        self._spellings: list[frozenset[tuple[str, ...]]] = []
        self._names = names
        for index, name in enumerate(names):
            self._add(index, name[:LONGEST_NAME])
        self._words = sorted(self._by_word)
        self.longest = max((len(words) for forms in self._spellings for words in forms), default=0)
        """How many words the longest name has."""
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for key in sorted({*self._whole, *self._by_word}):
            self._by_length[len(key)].append(key)
        self._runs = [joined(split(fold(name[:LONGEST_NAME]))) for name in names]
        self._text = _END.join(self._runs)
        self._starts = _starts(self._runs)

    def _add(self, index: int, name: str) -> None:
        forms = spellings(name)
        self._spellings.append(forms)
        for words in forms:
            self._whole[joined(words)].add(index)
            self._any_order[joined(sorted(words))].add(index)
            for word in words:
                self._by_word[word].add(index)
            for pair in pairwise(words):
                self._pairs[joined(pair)].add(index)

    def find(self, said: str) -> NameMatch:
        """The name meant: a full name beats a part, a part beats a mere beginning or a typing error."""
        match self.sure(said):
            case Nothing() if len(said) <= LONGEST_NAME:
                return self._guess(filter(None, spellings(said)))
            case found:
                return found

    def sure(self, said: str) -> Exact | Several | Nothing:
        """As `find`, but a beginning or a typing error is nothing."""
        forms = spellings(said) if len(said) <= LONGEST_NAME else frozenset[tuple[str, ...]]()
        if not any(forms):
            return Nothing()
        tiers = (self._full, self._piece, self._run, self._inside)
        if is_wide(said):
            # Where one name is written with a space the next is without: words tell nothing there.
            tiers = (self._full, self._inside)
        for tier in tiers:
            if found := {index for words in forms for index in tier(words)}:
                return _match(self._as_marked(said, found))
        return Nothing()

    def _as_marked(self, said: str, found: set[int]) -> set[int]:
        """`check-in` is no `check (in person)`: of several, those who are written with the same marks."""
        if len(found) == 1 or said.replace(" ", "").isalnum():
            return found
        written = fold(said).strip()
        return {index for index in found if written in fold(self._names[index])} or found

    def whole(self, keys: Sequence[str], *, any_order: bool = True) -> tuple[int, ...]:
        """The places of those who are called exactly so; `keys` are words in lower case, without marks."""
        found = self._whole.get(joined(keys), set[int]())
        if any_order and len(keys) > 1:
            found = found | self._any_order.get(joined(sorted(keys)), set[int]())
        return tuple(sorted(found))

    def forgiven(self, said: str) -> Exact | Several | Nothing:
        """The name meant where a long word is one slip away from one alone; short words are not forgiven."""
        found = {
            index
            for words in spellings(said)
            if len(joined(words)) >= _SHORTEST_CORRECTED
            for index in (self._slipped(words) or self._corrected(words))
        }
        return _match(found)

    def beginning(self, said: str) -> Exact | Nothing:
        """The only name of which a word begins so."""
        found = {index for words in spellings(said) if words for index in self._begun(words)}
        return Exact(*found) if len(found) == 1 else Nothing()

    def shortened(self, word: str) -> str:
        """The longest known word that a longer one begins with: `consult` of `consultation`; else nothing."""
        key = fold(word)
        shorter = (key[:length] for length in range(len(key) - 1, _SHORTEST_SLIPPED - 1, -1))
        return next((each for each in shorter if each in self._by_word), "")

    def _slipped(self, words: tuple[str, ...]) -> Iterable[int]:
        """Full names one slip away."""
        return {
            index
            for key in self._near_keys(joined(words), 1)
            for index in self._whole.get(key, ())
            if len(key) >= _SHORTEST_CORRECTED
        }

    def _corrected(self, words: tuple[str, ...]) -> Iterable[int]:
        """Those meant when each unknown long word is taken for the one known word near it."""
        meant: list[str] = []
        for word in words:
            near = [word] if word in self._by_word else self._near_words(word)
            if len(near) != 1:
                return ()
            meant += near
        match self.sure(" ".join(meant)):
            case Exact(index):
                return (index,)
            case Several(indices):
                return indices
            case _:
                return ()

    def _near_words(self, word: str) -> list[str]:
        if len(word) < _SHORTEST_SLIPPED:
            return []
        return [
            key for key in self._near_keys(word, 1) if key in self._by_word and len(key) >= _SHORTEST_SLIPPED
        ]

    def _near_keys(self, said: str, allowed: int) -> Iterable[str]:
        """A near word is of nearly the same length: most of the names need no look."""
        for length in range(len(said) - allowed, len(said) + allowed + 1):
            keys = self._by_length.get(length, [])
            for key, _, _ in process.extract(
                said, keys, scorer=OSA.distance, score_cutoff=allowed, limit=None
            ):
                yield key

    def _full(self, words: tuple[str, ...]) -> Iterable[int]:
        key = joined(words)
        return self._whole.get(key) or self._any_order.get(joined(sorted(words)), ())

    def _piece(self, words: tuple[str, ...]) -> Iterable[int]:
        """One word or two of a name, however they are spaced: `o brien`, `annemarie`."""
        key = joined(words)
        return self._by_word.get(key, set[int]()) | self._pairs.get(key, set[int]())

    def _run(self, words: tuple[str, ...]) -> Iterable[int]:
        """Whole words of a name in a row, of which all but one may be only begun: `dana sw`, `d. swope`."""
        whole = [word for word in words if word in self._by_word]
        if not whole:
            return ()
        candidates = min((self._by_word[word] for word in whole), key=len)
        begun = [index for index in candidates if self._fits(words, index, begun=True)]
        return [index for index in begun if self._fits(words, index, begun=False)] or begun

    def _fits(self, words: tuple[str, ...], index: int, *, begun: bool) -> bool:
        """Whether a run of this name's words reads so, every word whole or, but for one, only `begun`."""
        for name in self._spellings[index]:
            for at in range(len(name) - len(words) + 1):
                run = tuple(zip(words, name[at : at + len(words)], strict=True))
                whole = sum(said == word for said, word in run)
                if whole == len(run) or (
                    begun and whole and all(word.startswith(said) for said, word in run)
                ):
                    return True
        return False

    def _inside(self, words: tuple[str, ...]) -> Iterable[int]:
        """Anywhere in the name, for scripts that set no spaces or write from the right."""
        piece = "".join(words)
        if not is_dense(piece):
            return
        at = self._text.find(piece)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            yield index
            at = self._text.find(piece, self._starts[index] + len(self._runs[index]))

    def _guess(self, forms: Iterable[tuple[str, ...]]) -> NameMatch:
        """Names that begin so, then those a typing error away."""
        near: dict[int, int] = {}
        for words in sorted(forms):
            for index in self._begun(words):
                near.setdefault(index, 0)
            for index, errors in self._misspelt(words):
                near[index] = min(errors, near.get(index, errors))
        ranked = sorted(near, key=lambda index: (near[index], index))
        return Near(tuple(ranked[:OFFERED])) if ranked else Nothing()

    def _begun(self, words: tuple[str, ...]) -> Iterable[int]:
        """Names of which some words in a row begin so."""
        if len(words) > self.longest:
            return ()
        candidates = set[int]().union(*self._with_beginning(words[0]))
        for word in words[1:]:
            candidates &= set[int]().union(*self._with_beginning(word))
        if len(words) == 1:
            return candidates
        return [index for index in candidates if any(_begins(words, name) for name in self._spellings[index])]

    def _with_beginning(self, beginning: str) -> Iterable[set[int]]:
        for word in islice(self._words, bisect_left(self._words, beginning), None):
            if not word.startswith(beginning):
                return
            yield self._by_word[word]

    def _misspelt(self, words: tuple[str, ...]) -> Iterable[tuple[int, int]]:
        """Near full names, and near single words where only one was said."""
        said = joined(words)
        if len(said) < _SHORTEST_FORGIVEN:
            return
        allowed = 2 if len(said) >= _TWO_ERRORS_FROM else 1
        for length in range(len(said) - allowed, len(said) + allowed + 1):
            # A near word is of nearly the same length: most of the names need no look.
            keys = self._by_length.get(length, [])
            for key, errors, _ in process.extract(
                said, keys, scorer=OSA.distance, score_cutoff=allowed, limit=None
            ):
                places = self._whole.get(key, set[int]())
                if len(words) == 1:
                    places = places | self._by_word.get(key, set[int]())
                for index in places:
                    yield index, int(errors)


def _match(found: set[int]) -> Exact | Several | Nothing:
    return Exact(*found) if len(found) == 1 else Several(tuple(sorted(found))) if found else Nothing()


def _begins(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(
        all(word.startswith(said) for said, word in zip(words, name[at:], strict=False))
        for at in range(len(name) - len(words) + 1)
    )


def _starts(pieces: Iterable[str]) -> list[int]:
    starts: list[int] = []
    behind = 0
    for piece in pieces:
        starts.append(behind)
        behind += len(piece) + len(_END)
    return starts
