"""First words, and what can be said."""

from collections.abc import Sequence

from cards.elements import Card, Element, card, heading, sentence


def help_card(commands: Sequence[tuple[str, str]]) -> Card:
    """Every command, as (usage, what it does)."""
    body = [
        heading("What I can do"),
        *map(_line, commands),
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
        *map(_line, commands),
    ]
    return card(body, spoken="Hello, this is Frontdesk. Write /book to begin.")


def _line(command: tuple[str, str]) -> Element:
    """One command; on a phone there is no room for two columns."""
    usage, help_ = command
    return {
        "type": "RichTextBlock",
        "spacing": "Small",
        "inlines": [
            {"type": "TextRun", "text": usage, "weight": "Bolder"},
            {"type": "TextRun", "text": f" – {help_}", "isSubtle": True},
        ],
    }
