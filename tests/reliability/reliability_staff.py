"""More people who may book at the clinic, brought in by its administrator."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
from reliability_house import House

from rehearsal import CAST, Person
from sandbox.seed import seed_file

NORTHWIND = "NorthwindClinic@northwind.example"
ADMINISTRATOR = {"Authorization": "Bearer user:danas@northwind.example;scp=Bookings.ReadWrite.All"}
BOOKERS = ("dana", "alex")


@dataclass(frozen=True, slots=True)
class Elsewhere(Person):
    """Somebody in one more chat with the bot; `account` is who it is for Entra."""

    account: str = ""

    @property
    def aad_object_id(self) -> str:
        """That of the account."""
        return Person(self.key, self.name, self.account).aad_object_id


def in_chats(people: tuple[Person, ...], number: int) -> Iterator[Person]:
    """Each person in so many chats of their own."""
    for person in people:
        for chat in range(number):
            key, mail = f"{person.key}-{chat}", f"{chat}.{person.mail}"
            yield Elsewhere(key, person.name, mail, person.zone, person.locale, account=person.mail)


async def crowd(house: House, size: int) -> tuple[Person, ...]:
    """So many people who book for anybody at the clinic: its own, and schedulers from elsewhere."""
    own = [one for one in CAST if one.key in BOOKERS]
    others = [
        Person(member["mail"], member["displayName"], member["mail"])
        for business in seed_file()["businesses"]
        for member in business["staff"]
        if business["id"] != NORTHWIND
    ][: size - len(own)]
    url = _staff_of(house)
    async with httpx.AsyncClient(headers=ADMINISTRATOR) as http:
        for one in others:
            member = {"displayName": one.name, "emailAddress": one.mail, "role": "scheduler"}
            kind = {"@odata.type": "#microsoft.graph.bookingStaffMember"}
            answer = await http.post(url, json=kind | member)
            assert answer.status_code == httpx.codes.CREATED, answer.text
    return *own, *others


async def all_mind_their_calendars(house: House) -> None:
    """Their own calendars count for all of the clinic's staff."""
    kind = {"@odata.type": "#microsoft.graph.bookingStaffMember"}
    async with httpx.AsyncClient(headers=ADMINISTRATOR) as http:
        for member in (await http.get(_staff_of(house))).json()["value"]:
            change = kind | {"availabilityIsAffectedByPersonalCalendar": True}
            answer = await http.patch(f"{_staff_of(house)}/{member['id']}", json=change)
            assert answer.is_success, answer.text


def _staff_of(house: House) -> str:
    return f"{house.sandbox.url}/v1.0/solutions/bookingBusinesses/{NORTHWIND}/staffMembers"
