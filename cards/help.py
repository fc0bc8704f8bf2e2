"""First words, and what can be said."""

from collections.abc import Sequence

from cards.elements import Card, card, heading, rows, sentence


def help_card(commands: Sequence[tuple[str, str]]) -> Card:
    """Every command, as (usage, what it does)."""
    body = [
        heading("What I can do"),
        *rows(commands, label_width="200px"),
        sentence(
            "While a booking is open: write **back**, **start over**, **cancel** or **help** at any time."
        ),
    ]
    return card(body, spoken="What I can do: " + ", ".join(usage for usage, _ in commands))


def welcome_card(commands: Sequence[tuple[str, str]]) -> Card:
    """The first words in a new chat."""
    body = [
        heading("Hello, this is Frontdesk"),
        sentence("I book virtual appointments in Microsoft Bookings and give you both join links."),
        sentence("Write **/book** to begin."),
        *rows(commands, label_width="200px"),
    ]
    return card(body, spoken="Hello, this is Frontdesk. Write /book to begin.")
