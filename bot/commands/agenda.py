from bot.commands.command import Command, Turn
from dialogs.agenda import agenda as show_agenda


async def agenda(turn: Turn, rest: str) -> None:
    """Show the appointments of a day, and how to join them."""
    await show_agenda(turn.desk, rest)


async def today(turn: Turn, rest: str) -> None:
    """Those of today."""
    await show_agenda(turn.desk, f"today {rest}".strip())


async def tomorrow(turn: Turn, rest: str) -> None:
    """Those of tomorrow."""
    await show_agenda(turn.desk, f"tomorrow {rest}".strip())


COMMAND = Command(
    "agenda",
    "/agenda [WHEN] [with STAFF]",
    "Show your appointments, or somebody else's, and how to join",
    agenda,
    example="/agenda thursday with Dana",
)
TODAY = Command(
    "today",
    "/today [with STAFF]",
    "Show the appointments of today",
    today,
    example="/today",
    in_menus=False,
)
TOMORROW = Command(
    "tomorrow",
    "/tomorrow [with STAFF]",
    "Show the appointments of tomorrow",
    tomorrow,
    example="/tomorrow with Dana",
    in_menus=False,
)
