"""The parts of Adaptive Cards 1.5 that we use, as functions.

Names and all other text from outside go into TextRuns, titles and values, where Teams reads no markdown; a
TextBlock is for our own sentences only (teams-platform.md 2E).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from cards.answers import MOVE, NONCE, Move

Card = dict[str, Any]
Element = dict[str, Any]
Button = dict[str, Any]

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
LONGEST_SHOWN = 300
MOST_LINES = 12


def card(body: Iterable[Element], *, actions: Iterable[Button] = (), spoken: str) -> Card:
    """A card; `spoken` is what clients say or show that draw no cards."""
    whole: Card = {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": "1.5",
        "fallbackText": shortened(spoken),
        "body": list(body),
    }
    if buttons := list(actions):
        whole["actions"] = buttons
    return whole


def heading(text: str) -> Element:
    """A title of ours, announced as a heading by screen readers."""
    return {
        "type": "TextBlock",
        "style": "heading",
        "size": "Medium",
        "weight": "Bolder",
        "wrap": True,
        "text": text,
    }


def sentence(text: str, *, subtle: bool = False) -> Element:
    """A sentence of ours; markdown counts."""
    block: Element = {"type": "TextBlock", "wrap": True, "text": text}
    return block | {"isSubtle": True, "size": "Small", "spacing": "Small"} if subtle else block


def plain(text: str, *, bold: bool = False, subtle: bool = False) -> Element:
    """Text from outside, shown as it is: markup in it is text."""
    run: Element = {"type": "TextRun", "text": shortened(text)}
    if bold:
        run["weight"] = "Bolder"
    if subtle:
        run["isSubtle"] = True
    return {"type": "RichTextBlock", "inlines": [run]}


def trouble(text: str, *, style: Literal["attention", "warning", "good"] = "attention") -> Element:
    """What went wrong, at the top of a card; names from outside may be in it."""
    return {"type": "Container", "style": style, "bleed": True, "items": [plain(text)]}


def rows(pairs: Iterable[tuple[str, str]]) -> list[Element]:
    """Labels, some of them names, beside values from outside; in reading order for screen readers."""
    return [
        {
            "type": "ColumnSet",
            "spacing": "Small",
            "columns": [
                {"type": "Column", "width": "92px", "items": [plain(label, subtle=True)]},
                {
                    "type": "Column",
                    "width": "stretch",
                    "items": _lines(value),
                },
            ],
        }
        for label, value in pairs
    ]


def _lines(text: str) -> list[Element]:
    """Lines of one value, close together, and cut where there are too many."""
    lines = text.splitlines() or [""]
    few = lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], "…"]
    return [plain(few[0]), *(plain(line) | {"spacing": "None"} for line in few[1:])]


def choice(
    field: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    *,
    chosen: str | None = None,
    required: str | None = None,
    placeholder: str = "",
    style: Literal["compact", "expanded", "filtered"] = "compact",
) -> Element:
    """One of several, as (title, value). `required` is the sentence for an empty answer."""
    return {
        "type": "Input.ChoiceSet",
        "id": field,
        "label": shortened(label),
        "style": style,
        "choices": [{"title": shortened(title, 120), "value": value} for title, value in choices],
        **({"value": chosen} if chosen is not None else {}),
        **({"placeholder": placeholder} if placeholder else {}),
        **_required(required),
    }


def search(
    field: str, label: str, choices: Sequence[tuple[str, str]], *, dataset: str, placeholder: str
) -> Element:
    """A choice with typeahead: what is typed is sent to the bot as application/search for the dataset."""
    element = choice(field, label, choices, style="filtered", placeholder=placeholder)
    return element | {"choices.data": {"type": "Data.Query", "dataset": dataset}}


def text_input(
    field: str,
    label: str,
    *,
    value: str = "",
    required: str | None = None,
    longest: int = 200,
    style: Literal["Text", "Tel", "Email"] = "Text",
    lines: bool = False,
    placeholder: str = "",
) -> Element:
    """A line, or several, of text."""
    return {
        "type": "Input.Text",
        "id": field,
        "label": shortened(label),
        "maxLength": longest,
        **({"value": value} if value else {}),
        **({"style": style} if style != "Text" else {}),
        **({"isMultiline": True} if lines else {}),
        **({"placeholder": placeholder} if placeholder else {}),
        **_required(required),
    }


def date_input(field: str, label: str, *, value: str, first: str, last: str) -> Element:
    """A day; the bounds are advice to the client, the bot checks again."""
    return {"type": "Input.Date", "id": field, "label": label, "value": value, "min": first, "max": last}


def button(
    title: str,
    nonce: str,
    move: Move,
    *,
    inputs: bool = True,
    style: str | None = None,
    data: Mapping[str, str] | None = None,
) -> Button:
    """A button that comes back to the bot; old clients that know no Execute send a Submit instead."""
    sent: dict[str, Any] = {NONCE: nonce, MOVE: str(move), **(data or {})}
    shared: dict[str, Any] = {"title": title, "data": sent}
    if not inputs:
        shared["associatedInputs"] = "none"
    if style:
        shared["style"] = style
    fallback = {"type": "Action.Submit", **shared}
    return {"type": "Action.Execute", "verb": "frontdesk", **shared, "fallback": fallback}


def link_button(title: str, url: str, *, style: str | None = None) -> Button:
    """A button that opens a page."""
    return {"type": "Action.OpenUrl", "title": title, "url": url, **({"style": style} if style else {})}


def copy_button(title: str, label: str, text: str) -> Button:
    """A button that unfolds a text to be copied; cards have no way to the clipboard."""
    field = text_input(
        f"copied {label}".casefold().replace(" ", "-"),
        label,
        value=text,
        longest=max(len(text), 1),
        lines="\n" in text,
    )
    return {"type": "Action.ShowCard", "title": title, "card": {"type": "AdaptiveCard", "body": [field]}}


def action_row(buttons: Iterable[Button]) -> Element:
    """Buttons inside the body of a card."""
    return {"type": "ActionSet", "actions": list(buttons)}


def shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Text that fits a card, with a sign where it was cut.

    Without characters that reorder a line, and with double braces held apart: clients write dates in place of
    {{DATE(...)}} in any text.
    """
    calm = (text if text.isascii() else _REORDERING.sub("", text)).replace("{{", "{\u2060{")
    return calm if len(calm) <= longest else calm[: longest - 1] + "…"


# Overrides and isolates that an unclosed name could use to turn the rest of a line around.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _required(complaint: str | None) -> Element:
    return {} if complaint is None else {"isRequired": True, "errorMessage": complaint}
