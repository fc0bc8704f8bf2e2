"""For whom: a customer the business knows, or a new one."""

from collections.abc import Sequence

from booking.models import Customer
from cards.answers import Move
from cards.elements import Card, choice, search, sentence, text_input
from cards.frame import Frame

KNOWN, NAME, MAIL, PHONE = "customer", "name", "mail", "phone"
LONGEST = {NAME: 120, MAIL: 200, PHONE: 40}
DATASET = "customers"
# What the list holds before anything is typed; the rest comes by typeahead.
SHOWN = 25


def customer_picker(frame: Frame, customers: Sequence[Customer]) -> Card:
    """Search among the customers; where the client knows no typeahead, the first of them can be chosen."""
    choices = [(customer_line(customer), str(customer.id)) for customer in customers[:SHOWN]]
    body = [
        search(KNOWN, "Customer", choices, dataset=DATASET, placeholder="Type a name"),
        sentence("Not in the list? Write the name here in the chat, or add a new customer.", subtle=True),
    ]
    return frame.card(
        "For which customer?", body, [frame.answer("Next"), frame.way("New customer", Move.NEW_CUSTOMER)]
    )


def namesakes(frame: Frame, customers: Sequence[Customer]) -> Card:
    """Several customers answer to what was said: one of them, or a new one."""
    choices = [(customer_line(customer), str(customer.id)) for customer in customers[:SHOWN]]
    picker = choice(KNOWN, "Customer", choices, required="Please choose a customer.", style="expanded")
    return frame.card(
        "Which of them?",
        [picker],
        [
            frame.answer("Next"),
            frame.way("New customer", Move.NEW_CUSTOMER),
            frame.way("Search again", Move.KNOWN_CUSTOMER),
        ],
    )


def new_customer_form(frame: Frame, *, name: str = "", mail: str = "", phone: str = "") -> Card:
    """Name, mail and phone of a customer whom the business does not know yet."""
    body = [
        text_input(NAME, "Name", value=name, required="Please enter a name.", longest=LONGEST[NAME]),
        text_input(
            MAIL, "Mail (for the confirmation and the link)", value=mail, style="Email", longest=LONGEST[MAIL]
        ),
        text_input(PHONE, "Phone", value=phone, style="Tel", longest=LONGEST[PHONE]),
    ]
    return frame.card(
        "Who is the new customer?",
        body,
        [frame.answer("Next"), frame.way("Search instead", Move.KNOWN_CUSTOMER)],
    )


def customer_line(customer: Customer) -> str:
    """A customer as a choice; the mail tells namesakes apart."""
    return f"{customer.name} · {customer.mail or customer.phone or 'no mail'}"
