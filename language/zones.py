"""The zone that a line names: `in London`, `in Pacific time`, `3pm UTC`."""

from collections.abc import Container
from zoneinfo import ZoneInfo

from language.keywords import Keyword
from language.places import is_plain_zone, near_zones, zones_named
from language.sheet import Sheet
from language.tokens import said
from language.troubles import Fault, Trouble

_LONGEST = 5
# Zones that are said without "time" where an hour stands before.
_SPOKEN = frozenset({"eastern", "central", "mountain", "pacific"})
_HALVES = frozenset({"am", "pm", "noon"})
_SMALL = (Keyword.AND, Keyword.FILL)
_OF_A_CITY = "er"


def take_zones(sheet: Sheet, own: Container[str]) -> tuple[ZoneInfo, ...]:
    """The zones that may be meant, several where letters such as IST do; none where none is."""
    named = {at for one in sheet.names.values() for at in range(one.start, one.end)}
    for at in range(len(sheet.row)):
        if sheet.taken[at] or at in named or sheet.row[at].quoted:
            continue
        led = sheet.is_keyword(at, Keyword.IN)
        start = at + 1 if led else at
        end, zones = _longest(sheet, start, led=led)
        # What the speaker's own offsets are called tells the doubled hours of their zone apart.
        if zones and sheet.row[start].key not in own:
            sheet.take(at, end)
            return zones
    return ()


def take_own_offsets(sheet: Sheet, own: Container[str]) -> str:
    """What an offset of the speaker's own zone is called, where it is said behind a time."""
    for at in range(1, len(sheet.row)):
        token = sheet.row[at]
        if sheet.taken[at - 1] and not sheet.taken[at] and token.key in own and not token.quoted:
            sheet.take(at, at + 1)
            return token.text
    return ""


def unknown_zones(sheet: Sheet) -> list[Trouble]:
    """Where `in` leads to words that nobody understands."""
    troubles: list[Trouble] = []
    for at in range(len(sheet.row)):
        if not sheet.taken[at] and sheet.is_keyword(at, Keyword.IN) and at + 1 < len(sheet.row):
            end = sheet.free_run(at + 1, longest=_LONGEST)
            if end > at + 1 and not sheet.is_keyword(at + 1):
                word = said(sheet.row[at + 1 : end])
                sheet.take(at, end)
                is_wait = sheet.is_time(at + 1)
                fault = Fault.NO_TIME if is_wait else Fault.NO_ZONE
                troubles.append(Trouble(word, fault, () if is_wait else near_zones(word)))
    return troubles


def _longest(sheet: Sheet, start: int, *, led: bool) -> tuple[int, tuple[ZoneInfo, ...]]:
    before = sheet.words.length(Keyword.ZONE_WORD, sheet.row, start)
    first = start + before if before and _is_time_of(sheet, start, before) else start
    for end in range(min(first + _LONGEST, len(sheet.row)), first, -1):
        if any(sheet.taken[first:end]) or any(token.pause for token in sheet.row[first : end - 1]):
            continue
        behind = sheet.words.length(Keyword.ZONE_WORD, sheet.row, end)
        word = said(sheet.row[first:end])
        if end - first == 1 and sheet.is_keyword(first, *_SMALL) and not word.isupper():
            continue  # French "heure et demie", "qui est libre"
        if not (led or behind or first > start or is_plain_zone(word) or _is_of_a_time(sheet, first, end)):
            continue
        if zones := zones_named(word) or (zones_named(word.removesuffix(_OF_A_CITY)) if behind else ()):
            return end + behind, zones
    return start, ()


def _is_of_a_time(sheet: Sheet, at: int, end: int) -> bool:
    """`4pm Pacific`."""
    if end - at > 1 or not at or sheet.row[at].key not in _SPOKEN:
        return False
    before = sheet.row[at - 1]
    return not before.pause and (before.text[:1].isdigit() or before.key in _HALVES)


def _is_time_of(sheet: Sheet, start: int, length: int) -> bool:
    """`heure de Paris`: the word for time stands before the place."""
    return start + length < len(sheet.row) and not sheet.is_time(start + length)
