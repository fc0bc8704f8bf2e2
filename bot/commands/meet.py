from bot.commands.command import Command, Turn
from dialogs import meet as meetings


async def meet(turn: Turn, rest: str) -> None:
    """Make an online meeting and keep its links."""
    await meetings.meet(turn.desk, rest)


COMMAND = Command(
    "meet",
    "/meet SUBJECT WHEN [as EVENT-ID]",
    "Make a Teams meeting with a link for the visitor",
    meet,
    example="/meet Budget review tomorrow 3pm as EHR-4711",
)
