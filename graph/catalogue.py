"""What changes seldom: businesses, services, staff, questions, customers; read once for many."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from booking.ids import BusinessId
from booking.models import Business, BusinessName, Customer, Question, Service, StaffMember
from graph import businesses, customers, questions, services, staff
from graph.access import Access, Reader
from graph.background import Background
from graph.calls import Call, segment
from graph.fields import Json
from graph.sender import Sender
from graph.shelf import Shelf, Term
from graph.surroundings import Lifetimes, Surroundings
from graph.tokens import signed_in

Item = TypeVar("Item")


PROBED = 24
"""Businesses that are tried, at once: each has a mailbox, and so a limit, of its own."""


@dataclass(frozen=True, slots=True)
class Collection(Generic[Item]):
    """A collection of a business: its call, its place below the business, its reader, its order."""

    call: str
    part: str
    read: Callable[[Json], Item | None]
    order: Callable[[Item], str]


SERVICES: Collection[Service] = Collection("listServices", "services", services.read, lambda one: one.name)
STAFF: Collection[StaffMember] = Collection("listStaff", "staffMembers", staff.read, lambda one: one.name)
QUESTIONS: Collection[Question] = Collection(
    "listQuestions", "customQuestions", questions.read, lambda one: one.text
)
CUSTOMERS: Collection[Customer] = Collection(
    "listCustomers", "customers", customers.read, lambda one: one.name
)


class Catalogue:
    """Shared by all persons; what a business holds is read only by those who may open it."""

    def __init__(
        self, sender: Sender, lifetimes: Lifetimes, *, surroundings: Surroundings, background: Background
    ) -> None:
        self._sender = sender
        seldom = Term(lifetimes.catalogue, lifetimes.usable, lifetimes.hurry, lifetimes.kept)
        often = Term(lifetimes.customers, lifetimes.usable, lifetimes.hurry, lifetimes.kept)
        clock = surroundings.clock
        self._access = Access(sender, seldom, refusal=lifetimes.refusal, clock=clock, background=background)
        self._names = Shelf[tuple[str, str], Sequence[BusinessName]](
            "businesses", seldom, clock=clock, background=background
        )
        self._services = _shelf(SERVICES, seldom, clock, background)
        self._staff = _shelf(STAFF, seldom, clock, background)
        self._questions = _shelf(QUESTIONS, seldom, clock, background)
        self._customers = _shelf(CUSTOMERS, often, clock, background)

    async def names(self, reader: Reader, query: str) -> Sequence[BusinessName]:
        """Those the person may open; Graph lists 500 at most, or refuses without a query.

        Graph lists those of the whole tenant. Up to `PROBED` of them are tried; of more, all are given.
        """
        await signed_in(reader.token)
        call = Call("listBusinesses", "GET", businesses.PATH, query={"query": query} if query else {})

        async def load() -> Sequence[BusinessName]:
            listed = await self._sender.items(call, reader.token, businesses.read_name)
            if len(listed) <= PROBED:
                doors = await asyncio.gather(*(self._access.is_open(reader, name.id) for name in listed))
                listed = [name for name, is_open in zip(listed, doors, strict=True) if is_open]
            return tuple(sorted(listed, key=lambda one: one.name.casefold()))

        return await self._names.get((reader.key, query), load)

    async def business(self, reader: Reader, business_id: BusinessId) -> Business:
        """The business, whole."""
        return await self._access.business(reader, business_id)

    async def services(self, reader: Reader, business_id: BusinessId) -> Sequence[Service]:
        """By name; those hidden from customers are bookable by staff all the same."""
        return await self._listed(reader, business_id, SERVICES, self._services)

    async def staff(self, reader: Reader, business_id: BusinessId) -> Sequence[StaffMember]:
        """By name."""
        return await self._listed(reader, business_id, STAFF, self._staff)

    async def questions(self, reader: Reader, business_id: BusinessId) -> Sequence[Question]:
        """By text."""
        return await self._listed(reader, business_id, QUESTIONS, self._questions)

    async def customers(self, reader: Reader, business_id: BusinessId) -> Sequence[Customer]:
        """By name; one person may stand there twice."""
        return await self._listed(reader, business_id, CUSTOMERS, self._customers)

    def add_customer(self, business_id: BusinessId, customer: Customer) -> None:
        """One more, whom Graph has just made."""
        self._customers.amend(business_id, lambda known: _ordered(CUSTOMERS, (*known, customer)))

    def outdate_customers(self, business_id: BusinessId) -> None:
        """Somebody was added whose id is not known."""
        self._customers.outdate(business_id)

    def forget_customers(self, business_id: BusinessId) -> None:
        """The next reading is Graph's own, or fails."""
        self._customers.forget(business_id)

    async def _listed(
        self,
        reader: Reader,
        business_id: BusinessId,
        kind: Collection[Item],
        shelf: Shelf[BusinessId, Sequence[Item]],
    ) -> Sequence[Item]:
        await self._access.business(reader, business_id)
        path = f"{businesses.PATH}/{segment(business_id)}/{kind.part}"
        call = Call(kind.call, "GET", path, mailbox=business_id)

        async def load() -> Sequence[Item]:
            return _ordered(kind, await self._sender.items(call, reader.token, kind.read))

        return await shelf.get(business_id, load)


def _ordered(kind: Collection[Item], items: Sequence[Item]) -> Sequence[Item]:
    return tuple(sorted(items, key=lambda item: kind.order(item).casefold()))


def _shelf(
    kind: Collection[Item], term: Term, clock: Callable[[], float], background: Background
) -> Shelf[BusinessId, Sequence[Item]]:
    return Shelf(kind.part, term, clock=clock, background=background)
