"""A card drawn as text: rows aligned, inputs with their choices, buttons numbered."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rehearsal.parts import Field, Parts
from rehearsal.rules import UNDER, drawn
from rehearsal.values import Json, record, records, string
from rehearsal.words import Reader, padded, runs, width_of

WIDTH = 78
GAP = 2
MOST_CHOICES = 12
FEW = 5
SHORT = 18
EMPTY = "_" * 10
STRETCHED = 10_000
LETTER = 8  # pixels


def draw(card: Json, reader: Reader, *, width: int = WIDTH) -> list[str]:
    """The card in a frame of this width; the numbers are those of `Parts.buttons`, from 1."""
    numbers = {id(button.action): place for place, button in enumerate(Parts().read(card).buttons, 1)}
    inner = width - 4
    drawing = _Pen(reader, numbers).part(card, inner)
    framed = [f"│ {padded(line, inner)} │" for line in drawing]
    return [f"╭{'─' * (width - 2)}╮", *framed, f"╰{'─' * (width - 2)}╯"]


@dataclass(frozen=True, slots=True)
class _Pen:
    reader: Reader
    numbers: Mapping[int, int]

    def part(self, element: Json, width: int) -> list[str]:
        element = drawn(element)
        if not element or element.get("isVisible") is False:
            return []
        body = self.body(element, width)
        if number := self.numbers.get(id(drawn(record(element.get("selectAction"))))):
            head, *rest = body or [string(record(element.get("selectAction")).get("title"))]
            body = [f"[{number}] {head}", *(f"    {line}" for line in rest)]
        return body + self.buttons(element, width)

    def body(self, element: Json, width: int) -> list[str]:
        kind = string(element.get("type"))
        match kind:
            case "TextBlock":
                lines = self.text(element, width)
            case "RichTextBlock":
                lines = wrapped(self.reader.moments(runs(element)), width)
            case "FactSet":
                lines = self.facts(records(element.get("facts")), width)
            case "ColumnSet" | "TableRow":
                lines = self.row(records(element.get("columns")) or records(element.get("cells")), width)
            case "Image" | "Badge" | "CompoundButton" | "CodeBlock":
                words = (string(element.get(key)) for key in ("altText", "text", "title", "codeSnippet"))
                lines = wrapped(next(filter(None, words), ""), width)
            case _ if kind.startswith("Input."):
                lines = self.input(Field(element), width)
            case _:
                lines = self.inside(element, width)
        return lines

    def inside(self, element: Json, width: int) -> list[str]:
        lines: list[str] = []
        for child in (child for key in UNDER for child in records(element.get(key))):
            drawing = self.part(child, width)
            if drawing and lines and (child.get("separator") is True):
                lines.append("─" * width)
            lines += drawing
        return lines

    def text(self, element: Json, width: int) -> list[str]:
        lines = wrapped(self.reader.marked(string(element.get("text"))), width)
        if element.get("wrap") is not True and len(lines) > 1:
            lines = [f"{lines[0][: width - 1]}…"]
        heading = element.get("style") == "heading" and element.get("size") != "Default"
        return [*lines, "═" * max(map(width_of, lines))] if heading and lines else lines

    def facts(self, rows: Sequence[Json], width: int) -> list[str]:
        pairs = [[self.reader.marked(string(row.get(key))) for key in ("title", "value")] for row in rows]
        longest = min(max((width_of(title) for title, _ in pairs), default=0), width // 2)
        lines: list[str] = []
        for title, value in pairs:
            lines += beside([wrapped(title, longest), wrapped(value, width - longest - GAP)], [longest, 0])
        return lines

    def row(self, cells: Sequence[Json], width: int) -> list[str]:
        cells = [cell for cell in map(drawn, cells) if cell.get("isVisible") is not False]
        natural = [max([_pixels(cell), *map(width_of, self.part(cell, STRETCHED))]) for cell in cells]
        widths = shares(cells, natural, width - GAP * (len(cells) - 1))
        columns = [self.part(cell, each) for cell, each in zip(cells, widths, strict=True)]
        return beside(columns, widths)

    def input(self, one: Field, width: int) -> list[str]:
        star = " *" if one.element.get("isRequired") is True else ""
        if one.kind == "Input.Toggle":
            return wrapped(f"[{'x' if one.value == one.on else ' '}] {one.label}{star}", width)
        label = wrapped(f"{one.label}{star}", width) if one.element.get("label") else []
        if one.kind == "Input.ChoiceSet":
            return [*label, *self.choices(one, width)]
        lines = wrapped(one.value or string(one.element.get("placeholder")) or EMPTY, width - 6)
        box = [f"  [ {lines[0]}", *(f"    {line}" for line in lines[1:])]
        return [*label, *box[:-1], f"{box[-1]} ]"]

    def choices(self, one: Field, width: int) -> list[str]:
        taken = one.value.split(",") if one.several else [one.value]
        box = ("[x]", "[ ]") if one.several else ("(•)", "( )")
        rows = [f"  {box[choice.value not in taken]} {choice.title}" for choice in one.choices]
        rows = packed(rows, width)
        if len(rows) > MOST_CHOICES:
            rows = [*rows[:MOST_CHOICES], "  …"]
        if one.query:
            rows.append(f"  [ {string(one.element.get('placeholder')) or 'type to search'} … ]")
        return [line for row in rows for line in wrapped(row, width)]

    def buttons(self, element: Json, width: int) -> list[str]:
        actions = [
            drawn(one) for one in (*records(element.get("actions")), record(element.get("inlineAction")))
        ]
        shown = [one for one in actions if id(one) in self.numbers]
        line = "   ".join(self.button(one).replace(" ", "\0") for one in shown)
        lines = [each.replace("\0", " ") for each in textwrap.wrap(line, width)]
        for action in shown:
            if inner := self.part(record(action.get("card")), width - 4):
                lines += [f"  {string(action.get('title'))}:", *(f"    {each}" for each in inner)]
        return lines

    def button(self, action: Json) -> str:
        mark = {"Action.OpenUrl": " ↗", "Action.ShowCard": " ▾"}.get(string(action.get("type")), "")
        off = " (off)" if action.get("isEnabled") is False else ""
        return f"[{self.numbers[id(action)]}] {string(action.get('title'))}{mark}{off}"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of this width, its own line breaks kept."""
    lines = (
        textwrap.wrap(line, max(width, 8), break_on_hyphens=False) if line.strip() else [""]
        for line in text.splitlines()
    )
    return [each for line in lines for each in line]


def packed(rows: Sequence[str], width: int) -> list[str]:
    """Short rows, several to a line; long ones as they are."""
    longest = max(map(width_of, rows), default=0) + GAP
    if longest > SHORT or len(rows) <= FEW:
        return list(rows)
    many = width // longest
    lines = (rows[start : start + many] for start in range(0, len(rows), many))
    return ["".join(padded(each, longest) for each in line).rstrip() for line in lines]


def beside(columns: Sequence[Sequence[str]], widths: Iterable[int]) -> list[str]:
    """Columns side by side, each as wide as it is told."""
    rows = zip_longest(*columns, fillvalue="")
    wide = list(widths)
    return [
        (" " * GAP).join(padded(cell, each) for cell, each in zip(row, wide, strict=True)).rstrip()
        for row in rows
    ]


def shares(cells: Sequence[Json], natural: Sequence[int], width: int) -> list[int]:
    """How wide the columns are: what `auto` ones need first, the rest by weight."""
    weights = [_weight(cell) for cell in cells]
    fixed = [each if weight is None else 0 for each, weight in zip(natural, weights, strict=True)]
    while sum(fixed) > width:
        fixed[fixed.index(max(fixed))] -= 1
    left, whole = width - sum(fixed), sum(weight or 0 for weight in weights)
    return [
        max(each if weight is None else int(left * weight / whole), 1)
        for each, weight in zip(fixed, weights, strict=True)
    ]


def _pixels(cell: Json) -> int:
    width = string(cell.get("width")).removesuffix("px")
    return int(width) // LETTER if width.isdecimal() and string(cell.get("width")).endswith("px") else 0


def _weight(cell: Json) -> float | None:
    width = cell.get("width")
    if isinstance(width, int | float) and width > 0:
        return float(width)
    text = string(width)
    if text == "auto" or text.endswith("px"):
        return None
    return float(text) if text.isdecimal() and int(text) else 1.0
