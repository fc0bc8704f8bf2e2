"""All commands, in the order in which /help shows them, and how one is found in a message."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from bot.commands import book, cancel, link, meet, signin
from bot.commands.command import Command
from bot.commands.help import help_of

_OTHERS = (book.COMMAND, meet.COMMAND, link.COMMAND, cancel.COMMAND, signin.IN, signin.OUT)
COMMANDS: tuple[Command, ...] = (*_OTHERS, help_of(_OTHERS))
BY_NAME: Mapping[str, Command] = MappingProxyType(
    {name: command for command in COMMANDS for name in command.names}
)

_SPOKEN = re.compile(r"(?P<slash>/?)\s?(?P<word>[^\s/]+)\s*(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Invocation:
    """The first word of a message as a command; `slash` says that it was surely meant as one."""

    slash: bool
    word: str
    rest: str

    @property
    def command(self) -> Command | None:
        """The command of this name, if there is one."""
        return BY_NAME.get(self.word)

    @property
    def nearest(self) -> str | None:
        """The command that may have been meant."""
        return next(iter(get_close_matches(self.word[:30], BY_NAME, 1, 0.5)), None)


def read_invocation(text: str) -> Invocation | None:
    """The first word and what follows it; None when there is no word."""
    if found := _SPOKEN.match(text.strip()):
        return Invocation(bool(found["slash"]), found["word"].casefold(), found["rest"].strip())
    return None
