from bot.commands.command import Command, Turn


async def book(turn: Turn, rest: str) -> None:
    """Start a booking; what was written behind the command is its first answer."""
    await turn.begin("book", {"said": rest})


COMMAND = Command(
    "book",
    '/book [SERVICE] [with STAFF] [for CUSTOMER] [WHEN] [in ZONE] [note "..."]',
    "Book a virtual appointment",
    book,
    example="/book initial consult with Dana for Adele tomorrow 3pm",
)
