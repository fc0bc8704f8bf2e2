"""What is said: each talk opens a chat once, and then goes on in it for as long as the load lasts."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from bench.driver.activities import Chat
from bench.driver.arrivals import FIRST_WORD, Arrivals
from bench.driver.cards import button, choice, input_of
from bench.driver.seat import Seat, Turn

HELP, BOOK, HELPS = "/help", "/book", "What I can do"
SERVICE, STAFF = "Which service?", "With whom?"
LAST_LOOK, BOOKED = "One last look", "Reference"
OTHER_TIMES = 40
SEATS, AROUND, EVERYBODY = 1_000, 200, 1_000
"""At most so many seats; so many chats of a seat, and of one whom all shall have spoken to."""
RESULTS = "searchResponse"
MARKERS = frozenset({HELPS, "Echo", SERVICE, STAFF, FIRST_WORD, "stock 1", "stock 2", "stock 3", "stock 4"})


class Talk(Protocol):
    """`open` is not measured; each `go` is one turn or more."""

    async def open(self) -> None:
        """Bring the chat to where the talk begins."""
        ...

    async def go(self) -> None:
        """Say the next."""
        ...


@dataclass(slots=True)
class Plain:
    """One message after another, each answered by one that carries the marker.

    Each seat goes around so many chats, for Teams takes no more than 60 messages in 30 s in one of them, and
    a bot that knows it holds back.
    """

    seat: Seat
    arrivals: Arrivals
    text: str
    marker: str
    echo: str = ""
    chats: int = AROUND
    said: int = 0
    start: Chat = field(init=False)

    def __post_init__(self) -> None:
        """Begin where the seat is."""
        self.start = self.seat.chat

    async def open(self) -> None:
        """Once, so that nothing is new; in a chat that is not spoken in again."""
        self.said = -1
        await self.go()

    async def go(self) -> None:
        """One message, in the next of the chats."""
        number = self.start.number + SEATS * (self.said % self.chats if self.said >= 0 else self.chats)
        self.seat.chat = replace(self.start, number=number)
        self.said += 1
        await self.seat.says(self.text, expects=self.marker, echo=self.echo)


@dataclass(slots=True)
class StockSteps:
    """Around the stock waterfall: each reply repeats the nonce that the first message brought into state."""

    seat: Seat
    arrivals: Arrivals
    step: int = 0
    nonce: str = ""

    async def open(self) -> None:
        """Once around."""
        for _ in range(4):
            await self.go()

    async def go(self) -> None:
        """The next of the four steps."""
        self.step = self.step % 4 + 1
        expects = f"stock {self.step}"
        match self.step:
            case 1:
                turn = await self.seat.says("begin nonce:{nonce}", expects=expects, echo="{nonce}")
                self.nonce = turn.nonce
            case 2:
                await self.seat.says("Initial consult", expects=expects, echo=self.nonce)
            case 3:
                await self.seat.says("Adele Vance", expects=expects, echo=self.nonce)
            case _:
                await self.seat.submits({"slot": "10:00"}, expects=expects, echo=self.nonce)


@dataclass(slots=True)
class Steps:
    """One step of the booking dialog forth, one back, and so on: state is read and written each time."""

    seat: Seat
    arrivals: Arrivals
    submit: bool = False
    forth: bool = False

    async def open(self) -> None:
        """A booking with its first question open, and once forth and back."""
        await self.seat.says(BOOK, expects=SERVICE)
        await self._look()
        await self.go()
        await self.go()

    async def go(self) -> None:
        """The next of the two."""
        self.forth = not self.forth
        card = self.seat.card
        if self.forth:
            service = choice(card, "Service", "Initial consult")
            data, expects = {**button(card, "Next"), input_of(card, "Service")["id"]: service}, STAFF
        else:
            data, expects = button(card, "Back"), SERVICE
        if self.submit:
            await self.seat.submits(data, expects=expects)
            await self._look()
        else:
            await self.seat.executes(data, expects=expects)

    async def _look(self) -> None:
        self.seat.card_id, self.seat.card = await self.arrivals.last_card(self.seat.chat.id)


@dataclass(slots=True)
class Booking:
    """Whole bookings by buttons, from /book to the reference; each seat takes another time of the day.

    What counts are those that are finished: a step that takes its time says so, and the next booking begins.
    """

    seat: Seat
    arrivals: Arrivals

    async def open(self) -> None:
        """One booking, which fills the bot's shelf."""
        await self.go()

    async def go(self) -> None:
        """One booking."""
        with suppress(LookupError):  # another card came: the time was taken meanwhile, or the answer is late
            await self._whole()

    async def _whole(self) -> None:
        seat = self.seat
        await seat.says(BOOK, expects=SERVICE)
        seat.card_id, seat.card = await self.arrivals.last_card(seat.chat.id)
        await self._next("Service", choice(seat.card, "Service", "Initial consult"))
        await self._next("Staff", choice(seat.card, "Staff", "Anyone"))
        found = await seat.searches("customers", "Adele Vance", expects=RESULTS)
        await self._next("Customer", found[0]["value"])
        await self._take_a_time(0)
        turn = await seat.executes(button(seat.card, "No notes"), expects="")
        # A time that somebody else looks at just now is kept for them: another one is taken.
        for other in range(1, OTHER_TIMES):
            if LAST_LOOK.encode() in turn.body:
                break
            turn = await self._take_a_time(other)
        turn = await seat.executes(button(seat.card, "Book"), expects="")
        # Two may want the last free member of staff: the slower is shown the other times, as it should be.
        seat.finished += BOOKED.encode() in turn.body

    async def _take_a_time(self, other: int) -> Turn:
        times = input_of(self.seat.card, "Time")
        start = times["choices"][(self.seat.chat.number + other) % len(times["choices"])]["value"]
        data = {**button(self.seat.card, "Take this time"), times["id"]: start}
        return await self.seat.executes(data, expects="")

    async def _next(self, label: str, value: str) -> None:
        card = self.seat.card
        await self.seat.executes({**button(card, "Next"), input_of(card, label)["id"]: value}, expects="")


Opening = Callable[[Seat, Arrivals], Talk]

TALKS: dict[str, Opening] = {
    "echo": lambda seat, arrivals: Plain(seat, arrivals, "hello nonce:{nonce}", "Echo", "{nonce}"),
    "help": lambda seat, arrivals: Plain(seat, arrivals, HELP, HELPS),
    "everyone": lambda seat, arrivals: Plain(seat, arrivals, HELP, HELPS, chats=EVERYBODY),
    "stock-steps": StockSteps,
    "steps": Steps,
    "steps-submit": lambda seat, arrivals: Steps(seat, arrivals, submit=True),
    "booking": Booking,
}
