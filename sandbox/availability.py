"""When people are free: getStaffAvailability of a business, getSchedule of the tenant.

Neither applies opening hours, nor service or business policy, as reported of Graph.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sandbox import edm
from sandbox.booking_rules import blocked_time, personal_times
from sandbox.call import Call
from sandbox.events import local
from sandbox.exchange import Json, Reply, bad_request, unknown_error
from sandbox.odata import context

_AVAILABLE = "available"
_DISPLAY_UTC = "(UTC) Coordinated Universal Time"
_LONGEST = timedelta(days=62)


@dataclass(frozen=True, slots=True, order=True)
class Taken:
    """A stretch in which someone is not simply free."""

    start: datetime
    end: datetime
    status: str
    service_id: str


def staff_availability(call: Call) -> Reply:
    """For the app alone; an unknown member of staff is answered with an empty 500."""
    body = edm.without_annotations(call.body())
    start, end = (edm.required_instant(body.get(name)) for name in ("startDateTime", "endDateTime"))
    asked = edm.string_list(body.get("staffIds"))
    staff = call.store.table(call.table("staffMembers"))
    if asked is None or end <= start or any(one not in staff for one in asked):
        raise unknown_error()
    items = [{"staffId": one, "availabilityItems": _items(call, staff[one], start, end)} for one in asked]
    if call.struck_by("docs-availability"):
        return Reply(200, {"staffAvailabilityItem": [_as_documented(item) for item in items]})
    return Reply(200, {"@odata.context": context(call, "Collection(staffAvailabilityItem)"), "value": items})


def get_schedule(call: Call) -> Reply:
    """Busy times by mail address, with the view of one digit an interval."""
    body = call.body()
    asked = edm.string_list(body.get("schedules", body.get("Schedules")))
    start, end = edm.read_zoned(body.get("startTime")), edm.read_zoned(body.get("endTime"))
    minutes = body.get("availabilityViewInterval") or 30
    if asked is None or start is None or end is None or not edm.INT32(minutes):
        raise bad_request("schedules, startTime and endTime are required.")
    if not (start < end <= start + _LONGEST and 5 <= minutes <= 1440):  # noqa: PLR2004 - Outlook's own limits
        raise bad_request("The time window or the interval is not supported.")
    zone = str(cast("Json", body["startTime"])["timeZone"])
    value = [_schedule(call, mail, (start, end), minutes=minutes, zone=zone) for mail in asked]
    return Reply(200, {"@odata.context": context(call, "Collection(scheduleInformation)"), "value": value})


def _items(call: Call, member: Json, start: datetime, end: datetime) -> list[Json]:
    """The stretch cut into free and taken pieces; overlapping pieces count from where the last ended."""
    taken = [] if call.struck_by("says-free") else sorted(_taken(call, member))
    pieces: list[Json] = []
    at = start
    for one in taken:
        if one.end <= at or one.start >= end:
            continue
        if one.start > at:
            pieces.append(_piece(_AVAILABLE, at, one.start))
        pieces.append(_piece(one.status, max(at, one.start), min(end, one.end), one.service_id))
        at = min(end, one.end)
    if at < end:
        pieces.append(_piece(_AVAILABLE, at, end))
    return pieces


def _taken(call: Call, member: Json) -> Iterator[Taken]:
    for one in call.store.table(call.table("appointments")).values():
        if member["id"] in one["staffMemberIds"]:
            seats = one["maximumAttendeesCount"]
            open_group = seats > 1 and one["filledAttendeesCount"] < seats
            start, end = blocked_time(one)
            service = one["serviceId"] if seats > 1 else ""
            yield Taken(start, end, "slotsAvailable" if open_group else "busy", service)
    if member["availabilityIsAffectedByPersonalCalendar"]:
        for start, end in personal_times(call, member):
            yield Taken(start, end, "busy", "")


def _piece(status: str, start: datetime, end: datetime, service_id: str = "") -> Json:
    def bare(moment: datetime) -> Json:
        return {"dateTime": f"{moment:%Y-%m-%dT%H:%M:%S}", "timeZone": "UTC"}

    return {
        "status": status,
        "startDateTime": bare(start),
        "endDateTime": bare(end),
        "serviceId": service_id,
    }


def _as_documented(item: Json) -> Json:
    """Capital letter and a zone's display name, as on the documentation page."""

    def told(piece: Json) -> Json:
        status: str = piece["status"]
        times = {name: {**piece[name], "timeZone": _DISPLAY_UTC} for name in ("startDateTime", "endDateTime")}
        return {**piece, **times, "status": status[0].upper() + status[1:]}

    return {**item, "availabilityItems": [told(piece) for piece in item["availabilityItems"]]}


def _schedule(call: Call, mail: str, window: tuple[datetime, datetime], *, minutes: int, zone: str) -> Json:
    user = call.store.get("mails", mail.casefold())
    if user is None:
        missing = {"message": "Unable to resolve the mailbox.", "responseCode": "ErrorMailRecipientNotFound"}
        return {"scheduleId": mail, "availabilityView": "", "scheduleItems": [], "error": missing}
    start, end = window
    busy = [] if call.struck_by("says-free") else sorted(_busy(call, user))
    within = [(first, last) for first, last in busy if first < end and start < last]
    return {
        "scheduleId": mail,
        "availabilityView": _view(within, start, end, timedelta(minutes=minutes)),
        "scheduleItems": [_schedule_item(first, last, zone) for first, last in within],
        "workingHours": _working_hours(zone),
    }


def _busy(call: Call, user: Json) -> Iterator[tuple[datetime, datetime]]:
    """The person's own events, and the appointments of all businesses that have the person as staff."""
    yield from personal_times(call, {"emailAddress": user["mail"]})
    for business in call.store.table("businesses"):
        staff = call.store.table(f"{business}/staffMembers").values()
        mine = {
            one["id"] for one in staff if (one["emailAddress"] or "").casefold() == user["mail"].casefold()
        }
        if not mine:
            continue
        for one in call.store.table(f"{business}/appointments").values():
            if mine & set(one["staffMemberIds"]):
                yield blocked_time(one)


def _view(busy: list[Any], start: datetime, end: datetime, step: timedelta) -> str:
    """`2` where any of the interval is busy, `0` where it is free."""
    digits = ""
    while start < end:
        digits += "2" if any(first < start + step and start < last for first, last in busy) else "0"
        start += step
    return digits


def _schedule_item(start: datetime, end: datetime, zone: str) -> Json:
    written = ({"dateTime": edm.write_instant(moment)} for moment in (start, end))
    first, last = (local(moment, zone) for moment in written)
    return {"status": "busy", "start": first, "end": last}


def _working_hours(zone: str) -> Json:
    return {
        "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
        "startTime": "08:00:00.0000000",
        "endTime": "17:00:00.0000000",
        "timeZone": {"name": zone},
    }
