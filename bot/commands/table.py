"""All commands, in the order in which /help shows them."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.commands import book, cancel, link, meet, signin
from bot.commands.command import Command
from bot.commands.help import help_of

_OTHERS = (book.COMMAND, meet.COMMAND, link.COMMAND, cancel.COMMAND, signin.IN, signin.OUT)
COMMANDS: tuple[Command, ...] = (*_OTHERS, help_of(_OTHERS))
BY_NAME: Mapping[str, Command] = MappingProxyType(
    {name: command for command in COMMANDS for name in command.names}
)
