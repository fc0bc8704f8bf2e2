"""What a page is shown, as JSON: posts, cards, dialogs and results, each as one person sees it."""

import hashlib
import json
from datetime import UTC, datetime

from rehearsal.composing import Result, Results
from rehearsal.dialogs import Dialog, dialog_faults
from rehearsal.history import Event, Post, visible
from rehearsal.outcomes import Outcome
from rehearsal.people import Person
from rehearsal.places import SHARED, personal, place_at
from rehearsal.rules import Refusal, attachment_faults, card_faults, undrawn
from rehearsal.seen import SeenCard
from rehearsal.signing_in import cards_in
from rehearsal.values import Json, record, records, string

TYPING_SECONDS = 5


def iso(moment: datetime) -> str:
    """A moment as a page reads it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def author_json(person: Person) -> Json:
    """Who wrote something."""
    return {"key": person.key, "name": person.name, "initials": initials(person.name)}


def stamp(card: Json) -> str:
    """Another text for every other card."""
    return hashlib.sha256(json.dumps(card, sort_keys=True).encode()).hexdigest()[:16]


def card_json(card: SeenCard) -> Json:
    """A card as it is and as it is said."""
    own = (card.person.key, card.place) in card.post.views
    refreshes = bool(record(record(card.json.get("refresh")).get("action")))
    told = {"own": own, "stamp": stamp(card.json), "refreshes": refreshes, "refused": undrawn(card.json)}
    return {"json": card.json, **told, "plain": card.text().splitlines()}


def post_json(post: Post, person: Person) -> Json:
    """A whole post."""
    place, thread = place_at(post.conversation_id, person)
    cards = [SeenCard(post, person, card, number) for number, card in enumerate(post.cards(person))]
    faults = [*attachment_faults(post.now), *(fault for one in cards for fault in card_faults(one.json))]
    return {
        "id": post.id,
        "place": place.key,
        "thread": thread,
        "author": author_json(post.author) if post.author else None,
        "at": iso(post.at) if post.at else "",
        "text": string(post.now.get("text")),
        "format": string(post.now.get("textFormat")) or "markdown",
        "mentions": _mentions(post, person),
        "cards": [card_json(card) for card in cards],
        "signin": [{"text": string(one.json.get("text")), "button": one.button} for one in cards_in(post)],
        "targeted": post.only_for is not None,
        "edited": post.edited,
        "refusals": [refusal_json(one) for one in faults],
    }


def in_sight(what: Post | Event, person: Person) -> bool:
    """Whether it is anywhere where this person looks."""
    chats = (personal(person), *SHARED)
    return any(visible(what, person, chat.conversation_id) for chat in chats)


def event_json(event: Event, person: Person) -> Json:
    """A message of the feed for something that came into sight."""
    place, thread = place_at(event.conversation_id, person)
    where = {"place": place.key, "thread": thread}
    match event.kind:
        case "posted" | "edited" | "viewed" if event.post:
            return {"kind": "post", "why": event.kind, "post": post_json(event.post, person)}
        case "deleted" if event.post:
            return {"kind": "gone", "post": event.post.id}
        case "typing":
            return {"kind": "typing", **where, "seconds": TYPING_SECONDS}
        case _:
            return {"kind": "notice", **where, "text": event.text}


def refusal_json(refusal: Refusal) -> Json:
    """What Teams would not take."""
    return {"rule": refusal.rule, "detail": refusal.detail, "fatal": refusal.fatal}


def outcome_json(outcome: Outcome) -> Json:
    """What came of an action."""
    told: Json = {"kind": outcome.kind}
    if outcome.text:
        told["text"] = outcome.text
    if outcome.button:
        told["button"] = outcome.button
    if outcome.dialog:
        told["dialog"] = dialog_json(outcome.dialog)
    if outcome.results:
        told |= results_json(outcome.results)
    return told


def dialog_json(dialog: Dialog) -> Json:
    """An open dialog."""
    card = None if dialog.url else card_json(dialog.card)
    size = {"width": dialog.width, "height": dialog.height}
    refusals = [refusal_json(one) for one in dialog_faults(dialog)]
    told = {"id": dialog.id, "title": dialog.title, **size, "url": dialog.url}
    return told | {"card": card, "refusals": refusals}


def results_json(results: Results) -> Json:
    """What a message extension offers."""
    return {"layout": results.layout, "results": [_result(one) for one in results.results]}


def _result(result: Result) -> Json:
    told = {"id": result.id, "title": result.title, "text": result.text, "image": result.image}
    return told | {"json": result.card or None}


def _mentions(post: Post, person: Person) -> list[Json]:
    mine = {person.teams_id, person.aad_object_id, person.mail}
    found: list[Json] = []
    for one in records(post.now.get("entities")):
        if one.get("type") == "mention":
            who = record(one.get("mentioned"))
            name = {"text": string(one.get("text")), "name": string(who.get("name"))}
            found.append(name | {"me": string(who.get("id")) in mine})
    return found
