"""The command word of a message: `/book rest`, `book rest`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.text import fold

OFFERED: Final = 3
_LONGEST_WORD: Final = 32
_SLASHES: Final = "/\uff0f"
_PUNCTUATION: Final = ".,:;!?"


@dataclass(frozen=True, slots=True)
class CommandWord:
    """The known command or alias that begins a message, or None; `said` is the word as typed.

    `rest` is what follows, or the whole message where no command is known and no slash was typed;
    `nearest` are commands to offer for a misspelt one, the nearest first, and only after a slash.
    """

    name: str | None
    rest: str
    slash: bool
    said: str
    nearest: tuple[str, ...] = ()


def read_command(text: str, known: Sequence[str]) -> CommandWord:
    """Read the first word against the known names and aliases, in any letter case; collapse white space."""
    message = " ".join(text.split())
    slash = message.startswith(tuple(_SLASHES))
    said, _, rest = message.lstrip(_SLASHES).lstrip().partition(" ") if slash else message.partition(" ")
    word = fold(said[:_LONGEST_WORD]).rstrip(_PUNCTUATION)
    by_word = _by_word(tuple(known))
    if word in by_word and len(said) <= _LONGEST_WORD:
        return CommandWord(by_word[word], rest, slash, said)
    if not slash:
        return CommandWord(None, message, slash, said)
    return CommandWord(None, rest, slash, said, _nearest(word, by_word))


@lru_cache
def _by_word(known: tuple[str, ...]) -> Mapping[str, str]:
    return {fold(name): name for name in known}


def _nearest(word: str, by_word: Mapping[str, str]) -> tuple[str, ...]:
    """Commands one typing error away, two for long words, or begun with what was typed."""
    allowed = 1 if len(word) <= 4 else 2  # noqa: PLR2004
    near = process.extract(word, by_word.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None)
    errors = {known: int(distance) for known, distance, _ in near if distance < len(known)}
    if word:
        errors |= {known: 0 for known in by_word if known.startswith(word)}
    ranked = sorted(errors, key=lambda known: (errors[known], list(by_word).index(known)))
    return tuple(dict.fromkeys(by_word[known] for known in ranked))[:OFFERED]
