"""A line as a row of tokens: words, and what stands in quotes as one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from language.text import fold

_SPACED: Final = frozenset({"Cc", "Cs", "Zl", "Zp", "Zs"})
_INVISIBLE: Final = frozenset(
    map(chr, (0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_TOKEN: Final = re.compile(
    r"""
      "(?P<straight>[^"]*)"
    | “(?P<curly>[^“”"„]*)[”"“]
    | „(?P<low>[^„“”"]*)[“”"]
    | «(?P<pointing>[^«»]*)»
    | »(?P<inward>[^«»]*)«
    | (?<![^\s(,;])'(?P<single>[^'\s][^']*)'(?![^\s),;.])
    | ‘(?P<single_curly>[^‘’]*)’
    | (?P<plain>[^\s"“”„«»]+)
    """,
    re.VERBOSE,
)
_LEADING: Final = "([{<¿¡,;:.!?*"
_TRAILING: Final = ")]}>.,;:!?*"
_NO_LETTER: Final = re.compile(r"[\W_]+")
_PAUSES: Final = (",", ";", ":")
_WITH: Final = re.compile(r"[wW](?=/\w)")
_EITHER: Final = re.compile(r"[^\W\d_]{2,}(?=/[^\W\d_]{2,}$)")
# `Europe/Berlin` is one name.
_AREAS: Final = frozenset(
    {"africa", "america", "antarctica", "arctic", "asia", "atlantic", "australia", "brazil", "canada"}
    | {"chile", "etc", "europe", "indian", "mexico", "pacific", "us"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word without the marks around it, or a quoted stretch; `key` without case, accents and marks.

    `end` is behind the marks that follow; `pause`: one of them is a comma or the like, where a name ends.
    """

    start: int
    end: int
    text: str
    key: str
    quoted: bool = False
    pause: bool = False

    def meets(self, start: int, end: int) -> bool:
        """Whether its letters lie in this stretch of the line, if only in part."""
        return start < self.start + len(self.text) and self.start < end


def cleaned(text: str) -> str:
    """Without control characters, lone surrogates and marks of direction; white space is a blank."""
    if text.isascii() and text.isprintable():
        return text
    kept = (letter for letter in text if letter not in _INVISIBLE)
    return "".join(" " if unicodedata.category(letter) in _SPACED else letter for letter in kept)


def tokens(text: str) -> list[Token]:
    """All of the text but marks that stand alone."""
    row: list[Token] = []
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "plain":
            word = found[0].rstrip(_TRAILING)
            behind = found[0][len(word) :]
            bare = word.lstrip(_LEADING)
            if bare:
                start = found.start() + len(word) - len(bare)
                pause = behind.endswith(_PAUSES)
                *pieces, last = _pieces(start, bare)
                row += pieces
                row.append(Token(last.start, found.end(), last.text, last.key, pause=pause))
                continue
            if row and found[0].endswith(_PAUSES):
                last = row.pop()
                row.append(Token(last.start, last.end, last.text, last.key, last.quoted, pause=True))
        elif inside := " ".join((found[found.lastgroup or 0] or "").split()):
            row.append(Token(found.start(), found.end(), inside, key_of(inside), quoted=True))
    return row


def _pieces(start: int, word: str) -> list[Token]:
    """`w/Dana` and `Dana/Priya` are written without spaces."""
    head = _WITH.match(word) or _EITHER.match(word)
    if head is None or head[0].casefold() in _AREAS:
        return [_plain(start, word)]
    mark, behind = start + head.end(), start + head.end() + 1
    slash = [] if head.re is _WITH else [_plain(mark, "/")]
    return [_plain(start, head[0]), *slash, _plain(behind, word[head.end() + 1 :])]


def _plain(start: int, word: str) -> Token:
    return Token(start, start + len(word), word, key_of(word))


def key_of(text: str) -> str:
    """By which words are compared."""
    return _NO_LETTER.sub("", fold(text))


def said(row: Iterable[Token]) -> str:
    """The tokens as they were typed."""
    return " ".join(token.text for token in row)
