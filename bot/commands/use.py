from bot.commands.command import Command, Turn
from dialogs.use import use as choose_business


async def use(turn: Turn, rest: str) -> None:
    """Choose the business that is meant where none is named."""
    await choose_business(turn.desk, rest)


COMMAND = Command(
    "use",
    "/use [BUSINESS]",
    "Choose your usual business, or that of this channel",
    use,
    example="/use Northwind Clinic",
)
