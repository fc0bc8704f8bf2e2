"""Finds what a page means among what its person really has: nothing else can be pressed or filled in."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, cast

from rehearsal.filling import in_reach
from rehearsal.history import Post
from rehearsal.parts import Button, Field, Parts
from rehearsal.people import Person
from rehearsal.rules import descendants, drawn, undrawn
from rehearsal.seen import SeenCard
from rehearsal.values import Json, string
from rehearsal.web.asking import Asked, Declined, bad, missing
from rehearsal.web.desk import Desk
from rehearsal.web.views import in_sight, stamp

MOST_DIGITS = 9
CHANGED = "This card has changed meanwhile; look at it again."
UNDRAWN = "Teams would not show this card, so nothing on it can be used."


def post_of(desk: Desk, asked: Asked, person: Person) -> Post:
    """The post, if this person sees it."""
    wanted = asked.text("post")
    for post in desk.room.history.posts:
        if post.id == wanted and not post.deleted and in_sight(post, person):
            return post
    raise missing(f"{person.name} sees no message {wanted!r}.")


def card_of(desk: Desk, asked: Asked, person: Person) -> SeenCard:
    """The card as this person sees it; Declined where it is not the one the page drew."""
    post = post_of(desk, asked, person)
    number = asked.whole("card", most=100)
    cards = post.cards(person)
    if number >= len(cards):
        raise missing(f"The message has no card {number}.")
    if (drawn_as := asked.text("stamp", default="")) and drawn_as != stamp(cards[number]):
        raise Declined(HTTPStatus.CONFLICT, CHANGED)
    if undrawn(cards[number]):
        raise Declined(HTTPStatus.CONFLICT, UNDRAWN)
    return SeenCard(post, person, cards[number], number)


def button_of(card: SeenCard, wanted: Any) -> Button:
    """The button that a pointer, an id or an action's own JSON names."""
    action = _action(card.json, wanted)
    for button in Parts(uncovered=True).read(card.json).buttons:
        if action is not None and button.action is drawn(action):
            return button
    raise missing("The card has no such action.")


def inputs_for(card: SeenCard, button: Button, given: Mapping[str, str]) -> dict[str, Any]:
    """What is filled in for the inputs that the button sends; what else the page has is left out."""
    return {one.id: _value(one, given[one.id]) for one in in_reach(card, button) if one.id in given}


def input_of(card: SeenCard, name: str) -> Field:
    """The input of this id that looks things up."""
    for one in card.parts.fields:
        if one.id == name and one.query:
            return one
    raise missing(f"The card has no input {name!r} that looks things up.")


def _value(one: Field, text: str) -> Any:
    return text.split(",") if one.several and text else text


def _action(card: Json, wanted: Any) -> Json | None:
    if isinstance(wanted, str) and wanted.startswith("/"):
        return _at(card, wanted)
    if not isinstance(wanted, str | dict):
        raise bad("'action' has to be a JSON Pointer, an id, or the action itself.")
    for action in _actions(card):
        if action == wanted or (isinstance(wanted, str) and string(action.get("id")) == wanted):
            return action
    return None


def _actions(card: Json) -> Iterator[Json]:
    """All actions, a card's own selectAction too, as they stand in the JSON."""
    for element in (card, *descendants(card)):
        if string(element.get("type")).startswith("Action."):
            yield element


def _at(value: Any, pointer: str) -> Json | None:
    for step in pointer[1:].split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        place = int(name) if name.isdecimal() and len(name) < MOST_DIGITS else None
        if isinstance(value, list) and place is not None and place < len(cast("list[Any]", value)):
            value = cast("list[Any]", value)[place]
        elif isinstance(value, dict) and name in value:
            value = cast("Json", value)[name]
        else:
            return None
    return cast("Json", value) if isinstance(value, dict) else None
