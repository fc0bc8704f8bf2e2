"""For whom: one of the customers, or a new one."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from booking.draft import AppointmentDraft, Part
from booking.models import Customer, NewCustomer
from cards.answers import Heard, Move, Tapped, Typed
from cards.customer import (
    KNOWN,
    LONGEST,
    MAIL,
    NAME,
    PHONE,
    SHOWN,
    customer_line,
    customer_picker,
    namesakes,
    new_customer_form,
)
from cards.elements import Card
from cards.frame import Frame
from cards.phrases import TOO_LONG, quoted
from dialogs.desk import Desk
from dialogs.facts import business_of
from dialogs.naming import meant
from dialogs.question import Again, Asked, Question, Reply
from language.text import fold

# Loose on purpose: Bookings has the last word, this only catches a slip.
MAIL_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
MOST_FOUND = 15
# What stands around a name and an address that were copied out of a mail: Jo Bloggs <jo@fabrikam.example>;
_AROUND = str.maketrans(dict.fromkeys("<>,;", " "))


class CustomerQuestion(Question):
    """View: {} searches, {"only": ids} chooses among namesakes, {"new": {...}} fills the form."""

    part = Part.CUSTOMER

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """The search, the namesakes, or the form."""
        match asked.view:
            case {"new": dict() as given}:
                return new_customer_form(frame, **given)
            case {"only": [*ids]}:
                known = await asked.desk.bookings.customers(business_of(asked.draft))
                return namesakes(frame, [customer for customer in known if customer.id in ids])
            case _:
                return customer_picker(frame, await asked.desk.bookings.customers(business_of(asked.draft)))

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """A customer by button or by name; a name that nobody bears fills the form for a new one."""
        match heard:
            case Tapped(move=Move.NEW_CUSTOMER):
                return Again(view={"new": _former(asked)})
            case Tapped(move=Move.KNOWN_CUSTOMER):
                return Again()
            case Tapped(fields=fields) if "new" in asked.view:
                return await new_customer(asked, fields)
            case Tapped(fields=fields):
                return await picked_customer(asked, fields.get(KNOWN, ""))
            case Typed(text) if "new" in asked.view:
                return await _rewritten(asked, text)
            case Typed(text):
                return await _named(asked, text)


async def found_customers(desk: Desk, draft: AppointmentDraft, text: str) -> list[tuple[str, str]]:
    """What the typeahead shows for a text, as (title, value)."""
    known = await desk.bookings.customers(business_of(draft))
    if not text.strip():
        return [(customer_line(customer), str(customer.id)) for customer in known[:MOST_FOUND]]
    hit = await meant(text, known, _name, kind="customer")
    found = [hit.one] if hit.one else list(hit.several)
    starting = [c for c in known if text.casefold() in customer_line(c).casefold() and c not in found]
    return [(customer_line(customer), str(customer.id)) for customer in [*found, *starting][:MOST_FOUND]]


async def picked_customer(asked: Asked, said: str) -> Reply:
    """The customer of a choice; what is no choice is taken for a name or a mail address."""
    known = await asked.desk.bookings.customers(business_of(asked.draft))
    # Some clients send the title of a choice that came by typeahead in place of its value.
    picked = [c for c in known if c.id == said] or [c for c in known if customer_line(c) == said]
    if len(picked) == 1:
        return asked.draft.answered(Part.CUSTOMER, picked[0].id)
    return await _named(asked, said) if said.strip() else Again("Please choose a customer.", asked.view)


async def _named(asked: Asked, text: str) -> Reply:
    known = await asked.desk.bookings.customers(business_of(asked.draft))
    by_mail = [c for c in known if c.mail and c.mail.casefold() == text.strip().casefold()]
    if len(by_mail) == 1:
        return asked.draft.answered(Part.CUSTOMER, by_mail[0].id)
    if by_mail:
        return Again(f"There are {len(by_mail)} for {quoted(text)}. Which one do you mean?", _among(by_mail))
    found = await meant(text, known, _name, kind="customer")
    if found.one:
        return asked.draft.answered(Part.CUSTOMER, found.one.id)
    if found.several:
        return Again(found.trouble, _among(found.several))
    return Again(f"I know no customer called {quoted(text)}. Is this a new one?", {"new": _contact(text)})


async def _rewritten(asked: Asked, text: str) -> Reply:
    """What is typed while the form is open: a customer after all, or more about the new one."""
    contact = {field: said for field, said in _contact(text).items() if said}
    known = await asked.desk.bookings.customers(business_of(asked.draft))
    same = [c for c in known if fold(c.name) == fold(contact.get(NAME, ""))]
    if same and MAIL not in contact:
        return Again("Bookings knows a customer of this name already.", _among(same))
    return await new_customer(asked, asked.view["new"] | contact)


def _former(asked: Asked) -> dict[str, str]:
    """The new customer that was entered before, so that nobody has to type it twice."""
    match asked.former.customer:
        case NewCustomer(name, mail, phone):
            return {NAME: name, MAIL: mail or "", PHONE: phone or ""}
        case _:
            return {}


async def new_customer(asked: Asked, fields: Mapping[str, str]) -> Reply:
    """The customer of the form, or what is wrong with it; one that Bookings knows already is offered."""
    given = {field: " ".join(fields.get(field, "").split()) for field in (NAME, MAIL, PHONE)}
    if not given[NAME]:
        return Again("A new customer needs a name.", {"new": given})
    if too_long := [field for field, most in LONGEST.items() if len(given[field]) > most]:
        return Again(TOO_LONG.format(most=LONGEST[too_long[0]]), {"new": given})
    if given[MAIL] and not MAIL_ADDRESS.fullmatch(given[MAIL]):
        return Again(f"{quoted(given[MAIL])} is not a mail address.", {"new": given})
    known = await asked.desk.bookings.customers(business_of(asked.draft))
    same = [c for c in known if given[MAIL] and c.mail and c.mail.casefold() == given[MAIL].casefold()]
    if same:
        return Again("Bookings knows a customer with this mail address already.", _among(same))
    new = NewCustomer(given[NAME], given[MAIL] or None, given[PHONE] or None)
    return asked.draft.answered(Part.CUSTOMER, new)


def _contact(text: str) -> dict[str, str]:
    """A typed contact, "Jo Bloggs jo@fabrikam.example", as the fields of the form."""
    mail = MAIL_ADDRESS.search(text)
    name = text.replace(mail.group(), " ").translate(_AROUND) if mail else text
    return {NAME: " ".join(name.split()), MAIL: mail.group() if mail else ""}


def _among(customers: Sequence[Customer]) -> dict[str, Any]:
    return {"only": [str(customer.id) for customer in customers[:SHOWN]]}


def _name(customer: Customer) -> str:
    return customer.name
