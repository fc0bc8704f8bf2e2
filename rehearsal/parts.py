"""What can be filled in and pressed on a card."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from rehearsal.rules import UNDER, descendants, drawn
from rehearsal.values import Json, record, records, string

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a choice input."""

    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """An input of a card; `level` says in which ShowCards it stands, `query` what it looks up."""

    element: Json
    level: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The name under which the bot gets the value."""
        return string(self.element.get("id"))

    @property
    def kind(self) -> str:
        """The element's type, such as Input.Text."""
        return string(self.element.get("type"))

    @property
    def label(self) -> str:
        """What the person reads beside it."""
        return string(self.element.get("label")) or string(self.element.get("title")) or self.id

    @property
    def value(self) -> str:
        """What is in it before anyone types."""
        if self.kind == "Input.Toggle" and "value" not in self.element:
            return self.off
        return string(self.element.get("value"))

    @property
    def on(self) -> str:
        """What a toggle sends when it is on."""
        return string(self.element.get("valueOn")) or "true"

    @property
    def off(self) -> str:
        """What a toggle sends when it is off."""
        return string(self.element.get("valueOff")) or "false"

    @property
    def choices(self) -> list[Choice]:
        """The choices that came with the card."""
        found = records(self.element.get("choices"))
        return [Choice(string(one.get("title")), string(one.get("value"))) for one in found]

    @property
    def several(self) -> bool:
        """Whether more than one choice may be taken."""
        return self.element.get("isMultiSelect") is True

    @property
    def query(self) -> Json:
        """What to look up while the person types; empty where nothing is."""
        return record(self.element.get("choices.data"))

    def called(self, name: str) -> bool:
        """Whether a person or a test means this input."""
        return name == self.id or name.casefold().strip(" *:") == self.label.casefold().strip(" *:")


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; `level` says in which ShowCards it stands."""

    title: str
    action: Json
    level: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        """The action's type, such as Action.Execute."""
        return string(self.action.get("type"))


@dataclass(slots=True)
class Parts:
    """The inputs and buttons of a card in reading order.

    The buttons of hidden parts are left out, unless they are `uncovered`: a client may have shown them since.
    """

    fields: list[Field] = field(default_factory=list[Field])
    buttons: list[Button] = field(default_factory=list[Button])
    uncovered: bool = False
    _cards: int = 0

    def read(self, element: Json, level: tuple[int, ...] = (), *, shown: bool = True) -> "Parts":
        """Add all that is in this card or element."""
        for key in UNDER:
            for child in map(drawn, records(element.get(key))):
                visible = shown and self._visible(child)
                if string(child.get("type")).startswith("Input."):
                    self.fields.append(Field(child, level))
                self.read(child, level, shown=visible)
        for action in records(element.get("actions")):
            self._press(action, string(action.get("title")), level, shown=shown)
        for key in ("selectAction", "inlineAction"):
            if action := record(element.get(key)):
                self._press(action, string(action.get("title")) or words_of(element), level, shown=shown)
        return self

    def _press(self, action: Json, title: str, level: tuple[int, ...], *, shown: bool) -> None:
        action = drawn(action)
        if shown and action and self._visible(action):
            self.buttons.append(Button(title, action, level))
        if inner := record(action.get("card")):
            self._cards += 1
            self.read(inner, (*level, self._cards), shown=shown)

    def _visible(self, element: Json) -> bool:
        return self.uncovered or element.get("isVisible") is not False


def words_of(element: Json) -> str:
    """All that is written in an element."""
    own = [element, *descendants(element)]
    return " ".join(text for one in own if (text := string(one.get("text"))))


def matching(known: Iterable[Part], wanted: str, title: Callable[[Part], str]) -> list[Part]:
    """Those of this title; failing that, those that differ in case alone, or begin so."""
    there, folded = list(known), wanted.casefold()
    same = [one for one in there if title(one) == wanted]
    alike = [one for one in there if title(one).casefold() == folded]
    return same or alike or [one for one in there if folded and title(one).casefold().startswith(folded)]
