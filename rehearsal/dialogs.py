"""Dialogs: a bot's card or page over the chat, seen by one person (task/fetch and task/submit)."""

from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from rehearsal.history import ADAPTIVE, Post
from rehearsal.people import Person
from rehearsal.rules import Refusal, card_faults, descendants
from rehearsal.seen import SeenCard
from rehearsal.values import Json, record, string

FETCH: Literal["task/fetch"] = "task/fetch"
SUBMIT: Literal["task/submit"] = "task/submit"


@dataclass(frozen=True, slots=True)
class Dialog:
    """An open dialog; its card stands in `post`, which is in no history. Sizes are pixels or Teams' words."""

    post: Post
    person: Person
    title: str = ""
    width: str = ""
    height: str = ""
    url: str = ""

    @property
    def id(self) -> str:
        """Its own name, as it is replaced by others."""
        return self.post.id

    @property
    def card(self) -> SeenCard:
        """Its card. Raises AssertionError where it shows a page."""
        for card in self.post.cards(self.person):
            return SeenCard(self.post, self.person, card)
        message = f"The dialog {self.title!r} has no card; it shows {self.url!r}."
        raise AssertionError(message)


def asks(name: str, data: Json) -> Json:
    """What the client sends to open a dialog, or with what was filled in there."""
    return {"type": "invoke", "name": name, "value": {"data": data, "context": {"theme": "default"}}}


def opened(body: Json, person: Person, conversation_id: str) -> Dialog | None:
    """The dialog that an answer of the bot opens, if it does."""
    task = record(body.get("task"))
    value = record(task.get("value"))
    if task.get("type") != "continue" or not (value.get("card") or value.get("url")):
        return None
    attachments = [value["card"]] if record(value.get("card")) else []
    post = Post(str(uuid4()), conversation_id, None, [{"attachments": attachments}])
    size = {side: string(value.get(side)) for side in ("width", "height")}
    return Dialog(post, person, string(value.get("title")), url=string(value.get("url")), **size)


def told(body: Json) -> str:
    """The message that an answer of the bot closes a dialog with; empty if it has none."""
    task = record(body.get("task"))
    return string(task.get("value")) if task.get("type") == "message" else ""


def dialog_faults(dialog: Dialog) -> list[Refusal]:
    """Everything about a dialog that Teams would not show."""
    found: list[Refusal] = []
    if dialog.url and not dialog.url.startswith("https://"):
        found.append(Refusal("dialog", "the page of a dialog has to be https"))
    for one in dialog.post.now["attachments"]:
        if one.get("contentType") != ADAPTIVE:
            found.append(Refusal("dialog", f"no Adaptive Card but {one.get('contentType')!r}"))
            continue
        card = record(one.get("content"))
        found += card_faults(card)
        if any(part.get("type") == "Action.Execute" for part in descendants(card)):
            found.append(Refusal("dialog", "Action.Execute does nothing in a dialog; it takes Action.Submit"))
    return found
