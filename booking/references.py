"""Short references that people read aloud, such as K7Q2."""

from collections.abc import Callable

# No 0 and O, 1 and I, 5 and S, 8 and B: they are told apart neither by eye nor by ear.
ALPHABET = "234679ACDEFGHJKLMNPQRTUVWXYZ"
LENGTH = 4


def new_reference(pick: Callable[[str], str]) -> str:
    """A reference of four characters; `pick` chooses one of a string, such as `secrets.choice`."""
    return "".join(pick(ALPHABET) for _ in range(LENGTH))
