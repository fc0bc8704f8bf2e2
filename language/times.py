"""The time that a line names, read from the words that nothing else has taken."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from language.doubts import DayOrTime, WhichDay
from language.sheet import Sheet
from language.tokens import Token
from language.when import Span, When, read_when


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the line, and where it stands in the text that is read for times."""

    start: int
    end: int
    at: int


# Stands where a name was taken out, so that what is left does not run together.
_GAP: Final = " | "
_OF_A_DAY: Final = re.compile("['\u2019]s$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """When and where a line is written, and how dates are written there."""

    now: datetime
    zone: ZoneInfo
    locale: str


def take_times(sheet: Sheet, speaker: Speaker) -> tuple[When, str]:
    """Read the time and take its words; these come along as they were typed."""
    when, spans = read_times(sheet, speaker)
    for at, token in enumerate(sheet.row):
        if any(token.meets(start, end) for start, end in spans) and not _left_of(token, spans):
            sheet.take(at, at + 1)
    return when, " ".join(" ".join(sheet.text[start:end] for start, end in spans).split())


def _left_of(token: Token, spans: list[Span]) -> str:
    """The letters and figures of a word that is a time only in part, as `15x` is."""
    letters = _OF_A_DAY.sub("", token.text)
    return "".join(
        letter
        for place, letter in enumerate(letters, token.start)
        if letter.isalnum() and not any(start <= place < end for start, end in spans)
    )


def names_day(sheet: Sheet, speaker: Speaker) -> bool:
    """Whether what is left of the line names a day, if a doubtful one."""
    when, _ = read_times(sheet, speaker)
    return when.day is not None or any(isinstance(doubt, WhichDay | DayOrTime) for doubt in when.doubts)


def read_times(sheet: Sheet, speaker: Speaker) -> tuple[When, list[Span]]:
    """Read the time from what is left; the spans are places in the line."""
    pieces = _pieces(sheet)
    text = _GAP.join(sheet.text[piece.start : piece.end] for piece in pieces)
    when = read_when(text, now=speaker.now, zone=speaker.zone, locale=speaker.locale)
    return when, [span for understood in when.spans for span in _in_line(understood, pieces)]


def _pieces(sheet: Sheet) -> list[_Piece]:
    """The stretches without names, quotes and what is taken."""
    hidden = {at for one in sheet.names.values() for at in range(one.start, one.end)}
    pieces: list[_Piece] = []
    behind, last = 0, -2
    for at, token in enumerate(sheet.row):
        if sheet.taken[at] or token.quoted or at in hidden:
            continue
        if last == at - 1 and pieces:
            opened = pieces.pop()
            pieces.append(_Piece(opened.start, token.end, opened.at))
        else:
            behind += len(_GAP) if pieces else 0
            pieces.append(_Piece(token.start, token.end, behind))
        last = at
        behind = pieces[-1].at + pieces[-1].end - pieces[-1].start
    return pieces


def _in_line(span: Span, pieces: list[_Piece]) -> list[Span]:
    found: list[Span] = []
    for piece in pieces:
        start, end = (piece.start + edge - piece.at for edge in span)
        if start < piece.end and end > piece.start:
            found.append((max(start, piece.start), min(end, piece.end)))
    return found
