"""Teams' menus of commands, made from the table: one by mention, one by slash.

`python -m bot.commands.menus` writes them into appPackage/manifest.json.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.commands.command import Command, Scope
from bot.commands.table import COMMANDS

MANIFEST = Path("appPackage") / "manifest.json"
MOST = 12
"""A list has room for so many (teams-platform.md 3A)."""

_LISTS: tuple[tuple[tuple[Scope, ...], str], ...] = (
    (("personal",), "mention"),
    (("team", "groupChat"), "mention"),
    (("team", "groupChat"), "slash"),
)


def command_lists(commands: Iterable[Command] = COMMANDS) -> list[dict[str, Any]]:
    """As the manifest has them; what the slash menu sends is for the bot alone, as a personal chat is anyway.

    Raises ValueError where there are more than a list has room for.
    """
    shown = [command for command in commands if command.in_menus]
    if len(shown) > MOST:
        raise ValueError(f"{len(shown)} commands for a menu that has room for {MOST}")
    return [
        {
            "scopes": list(scopes),
            "triggers": [trigger],
            "commands": [_entry(command) for command in shown if command.scopes.issuperset(scopes)],
        }
        for scopes, trigger in _LISTS
    ]


def with_menus(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest with the menus of the table, and with what a slash menu needs."""
    (bot,) = manifest["bots"]
    lists = {"supportsTargetedMessages": True, "commandLists": command_lists()}
    return manifest | {"bots": [{name: one for name, one in bot.items() if name not in lists} | lists]}


def _entry(command: Command) -> dict[str, str]:
    example = "" if command.example == f"/{command.name}" else f": {command.example}"
    return {"title": command.name, "description": f"{command.help}{example}"}


if __name__ == "__main__":
    made = with_menus(json.loads(MANIFEST.read_text("utf-8")))
    MANIFEST.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", "utf-8")
