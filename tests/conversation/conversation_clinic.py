"""The clinic as Graph knows it, from behind: what was really booked, and what shall go wrong."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import httpx

from rehearsal.room import Habits

# A Monday, 09:00 in London: the clinic is open, and the whole week is ahead.
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
MARK = "Frontdesk"
PATIENT = Habits(waits_out="Working on it")
"""How soon something is said is shown elsewhere: here people wait for the answer, as on a busy machine."""
ALL = {"start": "2027-02-01T00:00:00Z", "end": "2027-07-01T00:00:00Z"}
DANA = {"Authorization": "Bearer user:danas@northwind.example"}


@dataclass(slots=True)
class Bookings:
    """The sandbox, by its own doors."""

    url: str
    http: httpx.AsyncClient
    seeded: set[str] = field(default_factory=set[str])

    async def fault(self, operation: str, fault: str, **more: Any) -> None:
        answer = await self.http.post(
            f"{self.url}/_sandbox/faults", json={"operation": operation, "fault": fault, **more}
        )
        assert answer.is_success, answer.text

    async def mend(self) -> None:
        assert (await self.http.delete(f"{self.url}/_sandbox/faults")).is_success

    async def log(self) -> list[dict[str, Any]]:
        """What was asked of Graph since everything was made anew, oldest first."""
        return (await self.http.get(f"{self.url}/_sandbox/log")).json()["value"]

    async def take(self, staff: str, start: datetime) -> None:
        """Somebody else books this member of staff at this time."""
        member = next(one for one in await self._list("staffMembers") if one["displayName"] == staff)
        service = next(one for one in await self._list("services") if one["displayName"] == "Initial consult")
        times = {"startDateTime": start, "endDateTime": start + timedelta(minutes=30)}
        body = {
            "serviceId": service["id"],
            "staffMemberIds": [member["id"]],
            **{name: {"dateTime": at.isoformat(), "timeZone": "UTC"} for name, at in times.items()},
        }
        answer = await self.http.post(f"{self._business}/appointments", json=body, headers=DANA)
        assert answer.status_code == 201, answer.text

    async def anew(self) -> None:
        """Everything as the seed has it."""
        await self.http.post(f"{self.url}/_sandbox/reset", json={})
        self.seeded = self.seeded or {one["id"] for one in await self._list("calendarView", ALL)}

    async def clear(self) -> None:
        """Take away what the bot made, and the faults; all else stays as it is."""
        await self.mend()
        for one in await self.made():
            key = quote(one["id"], safe="")
            answer = await self.http.delete(f"{self._business}/appointments/{key}", headers=DANA)
            assert answer.is_success, answer.text

    async def made(self) -> list[dict[str, Any]]:
        """The appointments that the bot made, whole."""
        new = [one for one in await self._list("calendarView", ALL) if one["id"] not in self.seeded]
        whole = [
            (
                await self.http.get(
                    f"{self._business}/appointments/{quote(one['id'], safe='')}", headers=DANA
                )
            ).json()
            for one in new
        ]
        return [one for one in whole if MARK in (one.get("serviceNotes") or "")]

    async def customers(self) -> list[dict[str, Any]]:
        """All whom Bookings knows."""
        return await self._list("customers")

    async def _list(self, part: str, query: dict[str, str] | None = None) -> list[dict[str, Any]]:
        answer = (await self.http.get(f"{self._business}/{part}", params=query or {}, headers=DANA)).json()
        found = list(answer["value"])
        while more := answer.get("@odata.nextLink"):
            answer = (await self.http.get(more, headers=DANA)).json()
            found += answer["value"]
        return found

    @property
    def _business(self) -> str:
        return f"{self.url}/v1.0/solutions/bookingBusinesses/NorthwindClinic@northwind.example"
