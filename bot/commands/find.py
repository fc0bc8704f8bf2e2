from bot.commands.command import Command, Turn
from dialogs.find import find as show_found


async def find(turn: Turn, rest: str) -> None:
    """Find appointments."""
    await show_found(turn.desk, rest)


COMMAND = Command(
    "find",
    "/find TEXT",
    "Find appointments by customer, service, mail or reference",
    find,
    example="/find adele",
)
