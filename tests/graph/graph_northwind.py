"""A business at the stand, and what one does with it."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import web
from graph_stand import Stand, refuses, says

from booking.errors import SignInNeeded
from booking.ids import BusinessId

CLINIC = BusinessId("Clinic@northwind.example")
SERVICE = {
    "id": "s1",
    "displayName": "Initial consult",
    "defaultDuration": "PT30M",
    "isHiddenFromCustomers": True,
}
AT_NINE = {"dateTime": "2027-05-20T09:00:00Z", "timeZone": "UTC"}


@dataclass
class Northwind:
    """A business at the stand: who may come in, what it holds, and what was asked of it."""

    stand: Stand
    members: set[str] = field(default_factory=lambda: {"dana", "alex"})
    services: list = field(default_factory=lambda: [SERVICE])
    customers: list = field(default_factory=lambda: [{"id": "c1", "displayName": "Adele Vance"}])
    reads: Counter = field(default_factory=Counter)
    instead: dict = field(default_factory=dict)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        part = request.path.removeprefix("/v1.0/solutions/bookingBusinesses").rpartition("/")[2]
        part = {str(CLINIC): "business", "": "businesses"}.get(part, part)
        self.reads[part] += 1
        if part in self.instead:
            return await self.instead[part](request)
        if request.headers["Authorization"].removeprefix("Bearer ") not in self.members:
            return await refuses(404, "ErrorFolderNotFound")(request)
        return await self.answer(request, part)

    async def answer(self, request: web.Request, part: str) -> web.StreamResponse:
        if request.method == "POST":
            self.customers.append({"id": "c2", "displayName": "Bob Kelly"})
            booked = {"id": "a1", "start": AT_NINE, "end": AT_NINE, "customers": [{"name": "Bob Kelly"}]}
            return await says({"customers": self.customers[-1]}.get(part, booked), 201)(request)
        name = {"id": CLINIC, "displayName": "Northwind Clinic"}
        lists = {"services": self.services, "customers": self.customers, "businesses": [name]}
        return await says(name if part == "business" else {"value": lists.get(part, [])})(request)


async def names(found):
    return [one.name for one in await found]


async def settled():
    """Until nothing runs behind our backs any more."""
    while rest := [
        task for task in asyncio.all_tasks() if task.get_name() in {"services", "business", "customers"}
    ]:
        await asyncio.wait(rest)


async def caught(work):
    try:
        return await work
    except SignInNeeded as error:
        return error
