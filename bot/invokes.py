"""Invokes: taps on Action.Execute, and inputs that look things up. Answers are plain JSON."""

from dataclasses import dataclass
from typing import Any

from botbuilder.core.invoke_response import InvokeResponse

from bot import phrases
from bot.sdk.adapter import PLAIN_MESSAGE
from cards.answers import Tapped, read_tap
from cards.phrases import unmarked
from dialogs.stage import Card

CARD = "application/vnd.microsoft.card.adaptive"
LOGIN = "application/vnd.microsoft.activity.loginRequest"
WRONG_CODE = "application/vnd.microsoft.error.incorrectAuthCode"
NOT_EXCHANGED = "application/vnd.microsoft.error.preconditionFailed"
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


def login_request(card: Card) -> InvokeResponse:
    """Asks the client to see to a sign-in, and to send the tap again after it."""
    return _answer(401, LOGIN, card)


def refused_sign_in(why: str | None) -> InvokeResponse:
    """What a sign-in brought does not do: a token, with the reason; without one a code."""
    if why is None:
        return _answer(401, WRONG_CODE, None)
    return _answer(412, NOT_EXCHANGED, {"code": "412", "message": why})


def execute_response(answer: Card | InvokeResponse | str | None) -> InvokeResponse:
    """A card in place of the tapped one, or a plain sentence; after an empty one clients would ask again."""
    if isinstance(answer, InvokeResponse):
        return answer
    if isinstance(answer, dict):
        return _ok(CARD, answer)
    return _ok(PLAIN_MESSAGE, unmarked(answer or phrases.NOTHING_TO_SHOW))


def search_response(found: list[tuple[str, str]]) -> InvokeResponse:
    """What the input offers."""
    results = [{"title": title, "value": value} for title, value in found[:OFFERED]]
    return _ok(SEARCH, {"results": results})


def too_much(name: str | None) -> InvokeResponse:
    """For whoever asks more than the bot takes: a sentence where one is shown, else the status alone."""
    match name:
        case "adaptiveCard/action":
            return execute_response(phrases.TOO_MUCH)
        case "application/search":
            return search_response([])
        case _:
            return InvokeResponse(status=429)


def _ok(kind: str, value: Any) -> InvokeResponse:
    return _answer(200, kind, value)


def _answer(code: int, kind: str, value: Any) -> InvokeResponse:
    return InvokeResponse(status=200, body={"statusCode": code, "type": kind, "value": value})
