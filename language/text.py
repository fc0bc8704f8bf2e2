"""Letters and digits in one plain form, so that spelling habits do not matter."""

import re
import unicodedata
from typing import Final

_SINGLE: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t"})
_DOUBLE: Final = str.maketrans({"æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"})
_SPELT_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Latin accents, Hebrew points, Arabic vowel signs; Indic vowels and Japanese voicing make other words.
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f]"
)
_LOOK_ALIKES: Final = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u00b4": "'",
    "`": "'",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
}


class _Plain(dict[int, str]):
    """One plain character for each character, found when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain_character(chr(code))
        return plain


def _plain_character(character: str) -> str:
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(character)[0] in "ZC":
        return " "
    same = unicodedata.normalize("NFKC", character)
    lower = (same if len(same) == 1 else character).lower()
    return lower if len(lower) == 1 else character


_PLAIN: Final = _Plain()


def plain(text: str) -> str:
    """Lower case, ASCII digits and spaces, character for character: positions stay those of `text`."""
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """Without case and accents; `Søren` and `soren`, `Groß` and `gross` become the same."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKC", text).casefold().translate(_SINGLE).translate(_DOUBLE)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", letters)))


def fold_spelt_out(text: str) -> str:
    """As fold, with umlauts written as two letters: `Jürgen` becomes `juergen`."""
    return fold(unicodedata.normalize("NFC", text).casefold().translate(_SPELT_OUT))
