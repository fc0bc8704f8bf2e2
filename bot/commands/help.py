from collections.abc import Iterable

from bot.commands.command import Command, Turn
from cards.help import help_card
from dialogs.stage import View


def help_of(others: Iterable[Command]) -> Command:
    """The command that tells of the others, and of itself."""

    async def show_help(turn: Turn, _rest: str) -> None:
        await turn.desk.stage.show(View(card, card))

    command = Command("help", "/help", "Show what I can do", show_help)
    card = help_card([(each.usage, each.help) for each in (*others, command)])
    return command
