"""When a time may be booked: what holds for everyone, and what holds unless an administrator books.

Rules as in Bookings' page of business rules: length, lead time, advance, hours, staff of the service.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sandbox import edm
from sandbox.appointment_body import span
from sandbox.call import Call
from sandbox.exchange import GraphError, Json, unknown_error
from sandbox.hours import is_open, staff_hours, weekly_hours
from sandbox.roles import overrides_rules

_FARTHEST_BUFFER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Wish:
    """A time that is asked for; `id` is the appointment that changes, empty for a new one.

    `timely` False: the time is already its own, so lead time and length are not asked again.
    """

    id: str
    timely: bool
    service: Json
    staff_ids: Sequence[str]
    start: datetime
    end: datetime
    before: timedelta
    after: timedelta

    @property
    def blocked(self) -> tuple[datetime, datetime]:
        return self.start - self.before, self.end + self.after


def judge(call: Call, wish: Wish) -> None:
    """Refuse a time that may not be booked."""
    staff = call.store.table(call.table("staffMembers"))
    if any(one not in staff for one in wish.staff_ids):
        raise unknown_error()
    if call.caller.is_app and not wish.staff_ids:
        raise GraphError(400, "BadRequest", "Invalid Staff")
    if not overrides_rules(call.member) and not _within_rules(call, wish):
        raise unknown_error()
    if any(_overlaps(wish, other) for other in _near(call, wish)):
        raise unknown_error()


def policy_of(business: Json, service: Json) -> Mapping[str, Any]:
    """The service's policy over that of the business."""
    own = cast("Json", service["schedulingPolicy"] or {})
    return {
        **business["schedulingPolicy"],
        **{name: value for name, value in own.items() if value is not None},
    }


def _within_rules(call: Call, wish: Wish) -> bool:
    business = call.store.table("businesses")[call.place]
    policy = policy_of(business, wish.service)
    of_service = wish.service["staffMemberIds"]
    return (
        (not wish.timely or _in_time(call, wish, policy))
        and (policy["allowStaffSelection"] or not (call.caller.is_app and wish.staff_ids))
        and (not of_service or set(wish.staff_ids) <= set(of_service))
        and _within_hours(call, wish, business, policy)
    )


def _in_time(call: Call, wish: Wish, policy: Mapping[str, Any]) -> bool:
    now, length = call.tenant.clock.now(), edm.duration(wish.service["defaultDuration"])
    lead, advance = (edm.duration(policy[name]) for name in ("minimumLeadTime", "maximumAdvance"))
    if lead is None or advance is None:
        return False
    return wish.end - wish.start == length and now + lead <= wish.start <= now + advance


def _within_hours(call: Call, wish: Wish, business: Json, policy: Mapping[str, Any]) -> bool:
    weekly = weekly_hours(business, policy, wish.start)
    if weekly is None or not is_open(weekly, wish.start, wish.end):
        return False
    for one in wish.staff_ids:
        member = call.store.table(call.table("staffMembers"))[one]
        if not is_open(staff_hours(business, member), wish.start, wish.end):
            return False
        if member["availabilityIsAffectedByPersonalCalendar"] and _busy_in_person(call, member, wish):
            return False
    return True


def _busy_in_person(call: Call, member: Json, wish: Wish) -> bool:
    first, last = wish.blocked
    return any(start < last and first < end for start, end in personal_times(call, member))


def personal_times(call: Call, member: Json) -> Iterator[tuple[datetime, datetime]]:
    """When the own calendar of a member of staff is taken."""
    user = call.store.get("mails", (member["emailAddress"] or "").casefold())
    for event in call.store.table(f"{user['id'] if user else ''}/events").values():
        if event["showAs"] != "free":
            yield edm.read_instant(event["start"]["dateTime"]), edm.read_instant(event["end"]["dateTime"])


def _near(call: Call, wish: Wish) -> Iterator[Json]:
    """Other appointments that may touch the time, without reading each one's buffers."""
    first = edm.write_instant(wish.start - wish.before - _FARTHEST_BUFFER)
    last = edm.write_instant(wish.end + wish.after + _FARTHEST_BUFFER)
    for one in call.store.table(call.table("appointments")).values():
        if one["startDateTime"]["dateTime"] < last and first < one["endDateTime"]["dateTime"]:
            yield one


def _overlaps(wish: Wish, other: Json) -> bool:
    if other["id"] == wish.id or not set(wish.staff_ids) & set(other["staffMemberIds"]):
        return False
    first, last = wish.blocked
    start, end = blocked_time(other)
    return start < last and first < end


def blocked_time(appointment: Json) -> tuple[datetime, datetime]:
    """The time an appointment takes in the calendar of its staff, buffers included."""
    start, end = span(appointment)
    before, after = edm.duration(appointment["preBuffer"]), edm.duration(appointment["postBuffer"])
    return start - (before or timedelta()), end + (after or timedelta())
