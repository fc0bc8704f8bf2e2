"""A typed name found among the names of a tenant: exactly, among several, or only nearly."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.text import fold, fold_spelt_out

# Names are shorter; whatever is longer is no name.
LONGEST_NAME: Final = 100
OFFERED: Final = 5
_SHORTEST_FORGIVEN: Final = 4
_TWO_ERRORS_FROM: Final = 8
_APOSTROPHES: Final = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_FROM_THE_RIGHT: Final = frozenset({"R", "AL"})
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
        for index, name in enumerate(names):
            self._add(index, name[:LONGEST_NAME])
        self._words = sorted(self._by_word)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for key in sorted({*self._whole, *self._by_word}):
            self._by_length[len(key)].append(key)
        self._joined = [_key(_split(fold(name[:LONGEST_NAME]))) for name in names]
        self._text = _END.join(self._joined)
        self._starts = _starts(self._joined)

    def _add(self, index: int, name: str) -> None:
        spellings = _spellings(name)
        self._spellings.append(spellings)
        for words in spellings:
            self._whole[_key(words)].add(index)
            self._any_order[_key(sorted(words))].add(index)
            for word in words:
                self._by_word[word].add(index)
            for pair in pairwise(words):
                self._pairs[_key(pair)].add(index)

    def find(self, said: str) -> NameMatch:
        """The name meant: a full name beats a part, a part beats a mere beginning or a typing error."""
        spellings = _spellings(said) if len(said) <= LONGEST_NAME else frozenset[tuple[str, ...]]()
        if not any(spellings):
            return Nothing()
        tiers = (self._full, self._piece, self._run, self._inside)
        if _is_wide(said):
            # Where one name is written with a space the next is without: words tell nothing there.
            tiers = (self._full, self._inside)
        for tier in tiers:
            if found := {index for words in spellings for index in tier(words)}:
                return Exact(*found) if len(found) == 1 else Several(tuple(sorted(found)))
        return self._guess(spellings)

    def _full(self, words: tuple[str, ...]) -> Iterable[int]:
        key = _key(words)
        return self._whole.get(key) or self._any_order.get(_key(sorted(words)), ())

    def _piece(self, words: tuple[str, ...]) -> Iterable[int]:
        """One word or two of a name, however they are spaced: `o brien`, `annemarie`."""
        key = _key(words)
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
        if not _is_dense(piece):
            return
        at = self._text.find(piece)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            yield index
            at = self._text.find(piece, self._starts[index] + len(self._joined[index]))

    def _guess(self, spellings: Iterable[tuple[str, ...]]) -> NameMatch:
        """Names that begin so, then those a typing error away."""
        near: dict[int, int] = {}
        for words in sorted(spellings):
            for index in self._begun(words):
                near.setdefault(index, 0)
            for index, errors in self._misspelt(words):
                near[index] = min(errors, near.get(index, errors))
        ranked = sorted(near, key=lambda index: (near[index], index))
        return Near(tuple(ranked[:OFFERED])) if ranked else Nothing()

    def _begun(self, words: tuple[str, ...]) -> Iterable[int]:
        """Names of which some words in a row begin so."""
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
        said = _key(words)
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


def _spellings(name: str) -> frozenset[tuple[str, ...]]:
    """The words of a name; a second time with umlauts spelt out where there are any."""
    return frozenset(_split(form(name)) for form in (fold, fold_spelt_out))


def _split(folded: str) -> tuple[str, ...]:
    return tuple(_NO_LETTER.sub(" ", _APOSTROPHES.sub("", folded)).split())


def _key(words: Iterable[str]) -> str:
    """Without spaces, so that O Brien is OBrien and Anne-Marie is Annemarie."""
    return "".join(words)


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


def _is_wide(piece: str) -> bool:
    return any(unicodedata.east_asian_width(letter) == "W" for letter in piece)


def _is_dense(piece: str) -> bool:
    return _is_wide(piece) or any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in piece)
