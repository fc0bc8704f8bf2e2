"""The words known in a set of languages, and what a misspelt one most likely was."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.locales import LANGUAGES, NOT_TYPOS

Senses = Mapping[str, int]

SHORTEST_FORGIVEN: Final = 4
TWO_ERRORS_FROM: Final = 8
# "mar" is Tuesday to one and March to another; which of the two, the first language says;
# "other" is a word of it that looks like one of another language, as French "mon".
_NAMES_OF_DAYS: Final = frozenset({"weekday", "month", "other"})
# A customer's name is easily one letter away from a month (Marco, Julia), hence the longer minimum there.
_MONTH_FORGIVEN_FROM: Final = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words in a row and what they can mean, a value for each kind."""

    words: tuple[str, ...]
    senses: Senses


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, the longest first; `spellings` are the words an error may have meant."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    spellings: Mapping[str, frozenset[tuple[str, int]]]
    spared: frozenset[str]

    def phrase_at(self, words: Sequence[str]) -> Phrase | None:
        """The longest phrase that these words begin with."""
        for phrase in self.phrases.get(words[0], ()):
            if phrase.words == tuple(words[: len(phrase.words)]):
                return phrase
        return None

    def corrected(self, word: str) -> str:
        """The known word this must have been; the word itself where two are as near, or none is."""
        if word in self.spellings or word in self.spared or len(word) < SHORTEST_FORGIVEN:
            return word
        near = process.extract(word, self.spellings.keys(), scorer=OSA.distance, score_cutoff=2, limit=None)
        meant = {known: int(errors) for known, errors, _ in near if self._forgives(word, known, int(errors))}
        if not meant:
            return word
        fewest = min(meant.values())
        best = sorted(known for known, errors in meant.items() if errors == fewest)
        one_meaning = all(self.spellings[known] == self.spellings[best[0]] for known in best)
        return best[0] if one_meaning else word

    def _forgives(self, word: str, known: str, errors: int) -> bool:
        if errors > (2 if len(known) >= TWO_ERRORS_FROM else 1):
            return False
        if any(kind == "month" for kind, _ in self.spellings[known]):
            return len(word) >= _MONTH_FORGIVEN_FROM
        if len(word) > SHORTEST_FORGIVEN and len(known) > SHORTEST_FORGIVEN:
            return True
        return sorted(word) == sorted(known) or len(word) < len(known)


@lru_cache
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """The words of these languages; where two disagree on a word, the first language is right."""
    senses: defaultdict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for language in languages:
        for words, kind, value in _entries(language):
            if not (kind in _NAMES_OF_DAYS and _NAMES_OF_DAYS & senses[words].keys()):
                senses[words].setdefault(kind, value)
    phrases: defaultdict[str, list[Phrase]] = defaultdict(list)
    meanings: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for words, meaning in senses.items():
        phrases[words[0]].append(Phrase(words, meaning))
        for word in words:
            if len(word) >= SHORTEST_FORGIVEN:
                meanings[word].update(meaning.items() if len(words) == 1 else {(" ".join(words), 0)})
    return Lexicon(
        {first: tuple(sorted(found, key=_longest_first)) for first, found in phrases.items()},
        {word: frozenset(meaning) for word, meaning in meanings.items()},
        frozenset(word for language in languages for word in NOT_TYPOS[language].split()),
    )


def _entries(language: str) -> Iterator[tuple[tuple[str, ...], str, int]]:
    for kind, values in LANGUAGES[language].items():
        for value, phrases in values.items():
            for phrase in phrases.split(","):
                yield tuple(phrase.split()), kind, value


def _longest_first(phrase: Phrase) -> int:
    return -len(phrase.words)
