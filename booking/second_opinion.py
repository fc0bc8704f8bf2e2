"""What others say of the time of staff, beside the calendar of the business."""

from collections.abc import Mapping, Sequence

from booking.errors import BookingError
from booking.ids import BusinessId, StaffId
from booking.models import StaffMember
from booking.ports import Availability
from booking.spans import Span


async def second_opinion(
    availability: Availability | None, business_id: BusinessId, staff: Sequence[StaffMember], within: Span
) -> Mapping[StaffId, Sequence[Span]]:
    """Who is busy when; nothing where nobody can be asked, for then the calendar stands alone."""
    if availability is None or not staff:
        return {}
    try:
        return await availability.busy(business_id, [member.id for member in staff], within)
    except BookingError:
        return {}
