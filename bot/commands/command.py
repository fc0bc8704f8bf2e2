"""What a command is, and what it is given."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal, Protocol

from botbuilder.core import StatePropertyAccessor, TurnContext

from dialogs.desk import Desk

Scope = Literal["personal", "groupChat", "team"]
EVERYWHERE: frozenset[Scope] = frozenset({"personal", "groupChat", "team"})


class Conversations(Protocol):
    """What dialogs.main offers."""

    async def hear(self, context: TurnContext, state: StatePropertyAccessor) -> None:
        """Take a tap or typed text to the open dialog; without one, say so."""
        ...

    async def begin(
        self, context: TurnContext, state: StatePropertyAccessor, dialog_id: str, options: dict[str, Any]
    ) -> None:
        """Start a dialog in place of what is open."""
        ...

    async def search(
        self, context: TurnContext, state: StatePropertyAccessor, dataset: str, text: str
    ) -> list[tuple[str, str]]:
        """What an input that looks things up offers: (title, value)."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of one person, with all that a command may use."""

    context: TurnContext
    state: StatePropertyAccessor
    conversations: Conversations
    desk: Desk

    async def begin(self, dialog_id: str, options: Mapping[str, Any]) -> None:
        """Start a dialog in place of what is open."""
        await self.conversations.begin(self.context, self.state, dialog_id, dict(options))

    async def hear(self) -> None:
        """Take what was said to the open dialog."""
        await self.conversations.hear(self.context, self.state)


@dataclass(frozen=True, slots=True)
class Command:
    """A command, as people write it and as /help tells of it; `handler` gets what is written behind it."""

    name: str
    usage: str
    help: str
    handler: Callable[[Turn, str], Awaitable[None]]
    _: KW_ONLY
    example: str
    aliases: tuple[str, ...] = ()
    scopes: frozenset[Scope] = EVERYWHERE
    in_menus: bool = True
    """Whether Teams' menus offer it: each has room for twelve."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it answers to."""
        return self.name, *self.aliases
