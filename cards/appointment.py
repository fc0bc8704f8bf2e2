"""One appointment, looked up: all of it, its links, and what can be done with it."""

from collections.abc import Sequence

from cards.elements import Card, copy_button, link_button, rows
from cards.frame import Row
from cards.listing import Pane, Way


def appointment_card(
    pane: Pane,
    facts: Sequence[Row],
    ways: Sequence[Way],
    *,
    join_link: str | None,
    customer_link: str | None,
) -> Card:
    """The facts in rows, and both ways in where they are there."""
    join = [link_button("Join (staff)", join_link, style="positive")] if join_link else []
    copy = [copy_button("Copy customer link", "Customer link", customer_link)] if customer_link else []
    return pane.card(rows(facts), ways, actions=[*join, *copy])
