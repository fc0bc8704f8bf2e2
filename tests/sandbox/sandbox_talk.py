"""How the tests speak with the sandbox: as a person or the app, over real HTTP."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import httpx

from sandbox.world import World

NOW = datetime(2030, 3, 4, 9, tzinfo=UTC)  # a Monday
CLINIC = "/solutions/bookingBusinesses/NorthwindClinic@northwind.example"
BANK = "/solutions/bookingBusinesses/WoodgroveBankHighStreet@woodgrove.example"
DANA = "user:danas@northwind.example"  # administrator
ALEX = "user:alexw@northwind.example"  # scheduler
MIRIAM = "user:miriamg@northwind.example"  # team member
MEGAN = "user:meganb@northwind.example"  # viewer
MARY = "user:maryo@northwind.example"  # guest
NADIA = "user:nadiao@northwind.example"  # no staff at all
CUSTOMER = "#microsoft.graph.bookingCustomerInformation"


def zoned(moment):
    return {"dateTime": f"{moment:%Y-%m-%dT%H:%M:%S}.0000000+00:00", "timeZone": "UTC"}


def path_of(appointment_id):
    return f"{CLINIC}/appointments/{quote(appointment_id, safe='')}"


@dataclass
class Talk:
    """One caller's words; `client` knows the address."""

    client: httpx.AsyncClient
    token: str

    async def send(self, method, path, **options):
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        return await self.client.request(method, path, headers=headers, **options)

    async def get(self, path, **options):
        return await self.send("GET", path, **options)

    async def post(self, path, body=None, **options):
        return await self.send("POST", path, json=body, **options)

    async def patch(self, path, body, **options):
        return await self.send("PATCH", path, json=body, **options)

    async def delete(self, path):
        return await self.send("DELETE", path)

    async def book(self, **changes):
        return await self.post(f"{CLINIC}/appointments", {**await self.booking(), **changes})

    async def booking(
        self, service="Initial consult", staff="Dana Swope", at=NOW + timedelta(days=15, hours=5)
    ):
        """A booking that breaks no rule: two weeks on, when the seed's calendars are empty."""
        chosen = await self.named("services", service)
        minutes = {"Initial consult": 30, "Group breathing class": 60}.get(service, 20)
        return {
            "serviceId": chosen["id"],
            "isLocationOnline": True,
            "staffMemberIds": [(await self.named("staffMembers", staff))["id"]],
            "startDateTime": zoned(at),
            "endDateTime": zoned(at + timedelta(minutes=minutes)),
            "customers": [
                {"@odata.type": CUSTOMER, "name": "Ana Costa", "emailAddress": "ana@costa.example"}
            ],
        }

    async def named(self, collection, name):
        reply = await self.get(f"{CLINIC}/{collection}")
        return next(one for one in reply.json()["value"] if one["displayName"] == name)

    async def all_appointments(self):
        first = await self.get(f"{CLINIC}/appointments", params={"$count": "true"})
        return first.json()["@odata.count"]


@dataclass
class Sandbox:
    """A sandbox that is being served."""

    url: str
    world: World
    client: httpx.AsyncClient

    def as_(self, token):
        return Talk(self.client, token)

    async def arm(self, operation, fault, **more):
        body = {"operation": operation, "fault": fault, **more}
        return await self.client.post(f"{self.url}/_sandbox/faults", json=body)

    async def log(self):
        return (await self.client.get(f"{self.url}/_sandbox/log")).json()["value"]


async def together(*calls):
    return await asyncio.gather(*calls, return_exceptions=True)
