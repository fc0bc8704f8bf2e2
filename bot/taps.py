"""By what a tap is known when it comes again, under whatever id."""

from hashlib import sha256

from cards.answers import Heard, Move, Tapped


def tap_id(heard: Heard | None) -> str | None:
    """The same for the same button of the same card with the same inputs; None for what is no such tap.

    A card is shown under a new nonce each time. Looking may be done as often as one likes.
    """
    if not isinstance(heard, Tapped) or heard.move is Move.LOOK:
        return None
    said = repr((heard.nonce, str(heard.move), sorted(heard.fields.items())))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
