"""The sandbox as the side panel uses it: its switches, its log, its clock, and who has which role there."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from rehearsal.values import Json, record, records, string
from rehearsal.web.asking import Declined

ANSWERS_WITHIN = 5.0
LOOKS = 5
OFFLINE: Json = {"operation": "*", "fault": "drop-before", "times": None}
"""The fault by which all of Graph is away."""


class Tenant:
    """Speaks to one sandbox, `graph_url` being its v1.0. Raises Declined where it does not answer."""

    def __init__(self, graph_url: str, http: aiohttp.ClientSession) -> None:
        self._graph = graph_url
        self._switches = f"{graph_url.removesuffix('/v1.0')}/_sandbox"
        self._http = http
        self._ahead: float | None = None
        self._roles: dict[str, str] = {}

    async def log(self, after: int) -> list[Json]:
        """What was asked of it after the entry of this number."""
        body = await self._call("GET", f"{self._switches}/log?after={after}")
        return records(body.get("value"))

    async def started(self, entry: Json) -> float:
        """When an entry of the log came in, by our monotonic clock; rather too late than too early.

        What seems to have begun before its action is left out of the trace.
        """
        if self._ahead is None:
            looks = [await self._looks_at_clock() for _ in range(LOOKS)]
            self._ahead = min(looks)[1]
        return _seconds(entry.get("at")) - self._ahead

    async def _looks_at_clock(self) -> tuple[float, float]:
        """How long it took, and by how much its clock is ahead of ours at least: surer the less it took."""
        before = time.monotonic()
        body = await self._call("GET", f"{self._switches}/clock")
        after = time.monotonic()
        return after - before, _seconds(body.get("now")) - after

    async def forward(self, seconds: float) -> None:
        """Move its clock."""
        await self._call("POST", f"{self._switches}/clock", {"forward": seconds})
        self._ahead = None

    async def faults(self) -> list[Json]:
        """Those armed, without the one that takes all of Graph away."""
        return [one for one in await self._armed() if not _is_offline(one)]

    async def offline(self) -> bool:
        """Whether all of Graph is away."""
        return any(map(_is_offline, await self._armed()))

    async def arm(self, fault: Json) -> None:
        """Switch a fault on."""
        await self._call("POST", f"{self._switches}/faults", fault)

    async def disarm(self) -> None:
        """Switch all faults off; Graph stays away where it was."""
        await self._only([OFFLINE] if await self.offline() else [])

    async def go(self, *, offline: bool) -> None:
        """Take all of Graph away, or give it back; the other faults stay."""
        others = await self.faults()
        await self._only([OFFLINE, *others] if offline else others)

    async def roles(self) -> dict[str, str]:
        """What each person is, by address, such as 'administrator, Northwind Clinic'; asked for once."""
        if self._roles:
            return self._roles
        root = f"{self._graph}/solutions/bookingBusinesses"
        businesses = records((await self._call("GET", root)).get("value"))
        ids = [quote(string(one.get("id")), safe="") for one in businesses]
        staff = await asyncio.gather(*(self._call("GET", f"{root}/{one}/staffMembers") for one in ids))
        for business, page in zip(businesses, staff, strict=True):
            for one in records(page.get("value")):
                name = f"{string(one.get('role'))}, {string(business.get('displayName'))}"
                self._roles.setdefault(string(one.get("emailAddress")).casefold(), name)
        return self._roles

    async def _armed(self) -> list[Json]:
        return records((await self._call("GET", f"{self._switches}/faults")).get("value"))

    async def _only(self, faults: list[Json]) -> None:
        await self._call("DELETE", f"{self._switches}/faults")
        for fault in faults:
            await self.arm(fault)

    async def _call(self, method: str, address: str, body: Json | None = None) -> Json:
        headers = {"Authorization": "Bearer app", "Prefer": "include-unknown-enum-members"}
        url = URL(address, encoded=True)
        try:
            async with self._http.request(method, url, json=body, headers=headers) as answer:
                told: Any = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError):
            raise Declined(HTTPStatus.SERVICE_UNAVAILABLE, "The Graph sandbox does not answer.") from None
        if not answer.ok:
            fault = string(record(record(told).get("error")).get("message"))
            raise Declined(HTTPStatus(answer.status), fault or f"The sandbox says {answer.status}.")
        return record(told)


@asynccontextmanager
async def open_tenant(graph_url: str) -> AsyncGenerator[Tenant]:
    """A connection to the sandbox."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWERS_WITHIN)) as http:
        yield Tenant(graph_url, http)


def _is_offline(fault: Json) -> bool:
    return all(fault.get(key) == value for key, value in OFFLINE.items())


def _seconds(moment: Any) -> float:
    try:
        return datetime.fromisoformat(string(moment)).astimezone(UTC).timestamp()
    except ValueError:
        return 0.0
