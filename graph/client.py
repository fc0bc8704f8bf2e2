"""Microsoft Graph as a whole: opened once, shared by all persons."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from booking.ports import Bookings, Meetings
from graph.access import Reader
from graph.availability import GraphAvailability
from graph.background import Background
from graph.bookings import GraphBookings
from graph.catalogue import Catalogue
from graph.meetings import GraphMeetings
from graph.retries import Patience
from graph.schedule import GraphSchedule
from graph.sender import Bounds, Sender
from graph.surroundings import GRAPH, Lifetimes, Limits, Surroundings
from graph.tokens import Token
from graph.wire import Wire, new_client


class Graph:
    """One pool of connections, one catalogue, one count of requests in flight."""

    def __init__(self, sender: Sender, catalogue: Catalogue) -> None:
        self._sender = sender
        self._catalogue = catalogue

    def bookings(self, person_key: str, token: Token) -> Bookings:
        """Bookings with a person's rights. The key has to name the person of the token, and their tenant."""
        return GraphBookings(Reader(person_key, token), sender=self._sender, catalogue=self._catalogue)

    def meetings(self, token: Token, user: str | None = None) -> Meetings:
        """Meetings of the person; of the user with this object id, where the token is the app's."""
        return GraphMeetings(token, user, sender=self._sender)

    def availability(self, token: Token) -> GraphAvailability:
        """The time of staff, by the token of the app."""
        return GraphAvailability(token, sender=self._sender)

    def schedule(self, token: Token) -> GraphSchedule:
        """Personal calendars, by the token of a person."""
        return GraphSchedule(token, sender=self._sender)


@asynccontextmanager
async def open_graph(
    *,
    url: str = GRAPH,
    limits: Limits | None = None,
    patience: Patience | None = None,
    lifetimes: Lifetimes | None = None,
    surroundings: Surroundings | None = None,
) -> AsyncGenerator[Graph, None]:
    """Graph at this address, version included. Raises ValueError for http beyond this machine."""
    limits, around = limits or Limits(), surroundings or Surroundings()
    async with new_client(limits) as client:
        wire = Wire(client, url, limits=limits, surroundings=around)
        bounds = Bounds(limits.in_flight, limits.pages)
        sender = Sender(wire, patience=patience or Patience(), bounds=bounds, surroundings=around)
        background = Background()
        try:
            yield Graph(
                sender,
                Catalogue(sender, lifetimes or Lifetimes(), surroundings=around, background=background),
            )
        finally:
            await background.close()
