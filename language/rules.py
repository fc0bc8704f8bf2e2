"""Rules over rows of lexemes: a pattern of kinds, and what it says when it fits."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from language.facts import DateOrTime, Fact
from language.lexemes import Lexeme

Build = Callable[[Mapping[str, int]], Fact | None]

_SKIPPED: Final = frozenset({"fill", "punctuation", "dot"})
_LONGEST_SKIP: Final = 2


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: the kinds that fit there, and the name its value goes by."""

    name: str
    kinds: tuple[str, ...]
    optional: bool
    barred: str = ""

    def value(self, lexeme: Lexeme) -> int | None:
        """What the lexeme means here; None where it does not fit."""
        if self.barred in lexeme.senses:
            return None
        return next((lexeme.senses[kind] for kind in self.kinds if kind in lexeme.senses), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """Elements in a row; `build` gets their values by name and may still decline with None."""

    elements: tuple[Element, ...]
    build: Build

    def first_kinds(self) -> Iterator[str]:
        """The kinds that a match can begin with."""
        for element in self.elements:
            yield from element.kinds
            if not element.optional:
                return

    def match(self, row: Sequence[Lexeme], at: int, *, skipping: bool) -> tuple[Fact, int] | None:
        """The fact that begins at this place, and the place behind it."""
        values: dict[str, int] = {}
        place = at
        for element in self.elements:
            there = place if place == at or not skipping else _skip(row, place, element)
            value = element.value(row[there]) if there < len(row) and is_open(row[there]) else None
            if value is not None:
                values[element.name], place = value, there + 1
            elif not element.optional:
                return None
        fact = self.build(values)
        return None if fact is None else (fact, place)


def rule(pattern: str, build: Build) -> Rule:
    """Read a pattern such as `minutes=num past hour=num meridiem?`.

    `a|b` is either kind, `?` is optional, and `a!b` is of the kind a that is not of the kind b.
    """
    return Rule(tuple(_element(part) for part in pattern.split()), build)


def _element(part: str) -> Element:
    name, _, kinds = part.rstrip("?").rpartition("=")
    kinds, _, barred = kinds.partition("!")
    return Element(name or kinds, tuple(kinds.split("|")), part.endswith("?"), barred)


def _skip(row: Sequence[Lexeme], place: int, element: Element) -> int:
    """Pass over words such as `of` and `la` in front of an element."""
    end = min(place + _LONGEST_SKIP, len(row) - 1)
    while place < end and element.value(row[place]) is None and not _SKIPPED.isdisjoint(row[place].senses):
        place += 1
    return place


def is_open(lexeme: Lexeme) -> bool:
    """Whether a lexeme can still become part of something larger."""
    return lexeme.fact is None or isinstance(lexeme.fact, DateOrTime)


def apply(rules: Iterable[Rule], row: Sequence[Lexeme], *, skipping: bool = False) -> list[Lexeme]:
    """The row with every stretch that a rule fits replaced by its fact; the earlier rule wins."""
    by_kind: dict[str, list[tuple[int, Rule]]] = {}
    for order, each in enumerate(rules):
        for kind in each.first_kinds():
            by_kind.setdefault(kind, []).append((order, each))
    result: list[Lexeme] = []
    at = 0
    while at < len(row):
        candidates = {order: each for kind in row[at].senses for order, each in by_kind.get(kind, ())}
        found = _first_match(candidates, row, at, skipping=skipping) if is_open(row[at]) else None
        if found is None:
            result.append(row[at])
            at += 1
        else:
            fact, end = found
            result.append(Lexeme(row[at].start, row[end - 1].end, fact=fact))
            at = end
    return result


def _first_match(
    candidates: Mapping[int, Rule], row: Sequence[Lexeme], at: int, *, skipping: bool
) -> tuple[Fact, int] | None:
    for order in sorted(candidates):
        if found := candidates[order].match(row, at, skipping=skipping):
            return found
    return None
