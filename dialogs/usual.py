"""The business that is meant where none is named."""

from collections.abc import Sequence

from booking.ids import BusinessId
from booking.models import BusinessName
from dialogs.desk import Desk


async def usual_business(desk: Desk, offered: Sequence[BusinessName] | None = None) -> BusinessId | None:
    """The only one there is, or of those that were chosen the first that the person may open.

    What was chosen for a channel comes before what the person chose, and that before the settings.
    `offered` are those they may open, where they are at hand. May raise a BookingError.
    """
    businesses = await desk.bookings.businesses() if offered is None else offered
    known = [business.id for business in businesses]
    if len(known) <= 1:
        return next(iter(known), None)
    usual = await desk.defaults.usual()
    return next((one for one in (usual.here, usual.mine, desk.default_business) if one in known), None)
