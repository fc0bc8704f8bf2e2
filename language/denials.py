"""`not with Dana`, `without Dana`, `not 3pm`: what is ruled out is no answer."""

from dataclasses import replace
from typing import Final

from language.claims import Claim, Claims
from language.keywords import Keyword
from language.sheet import Sheet
from language.tokens import said
from language.troubles import Fault

_LEADING: Final = (Keyword.WITH, Keyword.FOR, Keyword.AT, Keyword.TITLE, Keyword.FILL)


def take_denials(sheet: Sheet, claims: Claims, time: str) -> bool:
    """Ask about each name behind such a word; whether it is the time, as it was typed, that is ruled out."""
    is_time = False
    for at in range(len(sheet.row)):
        if sheet.taken[at] or not sheet.is_keyword(at, Keyword.NOT):
            continue
        following = at + 1
        while following < len(sheet.row) and sheet.is_keyword(following, *_LEADING):
            following += 1
        behind = said(sheet.row[following:])
        is_hour = behind.partition(" ")[0] in time.split()
        if _asked(claims, behind) or is_hour:
            claims.trouble(sheet.row[at].text, Fault.DENIED)
            sheet.take(at, at + 1)
        is_time = is_time or is_hour
    return is_time


def _asked(claims: Claims, behind: str) -> bool:
    """Whether a name stands there; it is asked about then."""
    found = False
    for part, named in claims.of.items():
        denied = [bool(behind) and behind.startswith(claim.word) for claim in named]
        claims.of[part] = [
            _doubted(claim) if is_so else claim for claim, is_so in zip(named, denied, strict=True)
        ]
        found = found or any(denied)
    return found


def _doubted(claim: Claim) -> Claim:
    return replace(claim, near=True)
