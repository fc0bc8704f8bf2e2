"""All commands, in the order in which /help and the menus show them.

A new one is a file of its own here and its place in this list; README.md and appPackage/manifest.json are
held against it by tests, and `python -m bot.commands.menus` writes the latter anew.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.commands import agenda, book, cancel, find, free, link, meet, signin, use
from bot.commands.command import Command
from bot.commands.help import help_of

_OTHERS = (
    book.COMMAND,
    free.COMMAND,
    agenda.COMMAND,
    agenda.TODAY,
    agenda.TOMORROW,
    find.COMMAND,
    use.COMMAND,
    meet.COMMAND,
    link.COMMAND,
    cancel.COMMAND,
    signin.IN,
    signin.OUT,
)
COMMANDS: tuple[Command, ...] = (*_OTHERS, help_of(_OTHERS))
BY_NAME: Mapping[str, Command] = MappingProxyType(
    {name: command for command in COMMANDS for name in command.names}
)
