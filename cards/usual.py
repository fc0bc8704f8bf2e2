"""Which business is meant where none is named."""

from collections.abc import Sequence

from cards.elements import Card, plain, rows, sentence
from cards.frame import Row
from cards.listing import Pane

MOST_NAMED = 12


def usual_card(pane: Pane, chosen: Sequence[Row], offered: Sequence[str]) -> Card:
    """What is chosen for whom, and what can be chosen."""
    named = [plain(f"• {name}") | {"spacing": "None"} for name in offered[:MOST_NAMED]]
    more = [plain(f"and {len(offered) - MOST_NAMED} more") | {"spacing": "None"}]
    hint = sentence("Write **/use** with a name to change it, or **/use nothing** to clear it.", subtle=True)
    rest = more if len(offered) > MOST_NAMED else []
    return pane.card([*rows(chosen), plain("You may open", subtle=True), *named, *rest, hint])
