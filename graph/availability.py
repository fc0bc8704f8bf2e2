"""When staff are free: getStaffAvailability, which takes the token of the app only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from booking.ids import BusinessId, ServiceId, StaffId
from booking.spans import Span
from graph import businesses
from graph.calls import Call, segment
from graph.fields import Json, entities, text
from graph.sender import Sender
from graph.times import span_of, to_wire
from graph.tokens import Token


class StaffStatus(StrEnum):
    """Graph's bookingsAvailabilityStatus."""

    AVAILABLE = "available"
    BUSY = "busy"
    SLOTS_AVAILABLE = "slotsavailable"
    """Seats are left in a group appointment."""
    OUT_OF_OFFICE = "outofoffice"


@dataclass(frozen=True, slots=True)
class StaffTime:
    """A stretch of time of one of the staff. Knows no work hours; may say free where it is not (I35)."""

    staff_id: StaffId
    span: Span
    status: StaffStatus
    service_id: ServiceId | None = None


def staff_body(staff_ids: Sequence[StaffId], within: Span) -> Json:
    """Ask for the time of these members of staff."""
    return {
        "staffIds": sorted(staff_ids),
        "startDateTime": to_wire(within.start),
        "endDateTime": to_wire(within.end),
    }


def read_staff(answer: Json) -> list[StaffTime]:
    """Both envelopes, that of the metadata and that of the documentation; an unknown status is busy."""
    return [
        StaffTime(StaffId(staff), span, _status(item), ServiceId(service) if service else None)
        for member in entities(answer, "value", "staffAvailabilityItem")
        if (staff := text(member, "staffId"))
        for item in entities(member, "availabilityItems")
        if (span := span_of(item))
        for service in (text(item, "serviceId"),)
    ]


def _status(item: Json) -> StaffStatus:
    try:
        return StaffStatus((text(item, "status") or "").casefold())
    except ValueError:
        return StaffStatus.BUSY


class GraphAvailability:
    """Second opinions on who is free; the calendar of the business and its hours come first."""

    def __init__(self, token: Token, *, sender: Sender) -> None:
        self._token = token
        self._sender = sender

    async def staff(
        self, business_id: BusinessId, staff_ids: Sequence[StaffId], within: Span
    ) -> Sequence[StaffTime]:
        """The time of these members of staff. Needs the token of the app; people's are refused."""
        path = f"{businesses.PATH}/{segment(business_id)}/getStaffAvailability"
        body = staff_body(staff_ids, within)
        call = Call("getStaffAvailability", "POST", path, mailbox=business_id, body=body)
        return read_staff((await self._sender.send(call, self._token)).body)
