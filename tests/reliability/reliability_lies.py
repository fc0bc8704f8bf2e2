"""Each fault of the sandbox, once at each call of each flow at which it can strike."""

from collections.abc import Sequence
from typing import Any

from conversation_clinic import Bookings

from sandbox.faults import NAMES

WARM = ("calendarView.list", "getStaffAvailability", "appointments.create", "appointments.get")
JOINING = ("appointments.update", "appointments.get")
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


async def lie(bookings: Bookings, fault: str, calls: Sequence[str]) -> None:
    """Let the fault strike once at each of these calls, in place of what was to strike."""
    await bookings.mend()
    for call in calls:
        await bookings.fault(call, fault, **MORE.get(fault, {}))


async def truth(bookings: Bookings) -> list[dict[str, Any]]:
    """What was made, read without being lied to; what was to strike strikes the bot afterwards."""
    armed = (await bookings.http.get(f"{bookings.url}/_sandbox/faults")).json()["value"]
    await bookings.mend()
    made = await bookings.made()
    for one in armed:
        await bookings.fault(**one)
    return made
