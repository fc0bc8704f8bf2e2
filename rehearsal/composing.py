"""What a bot puts into the compose box: results of a search command, and cards for links."""

from dataclasses import dataclass
from uuid import uuid4

from rehearsal.history import ADAPTIVE
from rehearsal.rules import Refusal, card_faults
from rehearsal.values import Json, record, records, string

OFFERED = 25
FIRST_TEXT = ("title", "text", "subtitle")


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that may be posted; `title`, `text` and `image` are of its preview."""

    id: str
    title: str
    text: str
    image: str
    attachment: Json

    @property
    def card(self) -> Json:
        """Its Adaptive Card; empty where it is of another kind."""
        return (
            record(self.attachment.get("content")) if self.attachment.get("contentType") == ADAPTIVE else {}
        )


@dataclass(frozen=True, slots=True)
class Results:
    """All that was offered; `layout` is list or grid."""

    layout: str
    results: tuple[Result, ...]

    def called(self, title: str) -> Result:
        """The one of this title. Raises AssertionError."""
        for result in self.results:
            if title in {result.title, result.id}:
                return result
        there = ", ".join(repr(one.title) for one in self.results) or "none"
        message = f"No result is called {title!r}; there are: {there}."
        raise AssertionError(message)


def query(command: str, parameter: str, text: str) -> Json:
    """A search command; without text it is what the client asks when it opens."""
    given = {"name": parameter, "value": text} if text else {"name": "initialRun", "value": "true"}
    options: Json = {"skip": 0, "count": OFFERED}
    value: Json = {"commandId": command, "parameters": [given], "queryOptions": options}
    return {"type": "invoke", "name": "composeExtension/query", "value": value}


def query_link(url: str) -> Json:
    """A link that somebody put into the compose box."""
    return {"type": "invoke", "name": "composeExtension/queryLink", "value": {"url": url}}


def offered(body: Json) -> Results | None:
    """What an answer of the bot offers; None where it is no result."""
    extension = record(body.get("composeExtension"))
    if extension.get("type") != "result":
        return None
    found = [_result(one) for one in records(extension.get("attachments"))[:OFFERED]]
    return Results(string(extension.get("attachmentLayout")) or "list", tuple(found))


def told(body: Json) -> str:
    """The message that the bot answers with in place of results; empty if it has none."""
    extension = record(body.get("composeExtension"))
    return string(extension.get("text")) if extension.get("type") == "message" else ""


def sign_in_button(body: Json) -> str:
    """The title of the button by which the person is to sign in first; empty if that is not asked."""
    extension = record(body.get("composeExtension"))
    if extension.get("type") not in {"auth", "config", "silentAuth"}:
        return ""
    actions = records(record(extension.get("suggestedActions")).get("actions"))
    return next((string(one.get("title")) for one in actions), "") or "Sign in"


def result_faults(results: Results) -> list[Refusal]:
    """Everything about the results that Teams would not draw."""
    return [fault for one in results.results if one.card for fault in card_faults(one.card)]


def _result(attachment: Json) -> Result:
    preview = record(record(attachment.get("preview")).get("content"))
    content = preview or record(attachment.get("content"))
    words = [string(content.get(key)) for key in FIRST_TEXT if content.get(key)]
    image = next((string(one.get("url")) for one in records(content.get("images"))), "")
    whole = {key: attachment[key] for key in ("contentType", "content") if key in attachment}
    return Result(str(uuid4()), words[0] if words else "", " ".join(words[1:]), image, whole)
