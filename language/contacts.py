"""Mail addresses and phone numbers in a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from language.known import significant

_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?![\w@-])")
# A zero or a plus in front, or in the groups of North America, so that no date and no time is taken for one.
_PHONE: Final = re.compile(
    r"(?<![\w+/.:-])(?:(?:\+|\(0|0)[\d() /.-]{5,24}\d|(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4})(?![\w/:@])"
)
_DATE: Final = re.compile(r"\d{1,2}[./-] ?\d{1,2}(?:[./-]|\D|$)")
_FEWEST_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class Contact:
    """An address or number, and where in the text it stands."""

    start: int
    end: int
    mail: str | None = None
    phone: str | None = None


def contacts(text: str) -> Iterator[Contact]:
    """Those in the text, mail addresses first."""
    mails = [Contact(found.start(), found.end(), mail=found[0]) for found in _MAIL.finditer(text)]
    yield from mails
    for found in _PHONE.finditer(text):
        apart = all(found.end() <= mail.start or mail.end <= found.start() for mail in mails)
        if apart and not _DATE.match(found[0]) and len(significant(found[0])) >= _FEWEST_DIGITS:
            yield Contact(found.start(), found.end(), phone=found[0])
