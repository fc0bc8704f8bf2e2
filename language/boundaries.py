"""Where a name behind `with` or `for` begins and ends."""

from language.keywords import Keyword
from language.names import Exact, Nothing
from language.sheet import LONGEST_RUN, Part, Places, Sheet
from language.tokens import Token, key_of

_SHORTEST_BEGINNING = 4


def end_of_name(sheet: Sheet, part: Part, start: int) -> int:
    """Where a name that begins here ends: at a small word, a time, another name, or behind a comma."""
    if start >= len(sheet.row) or sheet.taken[start]:
        return start
    if (mention := sheet.names.get(start)) and (part in mention.places or sheet.row[start].quoted):
        return mention.end
    if sheet.row[start].quoted:
        return start + 1
    end = start
    while end < min(len(sheet.row), start + LONGEST_RUN) and not _stops(sheet, part, start, end):
        end += 1
        if sheet.row[end - 1].pause:
            break
    while end > start + 1 and sheet.is_keyword(end - 1, Keyword.FILL):
        end -= 1
    return end


def _stops(sheet: Sheet, part: Part, start: int, at: int) -> bool:
    token = sheet.row[at]
    if sheet.taken[at] or token.quoted or has_contact(sheet, token):
        return True
    if sheet.is_keyword(at):
        return not (at > start and len(token.text) == 1 and sheet.sure(part, start, at + 1))  # `with Alex W`
    if at == start:
        return sheet.is_time(at) and not _is_name_all_the_same(sheet, part, at)
    return _stops_behind(sheet, part, start, at)


def _stops_behind(sheet: Sheet, part: Part, start: int, at: int) -> bool:
    """Whether a name that has begun does not go on here."""
    token = sheet.row[at]
    if not token.key and not sheet.is_keyword(at, Keyword.AND):
        return True
    says_nothing = sheet.words.length(Keyword.NOISE, sheet.row, at) or sheet.is_keyword(at, Keyword.NOT)
    if token.text.islower() and says_nothing:
        return not sheet.sure(part, start, at + 1)
    in_other = at in sheet.names and not (part in sheet.names[at].places and len(sheet.names[at].places) == 1)
    if in_other or sheet.words.length(Keyword.UNASSIGNED, sheet.row, at):
        return True
    is_of_a_firm = part is Part.CUSTOMER and not token.key and not _are_two(sheet, start, at)
    if (
        sheet.is_keyword(at, Keyword.AND, Keyword.AT)
        and not is_of_a_firm
        and not sheet.sure(part, start, at + 2)
    ):
        return not (sheet.is_keyword(at, Keyword.PARTICLE) and at + 1 < len(sheet.row))
    return sheet.is_time(at) or sheet.is_misspelt_time(at) or _is_small_behind_capital(sheet, part, start, at)


def _are_two(sheet: Sheet, start: int, at: int) -> bool:
    """`Adele & Joni`, who are both known; `Smith & Sons` are not."""
    known = at + 1 < len(sheet.row) and sheet.sure(Part.CUSTOMER, at + 1, at + 2)
    return sheet.row[at].text == "/" or bool(known and sheet.sure(Part.CUSTOMER, start, at))


def _is_name_all_the_same(sheet: Sheet, part: Part, at: int) -> bool:
    """A word for times that begins a name: `with April`, `Herr Freitag`, `Sunday Okafor`."""
    if any(map(str.isdigit, sheet.row[at].text)):
        return False
    if part is Part.STAFF and sheet.sure(part, at, at + 1):
        return True
    if at and _is_titled(sheet, at):
        return True
    if at + 1 == len(sheet.row) or sheet.row[at].pause or sheet.is_time(at + 1) or sheet.is_keyword(at + 1):
        return False
    capitals = all(sheet.row[each].text[:1].isupper() for each in (at, at + 1))
    return capitals and not starts_other(sheet, at + 1, tuple(Part))


def _is_titled(sheet: Sheet, at: int) -> bool:
    return sheet.is_keyword(at - 1, Keyword.TITLE) and sheet.row[at].text[:1].isupper()


def _is_small_behind_capital(sheet: Sheet, part: Part, start: int, at: int) -> bool:
    """A name that is written with a capital does not go on with an unknown word without."""
    if not (sheet.row[start].text[:1].isupper() and sheet.row[at].text[:1].islower()):
        return False
    return not sheet.is_keyword(at, Keyword.PARTICLE) and not sheet.sure(part, start, at + 1)


def has_contact(sheet: Sheet, token: Token) -> bool:
    return any(token.meets(one.start, one.end) for one in sheet.contacts)


def behind_title(sheet: Sheet, part: Part, at: int) -> int:
    """Behind `Mrs` or `the`, where a name follows and does not begin so itself."""
    while (
        at + 1 < len(sheet.row)
        and at not in sheet.names
        and sheet.is_keyword(at, Keyword.TITLE, Keyword.FILL)
        and not (sheet.is_time(at + 1) and not _is_titled(sheet, at + 1))
        and not sheet.sure(part, at, at + 2)
    ):
        at += 1
    return at


def longest_sure(sheet: Sheet, part: Part, start: int, end: int) -> tuple[Places, int]:
    for until in range(end, start, -1):
        if found := sheet.sure(part, start, until):
            return found, until
    return (), start


def starts_other(sheet: Sheet, at: int, parts: tuple[Part, ...]) -> bool:
    """Whether another part begins here; of the staff a full name or a first name."""
    if at >= len(sheet.row):
        return False
    for part in parts:
        found = sheet.sure(part, at, at + 1)
        if part is not Part.SERVICE:
            names = sheet.names_of(part)
            found = [place for place in found if key_of(names[place].split()[0]) == sheet.row[at].key]
        ends = range(at + 1, min(at + 4, len(sheet.row)) + 1)
        if found or any(sheet.sure(part, at, end) for end in ends[1:]):
            return True
        if part is Part.SERVICE and (
            any(sheet.forgiven(part, at, end) for end in ends) or _begins_service(sheet, at)
        ):
            return True
    return False


def _begins_service(sheet: Sheet, at: int) -> bool:
    """`for physio`, where no capital says that it is a name, and no customer has one like it."""
    word = sheet.row[at].text
    if len(word) < _SHORTEST_BEGINNING or not word.islower():
        return False
    if not isinstance(sheet.index(Part.SERVICE).beginning(word), Exact):
        return False
    return isinstance(sheet.index(Part.CUSTOMER).find(word), Nothing)


def up_to_other(sheet: Sheet, start: int, end: int, parts: tuple[Part, ...]) -> int:
    return next((at for at in range(start + 1, end) if starts_other(sheet, at, parts)), end)
