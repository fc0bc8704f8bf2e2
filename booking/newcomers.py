"""A customer whom Bookings does not know yet is made known once, whatever Graph answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from booking.errors import BookingError, Unavailable, Unclear
from booking.ids import BusinessId, CustomerId
from booking.intents import Intent, written
from booking.models import Customer, NewCustomer
from booking.ports import Bookings, Clock, Intents, Person
from booking.reconciling import fingerprint


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Writes down whom it is about to make known, and looks for them where it is unclear whether it did."""

    bookings: Bookings
    intents: Intents
    person: Person
    clock: Clock
    new_reference: Callable[[], str]
    lease: timedelta

    async def known(self, business_id: BusinessId, new: NewCustomer, *, flow: str) -> Customer:
        """The customer, made known by this flow or by an earlier try of it.

        Raises what the ports raise, and Unavailable where it cannot be told yet whether they are known.
        """
        who = fingerprint(new.name, new.mail)
        key = f"customer:{flow}:{who}"
        standing = await self.intents.standing(key)
        if standing is None:
            alike = [str(one.id) for one in _alike(await self.bookings.customers(business_id), who)]
            standing, is_new = await written(self.intents, lambda: self._intent(key, business_id, who, alike))
            if is_new:
                return await self._made(standing, new)
        return await self._came_of(standing, new)

    async def _came_of(self, intent: Intent, new: NewCustomer) -> Customer:
        """What an earlier try left; where it surely left nothing it is tried again."""
        if intent.state == "done":
            made = CustomerId(str((intent.outcome or {})["customer"]))
            return Customer(made, new.name, new.mail, new.phone)
        if intent.state == "open" and (found := await self._found(intent)):
            return found
        ended = intent.leased_until is None or intent.leased_until <= self.clock()
        mine = await self.intents.lease(intent, self.clock() + self.lease) if ended else None
        if mine is None:
            raise Unavailable("it is not known yet whether this customer was made known")
        return await self._made(mine, new)

    async def _made(self, intent: Intent, new: NewCustomer) -> Customer:
        try:
            made = await self.bookings.create_customer(intent.business_id, new)
        except Unclear as unclear:
            found = await self._found(intent)
            if found is not None:
                return found
            if unclear.answered:
                await self._end_lease(intent)
            raise Unavailable(str(unclear)) from unclear
        except BookingError:
            await self._end_lease(intent)
            raise
        await self._settle(intent, made)
        return made

    async def _found(self, intent: Intent) -> Customer | None:
        found = await find_newcomer(self.bookings, intent)
        if found is not None:
            await self._settle(intent, found)
        return found

    async def _settle(self, intent: Intent, made: Customer) -> None:
        outcome = {"customer": str(made.id)}
        await self.intents.settle(intent.key, state="done", outcome=outcome, at=self.clock())
        await self.intents.tell(intent.key, self.clock())

    async def _end_lease(self, intent: Intent) -> None:
        """Surely nothing was made: the next try need not wait."""
        await self.intents.lease(intent, self.clock())

    def _intent(self, key: str, business_id: BusinessId, who: str, alike: Sequence[str]) -> Intent:
        now = self.clock()
        return Intent(
            key=key,
            kind="customer",
            tenant_id=self.person.tenant_id,
            person_id=self.person.id,
            business_id=business_id,
            reference=f"c-{self.new_reference()}{self.new_reference()}",
            marker=who,
            request={"before": list(alike)},
            created_at=now,
            leased_until=now + self.lease,
        )


async def find_newcomer(bookings: Bookings, intent: Intent) -> Customer | None:
    """Whom this intent made known: by name and address, if they were not known before.

    May raise a BookingError.
    """
    before = set(intent.request["before"])
    listed = _alike(await bookings.customers_now(intent.business_id), intent.marker)
    return next((one for one in listed if one.id not in before), None)


def _alike(known: Sequence[Customer], who: str) -> list[Customer]:
    return [one for one in known if fingerprint(one.name, one.mail) == who]
