"""Sentences of the doorway itself."""

from collections.abc import Sequence

TRY_AGAIN = "Two of your messages crossed, and I could not keep both. Please try again."
TAP_AGAIN = "That took too long. Please press the button once more, or write **try again**."
FORGOTTEN = "I lost track of where we were, and nothing was booked. Write **/book** to begin again."
NOT_MY_BUTTON = "That is no button of mine, so I did nothing."
NOTHING_TO_SHOW = "Done."
TOO_MUCH = "That was more at once than I can take. Please wait a moment, then try again."

LONGEST_WORD = 30


def went_wrong(reference: str) -> str:
    """For what nobody foresaw; the reference stands in the log."""
    return (
        "Something went wrong here. Please try again. "
        f"If it stays so, tell your administrator reference **{reference}**."
    )


def unknown_command(word: str, nearest: Sequence[str]) -> str:
    """For a slash word that is not in the table; an odd one is not repeated."""
    plain = word.isalnum() and len(word) <= LONGEST_WORD
    named = f"I do not know **/{word}**." if plain else "I do not know that command."
    if not nearest:
        return f"{named} Write **/help** for what I can do."
    offered = " or ".join(f"**/{name}**" for name in nearest)
    return f"{named} Did you mean {offered}?"
