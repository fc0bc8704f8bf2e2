"""A time that is kept for somebody between the last look and Book."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.ids import BusinessId, StaffId
from booking.spans import Span

HOLD = timedelta(minutes=3)
"""How long a time is kept; a try to book it begins that anew."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The time of one member of staff, with the buffers around it. Says nothing of the customer."""

    flow: str
    """By whom it is kept: a flow keeps one time at most."""
    tenant_id: str
    person_id: str
    business_id: BusinessId
    staff_id: StaffId
    span: Span
    until: datetime
    firm: bool = False
    """Somebody is booking it at this moment, so that not even another chat of the same person may."""

    def stands_against(self, other: "Hold") -> bool:
        """Whether the other may not be taken while this one is kept."""
        is_other = self.flow != other.flow and (self.person_id != other.person_id or self.firm)
        return is_other and self.staff_id == other.staff_id and self.span.overlaps(other.span)
