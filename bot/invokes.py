"""Invokes: taps on Action.Execute, and inputs that look things up. Answers are plain JSON."""

from dataclasses import dataclass
from typing import Any

from botbuilder.core.invoke_response import InvokeResponse

from bot import phrases
from bot.sdk.adapter import PLAIN_MESSAGE
from cards.answers import Tapped, read_tap
from dialogs.stage import Card

CARD = "application/vnd.microsoft.card.adaptive"
SEARCH = "application/vnd.microsoft.search.searchResponse"
OFFERED = 15
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed into an input, and in what it shall be looked up."""

    dataset: str
    text: str


def read_execute(value: Any) -> Tapped | None:
    """The tap in the value of adaptiveCard/action, automatic refresh included; None for a foreign one."""
    match value:
        case {"action": {"type": "Action.Execute", "data": data}}:
            return read_tap(data)
        case _:
            return None


def read_search(value: Any) -> Query | None:
    """The query in the value of application/search."""
    match value:
        case {"dataset": str(dataset), "queryText": str(text)}:
            return Query(dataset, text.strip()[:LONGEST_QUERY])
        case _:
            return None


def execute_response(answer: Card | str | None) -> InvokeResponse:
    """A card in place of the tapped one, or a sentence; never an empty one, after which clients ask again."""
    if isinstance(answer, dict):
        return _ok(CARD, answer)
    return _ok(PLAIN_MESSAGE, answer or phrases.NOTHING_TO_SHOW)


def search_response(found: list[tuple[str, str]]) -> InvokeResponse:
    """What the input offers."""
    results = [{"title": title, "value": value} for title, value in found[:OFFERED]]
    return _ok(SEARCH, {"results": results})


def _ok(kind: str, value: Any) -> InvokeResponse:
    return InvokeResponse(status=200, body={"statusCode": 200, "type": kind, "value": value})
