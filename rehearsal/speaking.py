"""A card as plain lines, in the order in which a screen reader says them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rehearsal.parts import Field, Parts
from rehearsal.rules import UNDER, drawn
from rehearsal.values import Json, record, records, string
from rehearsal.words import Reader, runs

WORDS = ("altText", "text", "title", "codeSnippet")


def spoken(card: Json, reader: Reader) -> list[str]:
    """A line for each thing on the card; buttons bear the numbers they are drawn with."""
    numbers = {id(button.action): place for place, button in enumerate(Parts().read(card).buttons, 1)}
    return [line for line in _Voice(reader, numbers).part(card) if line]


@dataclass(frozen=True, slots=True)
class _Voice:
    reader: Reader
    numbers: Mapping[int, int]

    def part(self, element: Json) -> Iterator[str]:
        element = drawn(element)
        if element.get("isVisible") is not False:
            yield from self.body(element)
            yield from self.presses(element)

    def body(self, element: Json) -> Iterator[str]:
        match string(element.get("type")):
            case "TextBlock":
                yield from self.reader.marked(string(element.get("text"))).splitlines()
            case "RichTextBlock":
                yield self.reader.moments(runs(element))
            case "FactSet":
                yield from self.facts(element)
            case "ColumnSet" | "TableRow":
                yield from self.row(element)
            case kind if kind.startswith("Input."):
                yield self.input(Field(element))
            case "Image" | "Badge" | "CompoundButton" | "CodeBlock":
                yield next(filter(None, (string(element.get(key)) for key in WORDS)), "")
            case _:
                yield from self.inside(element)

    def facts(self, element: Json) -> Iterator[str]:
        for row in records(element.get("facts")):
            title, value = (self.reader.marked(string(row.get(key))) for key in ("title", "value"))
            yield f"{title} {value}" if title.endswith(":") else f"{title}: {value}"

    def inside(self, element: Json) -> Iterator[str]:
        for key in UNDER:
            for child in records(element.get(key)):
                yield from self.part(child)

    def row(self, element: Json) -> Iterator[str]:
        cells = records(element.get("columns")) or records(element.get("cells"))
        columns = [[line for line in self.part(cell) if line] for cell in cells]
        if all(len(column) <= 1 for column in columns):
            yield "  ".join(line for column in columns for line in column)
        else:
            yield from (line for column in columns for line in column)

    def input(self, one: Field) -> str:
        required = ", required" if one.element.get("isRequired") is True else ""
        hint = string(one.element.get("placeholder"))
        if one.kind == "Input.Toggle":
            return f"{one.label}{required}: {'on' if one.value == one.on else 'off'}"
        value = self.titles(one) if one.kind == "Input.ChoiceSet" else one.value
        said = f"{one.label}{required}: {value or hint or 'empty'}"
        if one.query:
            said += "; type to search"
        if one.choices:
            said += f"; choices: {', '.join(choice.title for choice in one.choices)}"
        return said

    def titles(self, one: Field) -> str:
        values = one.value.split(",") if one.several else [one.value]
        return ", ".join(choice.title for choice in one.choices if choice.value in values) or one.value

    def presses(self, element: Json) -> Iterator[str]:
        single = [record(element.get(key)) for key in ("selectAction", "inlineAction")]
        for action in map(drawn, [*records(element.get("actions")), *single]):
            if number := self.numbers.get(id(action)):
                address = string(action.get("url"))
                opens = f", opens {address}" if address else ""
                off = ", disabled" if action.get("isEnabled") is False else ""
                yield f"Button {number}: {string(action.get('title')) or 'choose this'}{opens}{off}"
                yield from self.part(record(action.get("card")))
