"""Full names anywhere in a line, found before times are read: Will May is a customer, and no month."""

from collections.abc import Iterator

from language.keywords import Keyword
from language.sheet import LONGEST_RUN, Mention, Part, Places, Sheet


def whole_names(sheet: Sheet) -> dict[int, Mention]:
    """By the place of their first token; the longer and then the earlier name wins."""
    return {mention.start: mention for mention in _found(sheet)}


def _found(sheet: Sheet) -> Iterator[Mention]:
    at = 0
    while at < len(sheet.row):
        mention = _longest(sheet, at)
        if mention is None:
            at += 1
        else:
            yield mention
            at = mention.end


def _longest(sheet: Sheet, at: int) -> Mention | None:
    for end in range(min(at + LONGEST_RUN, len(sheet.row)), at, -1):
        if any(token.quoted for token in sheet.row[at:end]) and end - at > 1:
            continue
        found = {part: places for part in Part if (places := _called(sheet, part, at, end))}
        if found:
            return Mention(at, end, found, whole=True)
    return None


def _called(sheet: Sheet, part: Part, start: int, end: int) -> Places:
    """Those called so; words for times are a name only in its own order, and alone only in quotes."""
    index = sheet.index(part)
    if end - start > max(index.longest, 1):
        return ()
    times = all(sheet.is_time(at) or sheet.row[at].key in sheet.time_words for at in range(start, end))
    single = end - start == 1
    if single and (times or sheet.is_keyword(start, *Keyword)) and not sheet.row[start].quoted:
        return ()
    if times and _dated(sheet, start, end):
        return ()
    return index.whole([token.key for token in sheet.row[start:end]], any_order=not times)


def _dated(sheet: Sheet, start: int, end: int) -> bool:
    """Whether figures follow, as in `April Monday 24`, without a word that leads to a name."""
    led = start > 0 and sheet.is_keyword(start - 1, Keyword.WITH, Keyword.FOR)
    return not led and end < len(sheet.row) and sheet.row[end].text[:1].isdigit()
