"""Names behind `with` and `for`: how far they go, and whom they mean."""

from collections.abc import Callable
from typing import Final

from booking.draft import StaffWish
from booking.models import NewCustomer
from language.boundaries import (
    behind_title,
    end_of_name,
    has_contact,
    longest_sure,
    starts_other,
    up_to_other,
)
from language.claims import Claim, Claims
from language.keywords import Keyword
from language.lengths import end_of_length
from language.names import OFFERED, Exact, NameIndex, Near, Nothing, Several
from language.sheet import Part, Places, Sheet, is_of_somebody, places
from language.tokens import key_of, said
from language.troubles import Fault

_PRONOUNS: Final = (Keyword.ME, Keyword.THEM, Keyword.ANYONE, Keyword.UNASSIGNED)
_SHORTEST_TELLING: Final = 3
_SHORT: Final = 4


def take_led_names(sheet: Sheet, claims: Claims, has_day: Callable[[], bool]) -> None:
    """Take each `with NAME` and `for NAME`; `has_day` tells whether what is left names a day."""
    inside = {
        at for one in sheet.names.values() for at in range(one.start, one.end) if one.end > one.start + 1
    }
    for at in range(len(sheet.row)):
        if sheet.taken[at] or at in inside:
            continue
        if length := sheet.words.length(Keyword.ANYONE, sheet.row, at):
            claims.add(Part.STAFF, Claim(said(sheet.row[at : at + length]), wish=StaffWish.ANYONE))
            sheet.take(at, at + length)
        elif length := sheet.words.length(Keyword.UNASSIGNED, sheet.row, at):
            claims.add(Part.STAFF, Claim(said(sheet.row[at : at + length]), wish=StaffWish.UNASSIGNED))
            sheet.take(at, at + length)
        elif sheet.is_keyword(at, Keyword.WITH_ME):
            sheet.take(at, at + 1)
            _take_speaker(sheet, claims, sheet.row[at].text)
        elif at + 1 < len(sheet.row) and sheet.is_keyword(at, Keyword.WITH):
            _take_staff(sheet, claims, at)
        elif at + 1 < len(sheet.row) and sheet.is_keyword(at, Keyword.FOR):
            _take_customer(sheet, claims, at, has_day)
        elif (length := sheet.words.length(Keyword.NEW, sheet.row, at)) and at + length < len(sheet.row):
            _take_customer(sheet, claims, at + length - 1, has_day)
            if sheet.taken[at + length]:
                sheet.take(at, at + length)


def _take_staff(sheet: Sheet, claims: Claims, at: int) -> None:
    sorts = (Keyword.ANYONE, Keyword.ANY)
    if length := max(sheet.words.length(sort, sheet.row, at + 1) for sort in sorts):
        claims.add(Part.STAFF, Claim(said(sheet.row[at + 1 : at + 1 + length]), wish=StaffWish.ANYONE))
        sheet.take(at, at + 1 + length)
    elif length := sheet.words.length(Keyword.UNASSIGNED, sheet.row, at + 1):
        claims.add(Part.STAFF, Claim(said(sheet.row[at + 1 : at + 1 + length]), wish=StaffWish.UNASSIGNED))
        sheet.take(at, at + 1 + length)
    elif sheet.is_keyword(at + 1, Keyword.ME) and not sheet.sure(Part.STAFF, at + 1, at + 2):
        sheet.take(at, at + 2)
        _take_speaker(sheet, claims, sheet.row[at + 1].text)
    else:
        start = behind_title(sheet, Part.STAFF, at + 1)
        end = end_of_name(sheet, Part.STAFF, start)
        if end > start:
            _claim_staff(sheet, claims, start, end)
            sheet.take(at, start)
            _take_others(sheet, claims, Part.STAFF, start)


def _take_speaker(sheet: Sheet, claims: Claims, word: str) -> None:
    if sheet.known.me is None or sheet.known.me not in sheet.known.staff.ids:
        claims.trouble(word, Fault.NOT_STAFF)
    else:
        claims.add(Part.STAFF, Claim(word, (sheet.known.staff.ids.index(sheet.known.me),)))


def _claim_staff(sheet: Sheet, claims: Claims, start: int, end: int) -> None:
    found, known_end = longest_sure(sheet, Part.STAFF, start, end)
    if found and (known_end == end or starts_other(sheet, known_end, (Part.CUSTOMER, Part.SERVICE))):
        claims.add(Part.STAFF, Claim(said(sheet.row[start:known_end]), found))
        sheet.take(start, known_end)
        return
    end = up_to_other(sheet, start, end, (Part.CUSTOMER, Part.SERVICE))
    word = said(sheet.row[start:end])
    sheet.take(start, end)
    index = sheet.index(Part.STAFF)
    if forgiven := places(index.forgiven(word)):
        claims.add(Part.STAFF, Claim(word, forgiven))
        return
    near = _near(index, word)
    claims.trouble(word, Fault.NO_STAFF, [sheet.known.staff.names[place] for place in near])
    if near:
        claims.add(Part.STAFF, Claim(word, near, near=True))
    else:
        claims.unspoken.add(Part.STAFF)


def _take_customer(sheet: Sheet, claims: Claims, at: int, has_day: Callable[[], bool]) -> None:
    if has_contact(sheet, sheet.row[at + 1]):
        sheet.take(at, at + 1)
        return
    if sheet.is_keyword(at + 1, *_PRONOUNS) and _names_nobody(sheet, at + 1, at + 2):
        claims.trouble(sheet.row[at + 1].text, Fault.NOT_CUSTOMER)
        sheet.take(at, at + 2)
        return
    if end_of_length(sheet, at + 1) > at + 1 or _is_time_to(sheet, at):
        return
    start = behind_title(sheet, Part.CUSTOMER, at + 1)
    end = end_of_name(sheet, Part.CUSTOMER, start)
    if end == start and _is_name_of_a_day(sheet, start, has_day):
        end = start + 1
    if all(sheet.is_keyword(each, Keyword.FILL) for each in range(start, end)) and _names_nobody(
        sheet, start, end
    ):
        return  # `for a new patient` says no name
    if end > start and not _is_service(sheet, start):
        _claim_customer(sheet, claims, start, end)
        sheet.take(at, start)
        _take_others(sheet, claims, Part.CUSTOMER, start)


def _names_nobody(sheet: Sheet, start: int, end: int) -> bool:
    """Whether nobody is called so, and no capital says that somebody is."""
    return said(sheet.row[start:end]).islower() and not sheet.sure(Part.CUSTOMER, start, end)


def _take_others(sheet: Sheet, claims: Claims, part: Part, at: int) -> None:
    """`Dana or Priya`: more than there is room for, so that one of them has to be asked for."""
    while at < len(sheet.row) and sheet.taken[at]:
        at += 1
    while at + 1 < len(sheet.row) and not sheet.taken[at] and sheet.is_keyword(at, Keyword.AND):
        end = end_of_name(sheet, part, at + 1)
        found, known_end = longest_sure(sheet, part, at + 1, end)
        if not found:
            return
        claims.add(part, Claim(said(sheet.row[at + 1 : known_end]), found))
        sheet.take(at, known_end)
        at = known_end


def _claim_customer(sheet: Sheet, claims: Claims, start: int, end: int) -> None:
    found, known_end = first, known_until = longest_sure(sheet, Part.CUSTOMER, start, end)
    others = (Part.SERVICE, Part.STAFF) if found and claims.is_open(Part.STAFF) else (Part.SERVICE,)
    if not found or (known_end < end and not starts_other(sheet, known_end, others)):
        known_end = up_to_other(sheet, start, end, (Part.SERVICE,))
        found = sheet.sure(Part.CUSTOMER, start, known_end)
    word = said(sheet.row[start:known_end])
    sheet.take(start, known_end)
    if found:
        # `Adele's mum` is not Adele.
        is_kin = is_of_somebody(word) and known_end < len(sheet.row) and not _goes_on(sheet, known_end)
        claims.add(Part.CUSTOMER, Claim(word, found, near=is_kin))
    elif any(map(str.isalpha, word)):
        names = sheet.known.customers.names
        match sheet.index(Part.CUSTOMER).find(word):
            case Near(near):
                near = tuple(place for place in near if _begin_alike(word, names[place]))
            case _:
                # `for adele urgent`: somebody new, or somebody known and a word too many.
                is_more = said(sheet.row[known_until:known_end]).islower()
                near = first[:OFFERED] if is_more and known_until < known_end else ()
        claims.add(Part.CUSTOMER, Claim(word, near, near=bool(near), new=NewCustomer(word)))
    else:
        claims.trouble(word, Fault.UNKNOWN)


def _goes_on(sheet: Sheet, at: int) -> bool:
    """Whether something that is understood follows a name."""
    token = sheet.row[at]
    plain = not token.key or sheet.is_keyword(at) or sheet.is_time(at) or sheet.is_keyword(at, Keyword.FILL)
    return (
        plain or sheet.taken[at] or at in sheet.names or starts_other(sheet, at, (Part.SERVICE, Part.STAFF))
    )


def _is_time_to(sheet: Sheet, at: int) -> bool:
    """`cuarto para las 4`: the word for a customer is one for a time."""
    phrase = sheet.times.phrase_at([token.key for token in sheet.row[at : at + 2]])
    return phrase is not None and "to" in phrase.senses and at + 2 < len(sheet.row) and sheet.is_time(at + 2)


def _is_name_of_a_day(sheet: Sheet, at: int, has_day: Callable[[], bool]) -> bool:
    """`for Monday` is a customer where somebody is called so, and the line names a day besides."""
    if at >= len(sheet.row) or sheet.taken[at] or sheet.row[at].key not in sheet.time_words:
        return False
    if not sheet.sure(Part.CUSTOMER, at, at + 1):
        return False
    sheet.take(at, at + 1)
    named = has_day()
    sheet.taken[at] = False
    return named


def _is_service(sheet: Sheet, start: int) -> bool:
    """`for a consult`: a service is named, and no customer."""
    if sheet.row[start].quoted:
        return start in sheet.names and Part.CUSTOMER not in sheet.names[start].places
    return starts_other(sheet, start, (Part.SERVICE,)) and not sheet.sure(Part.CUSTOMER, start, start + 1)


def _near(index: NameIndex, word: str) -> Places:
    """Those who may have been meant by a name that nobody has; else those who share a word of it."""
    match index.find(word):
        case Exact(place):
            return (place,)
        case Several(several) | Near(several):
            return several
        case Nothing():
            pieces = [piece for piece in word.split() if len(piece) >= _SHORTEST_TELLING]
            shared = (places(index.sure(piece)) for piece in pieces if len(pieces) > 1)
            return next(filter(None, shared), ())[:OFFERED]


def _begin_alike(word: str, name: str) -> bool:
    """Whether a short name begins like this one: there a slip in the first letter makes another name."""
    if len(key_of(word)) > _SHORT:
        return True
    said_so, called = ({key_of(each)[:1] for each in text.split()} for text in (word, name))
    return not said_so.isdisjoint(called)
