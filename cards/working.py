"""What stands in for an answer that takes long."""

from cards.answers import Move
from cards.elements import Card, button, card, heading, sentence
from cards.frame import TITLE

WORKING = "Working on it …"
COMES = "Microsoft 365 takes its time. The answer appears here by itself."


def working(nonce: str | None = None) -> Card:
    """Nothing was lost and nothing needs to be done; with a nonce, a button that looks for the answer."""
    actions = [button("Show", nonce, Move.LOOK, inputs=False)] if nonce else []
    body = [heading(TITLE), heading(WORKING) | {"size": "Default"}, sentence(COMES, subtle=True)]
    return card(body, actions=actions, spoken=WORKING)
