"""What a whole channel sees of a flow: that somebody is at it, and nothing of the customer."""

from collections.abc import Sequence

from cards.answers import Move
from cards.elements import Card, Element, button, card, heading, plain, sentence


def only_for(
    user_ids: Sequence[str], nonce: str, title: str, body: Sequence[Element], *, spoken: str
) -> Card:
    """A card for everybody, which the people of these Teams ids see in a form of their own.

    Their clients ask for it by themselves; where one does not, the button does the same (user-specific views,
    teams-platform.md 2C; at most 60 ids).
    """
    look = button(title, nonce, Move.LOOK, inputs=False)
    action = {"type": look["type"], "title": title, "verb": look["verb"], "data": look["data"]}
    return card(body, actions=[look], spoken=spoken) | {
        "refresh": {"action": action, "userIds": list(user_ids)}
    }


def going_on(title: str, who: str, *, nonce: str, user_ids: Sequence[str]) -> Card:
    """Somebody is at it."""
    body = [heading(title), plain(f"{who} is booking an appointment. Only they see the details.")]
    return only_for(user_ids, nonce, "Continue", body, spoken=title)


def over(title: str, word: str) -> Card:
    """The last word on a flow that came to nothing."""
    return card([heading(title) | {"isSubtle": True}, sentence(word, subtle=True)], spoken=title)
