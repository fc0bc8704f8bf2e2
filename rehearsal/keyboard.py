"""A person at the terminal: types words, presses numbered buttons, fills in what a button sends."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from rehearsal.filling import in_reach
from rehearsal.parts import Button, Choice, Field
from rehearsal.screen import Screen
from rehearsal.seen import SeenCard
from rehearsal.speaking import spoken
from rehearsal.values import record

HELP = """\
Write anything to say it, such as /book or /help.
2        press button [2] of the newest card; what it sends is asked for first
Enter    keeps what an input holds
?        this help
/quit    ends, and so does Ctrl-D"""

Ask = Callable[[str], Awaitable[str | None]]


class Keyboard:
    """Reads lines through `ask`, which gives None at the end, and plays them for one person."""

    def __init__(self, screen: Screen, ask: Ask) -> None:
        self.screen = screen
        self.seat = screen.seat
        self._ask = ask

    async def run(self) -> None:
        """Play until the person ends it; what comes meanwhile is printed as it comes."""
        watching = asyncio.create_task(self._watch())
        try:
            while (line := await self._ask(f"{self.seat.person.name}> ")) is not None:
                if line.strip() == "/quit":
                    break
                await self._take(line.strip())
                self.screen.catch_up()
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _take(self, line: str) -> None:
        before = self.seat.last
        match line:
            case "":
                pass
            case "?":
                self.screen.say(HELP)
            case number if number.isdecimal() and (found := self._button(int(number))):
                await self._press(*found)
            case words:
                await self.seat.says(words)
        last = self.seat.last
        if last is not None and last is not before and last.status >= HTTPStatus.BAD_REQUEST:
            self.screen.say(f"The bot did not take it: {last}", "yellow")

    async def _watch(self) -> None:
        changed = self.seat.stage.history.changed
        while True:
            async with changed:
                await changed.wait()
            self.screen.catch_up()

    def _button(self, number: int) -> tuple[SeenCard, Button] | None:
        for card in reversed(self.seat.cards):
            if buttons := card.parts.buttons:
                return (card, buttons[number - 1]) if 1 <= number <= len(buttons) else None
        return None

    async def _press(self, card: SeenCard, button: Button) -> None:
        if button.kind == "Action.ShowCard":
            for line in spoken(record(button.action.get("card")), card.reader):
                self.screen.say(line)
            return
        opened = len(self.seat.opened)
        try:
            given = await self._fill(card, button)
            if given is not None:
                await self.seat.taps(button, on=card, inputs=given)
        except AssertionError as fault:
            self.screen.say(str(fault), "yellow")
        for address in self.seat.opened[opened:]:
            self.screen.say(f"Opens {address}")

    async def _fill(self, card: SeenCard, button: Button) -> dict[str, Any] | None:
        given: dict[str, Any] = {}
        sends = button.kind in {"Action.Execute", "Action.Submit"}
        for one in in_reach(card, button) if sends else ():
            value = await self._value(card, one)
            if value is None:
                return None
            if value:
                given[one.id] = value
        return given

    async def _value(self, card: SeenCard, one: Field) -> str | None:
        choices = one.choices
        self._list(choices)
        hint = "type to search, " if one.query else ""
        typed = await self._ask(f"  {one.label} ({hint}Enter keeps {one.value or 'it empty'}): ")
        if typed and one.query and not typed.isdecimal():
            choices = [Choice(*found) for found in await self.seat.searches(one.id, typed, on=card)]
            self._list(choices)
            typed = await self._ask(f"  {one.label}, which number: ")
        if typed and typed.isdecimal() and 1 <= int(typed) <= len(choices):
            return choices[int(typed) - 1].value
        return typed

    def _list(self, choices: list[Choice]) -> None:
        for number, choice in enumerate(choices, 1):
            self.screen.say(f"    {number}  {choice.title}")


async def read_line(prompt: str) -> str | None:
    """A line from the terminal, without blocking what goes on meanwhile; None at its end."""
    print(prompt, end="", flush=True)
    loop = asyncio.get_running_loop()
    typed: asyncio.Future[bytes] = loop.create_future()
    number = sys.stdin.fileno()

    def take() -> None:
        if not typed.done():
            typed.set_result(os.read(number, 64 * 1024))

    loop.add_reader(number, take)
    try:
        line = await typed
    finally:
        loop.remove_reader(number)
    return line.decode(errors="replace").rstrip("\r\n") if line else None
