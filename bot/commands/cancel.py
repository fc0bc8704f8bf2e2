from dataclasses import replace

from bot.commands.command import Command, Turn
from cards.answers import Typed


async def cancel(turn: Turn, _rest: str) -> None:
    """Give up what is open."""
    replace(turn.desk, heard=Typed("cancel")).lay(turn.context)
    await turn.hear()


COMMAND = Command("cancel", "/cancel", "Cancel what you began", cancel, example="/cancel")
