from bot.commands.command import Command, Turn
from dialogs.free import free as show_free


async def free(turn: Turn, rest: str) -> None:
    """Show the next free times."""
    await show_free(turn.desk, rest)


COMMAND = Command(
    "free",
    "/free [SERVICE] [with STAFF] [WHEN]",
    "Show the next free times",
    free,
    example="/free physiotherapy with Dana friday",
)
