from bot.commands.command import Command, Turn
from dialogs import meet as meetings


async def link(turn: Turn, rest: str) -> None:
    """Find the links of a meeting again."""
    await meetings.find(turn.desk, rest)


COMMAND = Command(
    "link", "/link EVENT-ID", "Find the links of a meeting again", link, example="/link EHR-4711"
)
