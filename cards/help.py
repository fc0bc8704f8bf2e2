"""First words, and what can be said."""

from collections.abc import Sequence
from dataclasses import dataclass

from cards.elements import Card, Element, card, heading, rows, sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A command as its own help tells of it."""

    usage: str
    help: str
    example: str
    aliases: Sequence[str] = ()


def help_card(commands: Sequence[tuple[str, str]]) -> Card:
    """Every command, as (usage, what it does)."""
    body = [
        heading("What I can do"),
        *map(_line, commands),
        sentence("Write **/help** with a command to see an example of it.", subtle=True),
        sentence(
            "While a booking is open: write **back**, **start over**, **cancel** or **help** at any time."
        ),
    ]
    return card(body, spoken="What I can do: " + ", ".join(usage for usage, _ in commands))


def one_command_card(told: Told) -> Card:
    """How one command is written, with an example of it."""
    pairs = [("Usage", told.usage), ("Example", told.example)]
    if told.aliases:
        pairs.append(("Also", ", ".join(told.aliases)))
    parts = sentence("What stands in brackets may be left out.", subtle=True) if "[" in told.usage else None
    body = [heading(told.help), *rows(pairs), *([parts] if parts else [])]
    return card(body, spoken=f"{told.help}: {told.example}")


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
