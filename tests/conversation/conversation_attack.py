"""Taps that no card offers: another card's, changed on the way, or made up."""

from typing import Any

from conversation_steps import to_customer, to_last_look, to_service, to_staff, to_times

from rehearsal.line import Delivery
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard

STEPS = {
    "Which service?": to_service,
    "With whom?": to_staff,
    "For which customer?": to_customer,
    "When?": to_times,
    "One last look": to_last_look,
}


async def forges(seat: Seat, move: str, *, on: SeenCard | None = None, **fields: Any) -> Delivery:
    """Press a button with the nonce of a real card, and anything in its fields."""
    card = on or seat.card
    data = {"frontdesk": nonce_of(card), "move": move, **fields}
    action = {"type": "Action.Execute", "verb": "frontdesk", "data": data}
    value = {"action": action, "trigger": "manual"}
    tap = {"type": "invoke", "name": "adaptiveCard/action", "replyToId": card.post.id, "value": value}
    delivery = await seat.sends(tap)
    answer = delivery.body
    assert (delivery.status, answer["statusCode"]) == (200, 200), delivery
    assert "went wrong" not in answer["value"], answer
    assert "**" not in says_of(delivery)
    if isinstance(answer["value"], dict):
        await seat.stage.history.view(card.post, card.person, answer["value"], card.place)
    return delivery


def nonce_of(card: SeenCard) -> str:
    return next(b.action["data"]["frontdesk"] for b in card.parts.buttons if "data" in b.action)


def says_of(delivery: Delivery) -> str:
    """The words of an answer to a tap; nothing where it was a card."""
    value = delivery.body["value"]
    return value if isinstance(value, str) else ""
