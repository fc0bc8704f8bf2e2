"""How long somebody wants an appointment to take: `45 min`, `an hour`; the service decides that."""

import re
from typing import Final

from language.sheet import Sheet

_JOINED: Final = re.compile(r"\d{1,3}([a-z]+)", re.IGNORECASE)
_LONGEST: Final = 4
_UNITS: Final = frozenset({"hour", "minute"})
_COUNTS: Final = frozenset({"num", "one", "half", "quarter", "three_quarters"})


def end_of_length(sheet: Sheet, start: int) -> int:
    """Behind a length of time that begins here; the same place where none does."""
    end = start
    while end < min(start + _LONGEST, len(sheet.row)) and not sheet.row[end].quoted:
        token = sheet.row[end]
        joined = _JOINED.fullmatch(token.text)
        if _is(sheet, joined[1] if joined else token.key, _UNITS) and (joined or end > start):
            return end + 1
        if not (token.key.isdigit() or _is(sheet, token.key, _COUNTS)):
            return start
        end += 1
    return start


def _is(sheet: Sheet, word: str, kinds: frozenset[str]) -> bool:
    phrase = sheet.times.phrase_at([word]) if word else None
    return phrase is not None and not kinds.isdisjoint(phrase.senses)
