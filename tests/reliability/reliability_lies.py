"""Each fault of the sandbox, once at each call of each flow at which it can strike."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from conversation_clinic import Bookings

from sandbox.faults import NAMES

LOOKS = ("calendarView.list", "getStaffAvailability", "getSchedule")
"""Asked for anew before each last look."""
WARM = (*LOOKS, "appointments.create", "appointments.get")
JOINING = ("customers.create", "appointments.update", "appointments.get")
MEETING = ("onlineMeetings.createOrGet", "onlineMeetings.getVirtualAppointmentJoinWebUrl")
COLD = (
    "businesses.list",
    "businesses.get",
    "services.list",
    "staffMembers.list",
    "customers.list",
    "users.get",
)
"""Asked for once, and then kept for minutes."""
MORE: dict[str, dict[str, Any]] = {
    "throttled": {"retryAfter": 0},
    "slow": {"seconds": 1},
    "slow-after": {"seconds": 1},
}
FAULTS = sorted(NAMES)
PAPER = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text("utf-8")
EXPECTED: dict[str, str] = dict(re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|", PAPER, re.MULTILINE))
"""What the paper says of each fault."""


async def lie(bookings: Bookings, fault: str, calls: Sequence[str]) -> None:
    """Let the fault strike once at each of these calls, in place of what was to strike."""
    await bookings.mend()
    for call in calls:
        await bookings.fault(call, fault, **MORE.get(fault, {}))


async def spared(bookings: Bookings, calls: Sequence[str]) -> list[str]:
    """Those of the calls at which the fault has not struck yet."""
    armed = (await bookings.http.get(f"{bookings.url}/_sandbox/faults")).json()["value"]
    return [one["operation"] for one in armed if one["operation"] in calls]


async def truth(bookings: Bookings) -> list[dict[str, Any]]:
    """What was made, read without being lied to; what was to strike strikes the bot afterwards."""
    armed = (await bookings.http.get(f"{bookings.url}/_sandbox/faults")).json()["value"]
    await bookings.mend()
    made = await bookings.made()
    for one in armed:
        await bookings.fault(**one)
    return made
