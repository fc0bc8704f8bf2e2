"""The card by which a person signs in. Not an Adaptive Card: Teams draws and works it itself."""

from collections.abc import Mapping
from typing import Any

from cards.elements import Card

OAUTH_CARD = "application/vnd.microsoft.card.oauth"


def sign_in_card(connection: str, link: str, *, exchange: Mapping[str, Any] | None, text: str) -> Card:
    """With `exchange` the client signs the person in by itself where it can, else it shows the button."""
    button = {"type": "signin", "title": "Sign in", "value": link}
    card: Card = {"text": text, "connectionName": connection, "buttons": [button]}
    return card | {"tokenExchangeResource": dict(exchange)} if exchange else card
