"""Names without a word that leads to them, taken where nothing else can be meant."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from language.claims import Claim, Claims
from language.keywords import Keyword
from language.lengths import end_of_length
from language.names import Near
from language.sheet import Mention, Part, Places, Sheet, places
from language.tokens import said
from language.troubles import Fault

_PEOPLE = (Part.STAFF, Part.CUSTOMER)
_SHORTEST_BEGINNING = 4
_MOST_GUESSES = 3
_SHORT = 2
_FAULTS = {Part.SERVICE: Fault.NO_SERVICE, Part.STAFF: Fault.NO_STAFF, Part.CUSTOMER: Fault.UNKNOWN}


def take_bare_names(sheet: Sheet, claims: Claims) -> None:
    """Take services first, then people; who may be staff or customer goes where there is room."""
    people: list[Mention] = []
    for mention in _mentions(sheet, claims):
        sheet.take(mention.start, mention.end)
        if Part.SERVICE in mention.places:
            claims.add(Part.SERVICE, Claim(_word(sheet, mention), mention.places[Part.SERVICE]))
        else:
            people.append(mention)
    _place(sheet, claims, people)


def report_leftovers(sheet: Sheet, claims: Claims) -> None:
    """Name what nobody understands, with what may have been meant."""
    for at in range(len(sheet.row)):
        if not sheet.taken[at] and _leads_nowhere(sheet, at):
            claims.trouble(sheet.row[at].text, Fault.NOBODY)
    for guesses, (start, end) in enumerate(_leftovers(sheet)):
        word = said(sheet.row[start:end])
        if end in {end_of_length(sheet, start), end_of_length(sheet, max(start - 1, 0))}:
            claims.trouble(word, Fault.LENGTH)
            continue
        part, near = _guess(sheet, claims, word) if guesses < _MOST_GUESSES else (Part.CUSTOMER, ())
        is_name = any(map(str.isalpha, word)) and claims.is_open(Part.SERVICE)
        unknown = Fault.NO_SERVICE if is_name else Fault.UNKNOWN
        claims.trouble(word, _FAULTS[part] if near else unknown, _names(sheet, part, near))
        if near and claims.is_open(part):
            claims.add(part, Claim(word, near, near=True))


def _mentions(sheet: Sheet, claims: Claims) -> Iterator[Mention]:
    at = 0
    while at < len(sheet.row):
        mention = None if sheet.taken[at] or _is_small(sheet, at) else _longest(sheet, claims, at)
        if mention is not None:
            yield mention
        at = mention.end if mention else at + 1


def _is_small(sheet: Sheet, at: int) -> bool:
    if not sheet.row[at].key or sheet.is_keyword(at):
        return True
    return sheet.is_keyword(at, Keyword.FILL) and at not in sheet.names


def _longest(sheet: Sheet, claims: Claims, at: int) -> Mention | None:
    if (mention := sheet.names.get(at)) and not any(sheet.taken[at : mention.end]):
        return mention
    for end in range(sheet.free_run(at), at, -1):
        if end - at == 1 and not sheet.row[at].quoted and len(sheet.row[at].key) == 1:
            continue
        if sheet.row[end - 1].text == "/":
            continue
        found = {part: places for part in Part if (places := sheet.sure(part, at, end))}
        found = found or _forgiven(sheet, at, end)
        if found:
            return Mention(at, end, _fitting(sheet, claims, found))
    return None


def _fitting(sheet: Sheet, claims: Claims, found: dict[Part, Places]) -> dict[Part, Places]:
    """A service rather than a person of whom it is a part of the name, while no service is named."""
    named = any(Part.SERVICE in one.places and one.whole for one in sheet.names.values())
    if Part.SERVICE in found and len(found) > 1:
        if claims.is_open(Part.SERVICE) and not named:
            return {Part.SERVICE: found[Part.SERVICE]}
        del found[Part.SERVICE]
    return found


def _forgiven(sheet: Sheet, at: int, end: int) -> dict[Part, Places]:
    """A long word with one slip, for services and staff; a service whose word is only begun, or goes on."""
    word = said(sheet.row[at:end])
    found = {part: found for part in (Part.SERVICE, Part.STAFF) if (found := sheet.forgiven(part, at, end))}
    if not found and end - at == 1 and len(sheet.row[at].key) >= _SHORTEST_BEGINNING:
        found = _as_service(places(sheet.index(Part.SERVICE).beginning(word)))
    if not found and (shorter := sheet.index(Part.SERVICE).shortened(sheet.row[end - 1].text)):
        word = " ".join((*(token.text for token in sheet.row[at : end - 1]), shorter))
        found = _as_service(places(sheet.index(Part.SERVICE).sure(word)))
    return found


def _as_service(found: Places) -> dict[Part, Places]:
    return {Part.SERVICE: found} if found else {}


def _place(sheet: Sheet, claims: Claims, people: Sequence[Mention]) -> None:
    open_to_both: list[Mention] = []
    for mention in people:
        if len(mention.places) == 1:
            [(part, found)] = mention.places.items()
            claims.add(part, Claim(_word(sheet, mention), found))
        else:
            open_to_both.append(mention)
    for mention in open_to_both:
        word = _word(sheet, mention)
        room = [part for part in _PEOPLE if claims.is_open(part)]
        if _is_joined(sheet, mention, people):
            room = [Part.STAFF]
        if len(room) == 1 or not room:
            [part] = room or [Part.CUSTOMER]
            claims.add(part, Claim(word, mention.places[part]))
            continue
        claims.trouble(word, Fault.EITHER, _both(sheet, mention))
        for part in _PEOPLE:
            claims.add(part, Claim(word, mention.places[part], near=True))


def _is_joined(sheet: Sheet, mention: Mention, people: Sequence[Mention]) -> bool:
    """`Dana or Priya`: both are named for one place, that of the one who is of the staff alone."""
    for other in people:
        first, second = sorted((mention, other), key=lambda each: each.start)
        between = range(first.end - 1, second.start)
        if tuple(other.places) == (Part.STAFF,) and len(between) in {1, 2}:
            return sheet.is_keyword(between[-1], Keyword.AND)
    return False


def _both(sheet: Sheet, mention: Mention) -> list[str]:
    """One name of the staff and one of the customers, for the sentence."""
    return [_names(sheet, part, mention.places[part])[0] for part in _PEOPLE]


def _guess(sheet: Sheet, claims: Claims, word: str) -> tuple[Part, Places]:
    for part in sorted(Part, key=lambda part: not claims.is_open(part)):
        match sheet.index(part).find(word):
            case Near(near):
                return part, near
            case _:
                continue
    return Part.CUSTOMER, ()


def _names(sheet: Sheet, part: Part, found: Places) -> list[str]:
    names = sheet.names_of(part)
    return [names[place] for place in found]


def _leftovers(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that are not taken and not small words around what is."""
    at = 0
    while at < len(sheet.row):
        if sheet.taken[at] or _says_nothing(sheet, at) or _is_title(sheet, at) or _is_misspelt(sheet, at):
            at += 1
            continue
        if length := max(sheet.words.length(sort, sheet.row, at) for sort in (Keyword.NOISE, Keyword.NEW)):
            at += length
            continue
        end = sheet.free_run(at)
        while end > at + 1 and (_says_nothing(sheet, end - 1) or sheet.is_keyword(end - 1, Keyword.NOISE)):
            end -= 1
        yield at, end
        at = end


def _is_misspelt(sheet: Sheet, at: int) -> bool:
    """`wiht` and `fro` before a name that was taken."""
    if at + 1 == len(sheet.row) or not sheet.taken[at + 1] or sheet.is_time(at + 1):
        return False
    leading = sheet.words.phrases[Keyword.WITH] | sheet.words.phrases[Keyword.FOR]
    key = sheet.row[at].key
    return len(key) > 1 and any(len(word) > _SHORT and OSA.distance(key, word) == 1 for word in leading)


def _is_title(sheet: Sheet, at: int) -> bool:
    """`Mrs` before a name that was taken."""
    return at + 1 < len(sheet.row) and sheet.taken[at + 1] and sheet.is_keyword(at, Keyword.TITLE)


def _leads_nowhere(sheet: Sheet, at: int) -> bool:
    """Whether `with`, or a `for` with neither name nor time behind it, has been left over."""
    if sheet.is_keyword(at, Keyword.WITH):
        return True
    behind = at + 1 == len(sheet.row) or (not sheet.taken[at + 1] and sheet.is_keyword(at + 1))
    return behind and sheet.is_keyword(at, Keyword.FOR)


def _says_nothing(sheet: Sheet, at: int) -> bool:
    return not sheet.row[at].key or sheet.is_keyword(at) or sheet.is_keyword(at, Keyword.FILL)


def _word(sheet: Sheet, mention: Mention) -> str:
    return said(sheet.row[mention.start : mention.end])
