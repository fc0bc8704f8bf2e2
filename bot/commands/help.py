from collections.abc import Iterable

from bot.commands.command import Command, Turn
from bot.commands.unknown import tell_unknown
from cards.help import Told, help_card, one_command_card
from dialogs.stage import View
from language.words import read_command


def help_of(others: Iterable[Command]) -> Command:
    """The command that tells of the others, and of itself."""

    async def show_help(turn: Turn, rest: str) -> None:
        asked = read_command(rest, tuple(by_name)) if rest else None
        if asked is None:
            await turn.desk.stage.show(View(whole, whole))
        elif asked.name is None:
            nearest = read_command(f"/{rest.lstrip('/')}", tuple(by_name)).nearest
            await tell_unknown(turn, asked.said.lstrip("/"), {name: f"/help {name}" for name in nearest})
        else:
            card = one_command_card(told(by_name[asked.name]))
            await turn.desk.stage.show(View(card, card))

    command = Command(
        "help",
        "/help [COMMAND]",
        "Show what I can do, or how a command is written",
        show_help,
        example="/help free",
    )
    table = (*others, command)
    by_name = {name: each for each in table for name in each.names}
    whole = help_card([(each.usage, each.help) for each in table])
    return command


def told(command: Command) -> Told:
    """A command in words, for its own card."""
    aliases = tuple(f"/{alias}" for alias in command.aliases)
    return Told(command.usage, command.help, command.example, aliases)
