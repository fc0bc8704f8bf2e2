"""A card as a person sees it: its words, inputs and buttons."""

from dataclasses import dataclass

from rehearsal.history import Post
from rehearsal.parts import Button, Field, Parts, matching
from rehearsal.people import Person
from rehearsal.rules import descendants
from rehearsal.speaking import spoken
from rehearsal.values import Json, records, string
from rehearsal.words import Reader


@dataclass(frozen=True, slots=True)
class SeenCard:
    """A card in a person's window at one moment; later changes do not reach it."""

    post: Post
    person: Person
    json: Json
    place: int = 0

    @property
    def parts(self) -> Parts:
        """Its inputs and buttons."""
        return Parts().read(self.json)

    @property
    def buttons(self) -> list[str]:
        """The titles of its buttons, in reading order."""
        return [button.title for button in self.parts.buttons]

    @property
    def inputs(self) -> dict[str, Field]:
        """Its inputs by id, in reading order."""
        return {one.id: one for one in self.parts.fields}

    @property
    def facts(self) -> dict[str, str]:
        """The rows of its fact sets."""
        reader = self.reader
        sets = [one for one in descendants(self.json) if one.get("type") == "FactSet"]
        rows = [row for one in sets for row in records(one.get("facts"))]
        return {
            reader.marked(string(row.get("title"))): reader.marked(string(row.get("value"))) for row in rows
        }

    @property
    def title(self) -> str:
        """The first words on it."""
        return next(iter(self.text().splitlines()), "")

    @property
    def reader(self) -> Reader:
        """How this person reads dates and times."""
        return Reader(self.person.zone, self.person.locale)

    def text(self) -> str:
        """All that is on it, a line for each thing, as this person reads it."""
        return "\n".join(spoken(self.json, self.reader))

    def input(self, name: str) -> Field:
        """The input of this id or label."""
        for one in self.parts.fields:
            if one.called(name):
                return one
        there = ", ".join(f"{one.id} ({one.label})" for one in self.parts.fields) or "none"
        message = f"There is no input {name!r} on the card; there are: {there}.\n{self.text()}"
        raise AssertionError(message)

    def button(self, title: str) -> Button:
        """The button of this title, or the only one whose title begins so."""
        found = matching(self.parts.buttons, title, lambda one: one.title)
        if len(found) == 1:
            return found[0]
        there = ", ".join(repr(one) for one in self.buttons) or "none"
        message = f"{len(found)} buttons are called {title!r}; there are: {there}.\n{self.text()}"
        raise AssertionError(message)
