"""The note of a line: `note "call back"`, `Notiz: ruft zurück`."""

from language.keywords import Keyword
from language.sheet import Sheet


def take_note(sheet: Sheet) -> str | None:
    """What stands in quotes behind the word for it; without quotes, all the rest of the line."""
    inside = {
        at for one in sheet.names.values() for at in range(one.start, one.end) if one.end > one.start + 1
    }
    for at, token in enumerate(sheet.row):
        if at in inside or at + 1 == len(sheet.row) or not sheet.words.is_(token, Keyword.NOTE):
            continue
        following = sheet.row[at + 1]
        if following.quoted:
            sheet.take(at, at + 2)
            return following.text
        sheet.take(at, len(sheet.row))
        sheet.beyond = ""
        return sheet.text[following.start :].strip()
    return None
