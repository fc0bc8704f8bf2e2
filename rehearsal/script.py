"""What the demonstration plays: a booking, as a member of staff does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rehearsal.seat import Seat


@dataclass(frozen=True, slots=True)
class Says:
    """Words in the chat; `then` is what has to come into sight after them."""

    text: str
    then: str

    async def play(self, seat: Seat) -> None:
        """Write it."""
        await seat.says(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Taps:
    """A button, with what is filled in before; `then` is what has to come into sight after it."""

    title: str
    then: str
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])

    async def play(self, seat: Seat) -> None:
        """Fill in and press."""
        await seat.taps(self.title, inputs=self.inputs)

    def __str__(self) -> str:
        filled = "; ".join(f"{name}: {value}" for name, value in self.inputs.items())
        return f"{filled} → [{self.title}]" if filled else f"[{self.title}]"


Step = Says | Taps

JOIN_BUTTON = "Join (staff)"
CUSTOMER_LINK = "Customer link"

BOOKING: tuple[Step, ...] = (
    Says("/book", then="Which service?"),
    Taps("Next", then="With whom?", inputs={"Service": "Initial consult"}),
    Taps("Next", then="For which customer?", inputs={"Staff": "Anyone who is free"}),
    Taps("Next", then="When?", inputs={"Customer": "Adele Vance"}),
    Taps("Take this time", then="Anything to note?"),
    Taps("Next", then="One last look", inputs={"Notes for the staff": "Prefers to be called Adele."}),
    Taps("Book", then="Reference"),
)
