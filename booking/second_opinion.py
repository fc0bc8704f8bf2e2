"""What others say of the time of staff, beside the calendar of the business."""

from collections.abc import Awaitable, Mapping, Sequence

from booking.errors import BookingError
from booking.ids import BusinessId, StaffId
from booking.models import StaffMember
from booking.ports import Availability, OwnCalendar, Rights
from booking.spans import Span

Busy = Mapping[StaffId, Sequence[Span]]


async def second_opinion(
    availability: Availability | None, business_id: BusinessId, staff: Sequence[StaffMember], within: Span
) -> Busy:
    """Who is busy when; nothing where nobody can be asked, for then the calendar stands alone."""
    if availability is None or not staff:
        return {}
    return await _if_told(availability.busy(business_id, [member.id for member in staff], within))


async def own_calendar(own: OwnCalendar | None, staff: Sequence[StaffMember], within: Span) -> Busy:
    """When the personal calendar of the one who books is taken; nothing without their consent."""
    if own is None or not staff:
        return {}
    return await _if_told(own.busy(staff, within))


async def bookable(
    rights: Rights | None, business_id: BusinessId, staff: Sequence[StaffMember]
) -> Sequence[StaffMember]:
    """Those for whom the person may book, as far as it is known."""
    standing = None if rights is None else await rights.standing(business_id)
    return staff if standing is None else standing.books_for(staff)


async def may_override(rights: Rights | None, business_id: BusinessId) -> bool:
    """Whether the person may book over a rule there; not where it is not surely known."""
    standing = None if rights is None else await rights.standing(business_id)
    return standing is not None and standing.may_override


async def _if_told(opinion: Awaitable[Busy]) -> Busy:
    try:
        return await opinion
    except BookingError:
        return {}
