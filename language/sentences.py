"""What people are told about a word of their line that was not understood; for the card and the terminal."""

from collections.abc import Mapping, Sequence
from typing import Final

from language.troubles import Fault, Trouble

_SHOWN: Final = 3
_LONGEST: Final = 80
_SENTENCES: Final[Mapping[Fault, str]] = {
    Fault.NO_SERVICE: "I know no service called {word}.",
    Fault.NO_STAFF: "I know no staff member called {word}.",
    Fault.NO_ZONE: "I know no time zone or city called {word}.",
    Fault.NO_DAY: "No calendar has the day {bare}.",
    Fault.NO_TIME: "No clock shows the time {bare}.",
    Fault.SKIPPED: "The clocks go forward over {bare}, so that time does not exist. Which time do you mean?",
    Fault.DENIED: "I cannot leave out what stands behind {word}. Please choose what you want instead.",
    Fault.LENGTH: "The service says how long an appointment takes, so I left out {word}.",
    Fault.NOT_STAFF: "I cannot take {word} for a member of staff: you are not on the staff of this business.",
    Fault.NOT_CUSTOMER: "I do not know which customer {word} is. Please write a name, mail or phone.",
    Fault.TWICE: "One appointment has room for one only, so I cannot place {word} too. Which do you mean?",
    Fault.EITHER: "{word} may be {either}. Which do you mean?",
    Fault.NOBODY: "There is no name behind {word}.",
    Fault.UNKNOWN: "I do not understand {word}.",
    Fault.TOO_LONG: "That line is longer than I can read. I stopped before {word}.",
}
_OFFERING: Final = frozenset({Fault.NO_SERVICE, Fault.NO_STAFF, Fault.NO_ZONE, Fault.UNKNOWN})


def says(trouble: Trouble) -> str:
    """One or two sentences: what is wrong, and what may have been meant. Holds text from outside as typed."""
    word, nearest = _short(trouble.word), trouble.nearest[:_SHOWN]
    either = " of your staff or ".join(nearest[:2]) + ", a customer"
    sentence = _SENTENCES[trouble.fault].format(word=word, bare=word.rstrip("."), either=either)
    if trouble.fault in _OFFERING and nearest:
        return f"{sentence} Did you mean {_alternatives(nearest)}?"
    return sentence


def _alternatives(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
