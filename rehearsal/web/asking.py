"""What a page may ask: read out of a request's body, or refused with a sentence."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from rehearsal.people import Person
from rehearsal.places import Place, place_of
from rehearsal.values import Json, record

LONGEST = 256 * 1024
"""Bytes of a body."""


class Declined(Exception):
    """What cannot be done, in a sentence for the person at the page."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def bad(sentence: str) -> Declined:
    """The body is not what it should be."""
    return Declined(HTTPStatus.BAD_REQUEST, sentence)


def missing(sentence: str) -> Declined:
    """There is no such thing here."""
    return Declined(HTTPStatus.NOT_FOUND, sentence)


@dataclass(frozen=True, slots=True)
class Asked:
    """The body of a request; each reader raises Declined where the value is of another kind."""

    json: Json

    @classmethod
    async def read(cls, request: web.Request) -> "Asked":
        """The body, if it is a JSON object of a size that people write. Raises Declined."""
        if request.content_type != "application/json":
            raise Declined(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json.")
        content = await request.read()
        if len(content) > LONGEST:
            raise Declined(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A body may have {LONGEST} bytes.")
        try:
            value: Any = json.loads(content)
            json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair goes over no wire
        except (ValueError, RecursionError):
            raise bad("The body is no JSON.") from None
        if not isinstance(value, dict):
            raise bad("The body has to be a JSON object.")
        return cls(record(value))

    def text(self, name: str, *, default: str | None = None) -> str:
        """Text; needed unless there is a default."""
        value = self.json.get(name, default)
        if not isinstance(value, str):
            raise bad(f"'{name}' has to be text.")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self.json.get(name, default)
        if not isinstance(value, bool):
            raise bad(f"'{name}' has to be true or false.")
        return value

    def number(self, name: str, *, most: float, default: float = 0) -> float:
        """A number from 0 to the most."""
        value = self.json.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise bad(f"'{name}' has to be a number from 0 to {most:g}.")
        return value

    def whole(self, name: str, *, most: int, default: int = 0) -> int:
        """A whole number from 0 to the most."""
        value = self.number(name, most=most, default=default)
        if value != int(value):
            raise bad(f"'{name}' has to be a whole number.")
        return int(value)

    def texts(self, name: str) -> dict[str, str]:
        """Texts by name, such as what is filled in; empty where there are none."""
        value = self.json.get(name, {})
        found = record(value)
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in found.values()):
            raise bad(f"'{name}' has to be an object of texts.")
        return found

    def list(self, name: str) -> list[str]:
        """Texts in order; empty where there are none."""
        value: Any = self.json.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):  # pyright: ignore[reportUnknownVariableType]
            raise bad(f"'{name}' has to be a list of texts.")
        return value  # pyright: ignore[reportUnknownVariableType]

    def person(self, people: dict[str, Person]) -> Person:
        """Who acts: the person of the key `as`."""
        return somebody(self.text("as"), people)

    def place(self, person: Person) -> Place:
        """Where: the place of the key `place`."""
        try:
            return place_of(self.text("place"), person)
        except LookupError as fault:
            raise missing(str(fault)) from None


def somebody(key: str, people: dict[str, Person]) -> Person:
    """The person of this key. Raises Declined."""
    if key not in people:
        raise missing(f"There is no {key!r} in this room; there are {', '.join(people)}.")
    return people[key]
