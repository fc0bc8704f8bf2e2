"""A customer named by mail or phone, alone or beside a name."""

from collections.abc import Sequence
from dataclasses import replace

from booking.models import NewCustomer
from language.claims import Claim, Claims
from language.contacts import Contact
from language.sheet import Part, Places, Sheet


def take_contacts(sheet: Sheet) -> list[Contact]:
    """Take the addresses and numbers; those in a note are part of the note."""
    found: list[Contact] = []
    for contact in sheet.contacts:
        places = [
            at
            for at, token in enumerate(sheet.row)
            if token.meets(contact.start, contact.end) and not sheet.taken[at]
        ]
        if places:
            sheet.take(places[0], places[-1] + 1)
            found.append(contact)
    return found


def join_contacts(sheet: Sheet, claims: Claims, contacts: Sequence[Contact]) -> None:
    """Whom an address or a number belongs to; beside a name it picks among namesakes, or is news of them."""
    if not contacts:
        return
    found = _owners(sheet, contacts)
    named = claims.of[Part.CUSTOMER]
    if not named:
        mail, phone = _said(contacts)
        word = mail or phone or ""
        new = None if found else NewCustomer(word, mail, phone)
        claims.add(Part.CUSTOMER, Claim(word, found, new=new))
        return
    claims.of[Part.CUSTOMER] = [_joined(claim, found, contacts) for claim in named]


def _joined(claim: Claim, found: Places, contacts: Sequence[Contact]) -> Claim:
    mail, phone = _said(contacts)
    new = NewCustomer(claim.word, mail, phone)
    if both := tuple(place for place in claim.places if place in found):
        return replace(claim, places=both, near=False, new=None)
    if found or claim.places:
        return Claim(claim.word, tuple(dict.fromkeys((*found, *claim.places))), near=True, new=new)
    return replace(claim, new=new)


def _owners(sheet: Sheet, contacts: Sequence[Contact]) -> Places:
    roll = sheet.known.customers
    each = [roll.with_mail(one.mail) if one.mail else roll.with_phone(one.phone or "") for one in contacts]
    common = [place for place in each[0] if all(place in places for places in each)]
    return tuple(common or dict.fromkeys(place for places in each for place in places))


def _said(contacts: Sequence[Contact]) -> tuple[str | None, str | None]:
    mail = next((one.mail for one in contacts if one.mail), None)
    return mail, next((one.phone for one in contacts if one.phone), None)
