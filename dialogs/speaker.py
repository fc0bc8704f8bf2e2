"""Who the speaker is among the staff of a business."""

from collections.abc import Sequence

from booking.ids import StaffId
from booking.models import StaffMember
from dialogs.desk import Desk


async def own_staff(desk: Desk, staff: Sequence[StaffMember]) -> StaffId | None:
    """Which of the staff the person is, if any. May raise a BookingError."""
    mails = {mail.casefold() for mail in await desk.mails()}
    return next((one.id for one in staff if one.mail and one.mail.casefold() in mails), None)
