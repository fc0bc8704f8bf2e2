"""Who has opened which business: what is kept for all is open to those whom their own token let in."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from booking.errors import BookingError, NotPermitted, Refused, Unavailable
from booking.ids import BusinessId
from booking.models import Business
from graph import businesses
from graph.background import Background
from graph.calls import Call, segment
from graph.sender import Sender
from graph.shelf import Shelf, Term
from graph.tokens import Token, signed_in

Door = tuple[str, BusinessId]


@dataclass(frozen=True, slots=True)
class Reader:
    """A person by the key under which their reading is kept, and their token."""

    key: str
    token: Token = field(repr=False)


class Access:
    """Each person's own reading of a business, which proves that they may; refusals for a while."""

    def __init__(
        self,
        sender: Sender,
        term: Term,
        *,
        refusal: float,
        clock: Callable[[], float],
        background: Background,
    ) -> None:
        self._sender = sender
        self._clock = clock
        self._refusal = refusal
        self._kept = term.kept
        self._opened = Shelf[Door, Business]("business", term, clock=clock, background=background)
        self._refused: OrderedDict[Door, tuple[float, BookingError]] = OrderedDict()

    async def business(self, reader: Reader, business_id: BusinessId) -> Business:
        """The business, as this person read it. Raises NotPermitted where they may not, SignInNeeded."""
        await signed_in(reader.token)
        door = (reader.key, business_id)
        until, error = self._refused.get(door, (0.0, None))
        if error is not None and self._clock() < until:
            again = type(error)(*error.args)
            again.reference = error.reference
            raise again
        return await self._opened.get(door, lambda: self._open(reader, business_id))

    async def is_open(self, reader: Reader, business_id: BusinessId) -> bool:
        """Whether this person may open it; yes, until the contrary is known."""
        try:
            await self.business(reader, business_id)
        except (NotPermitted, Refused):
            return False
        except Unavailable:
            return True
        return True

    async def _open(self, reader: Reader, business_id: BusinessId) -> Business:
        door = (reader.key, business_id)
        call = Call("getBusiness", "GET", f"{businesses.PATH}/{segment(business_id)}", mailbox=business_id)
        try:
            business = await self._sender.entity(call, reader.token, businesses.read)
        except (NotPermitted, Refused) as error:
            self._opened.forget(door)
            self._refuse(door, error)
            raise
        self._refused.pop(door, None)
        return business

    def _refuse(self, door: Door, error: BookingError) -> None:
        self._refused[door] = (self._clock() + self._refusal, error.with_traceback(None))
        while len(self._refused) > self._kept:
            self._refused.popitem(last=False)
