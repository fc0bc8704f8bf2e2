"""The words of a name, in the one or two ways in which they may be spelt."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from language.text import fold, fold_spelt_out

_APOSTROPHES: Final = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_FROM_THE_RIGHT: Final = frozenset({"R", "AL"})


@lru_cache(maxsize=1024)
def spellings(name: str) -> frozenset[tuple[str, ...]]:
    """The words of a name; a second time with umlauts spelt out where there are any."""
    plain = split(fold(name))
    return frozenset({plain}) if name.isascii() else frozenset({plain, split(fold_spelt_out(name))})


def split(folded: str) -> tuple[str, ...]:
    """Without marks; an apostrophe joins what it stands between."""
    return tuple(_NO_LETTER.sub(" ", _APOSTROPHES.sub("", folded)).split())


def joined(words: Iterable[str]) -> str:
    """Without spaces, so that O Brien is OBrien and Anne-Marie is Annemarie."""
    return "".join(words)


def is_wide(piece: str) -> bool:
    """Whether it is written in a script that sets no spaces."""
    return not piece.isascii() and any(unicodedata.east_asian_width(letter) == "W" for letter in piece)


def is_dense(piece: str) -> bool:
    """Whether a piece of a word may stand for a name: scripts without spaces, or from the right."""
    return not piece.isascii() and (
        is_wide(piece) or any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in piece)
    )
