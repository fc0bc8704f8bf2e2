"""bookingStaffMember."""

from booking.ids import StaffId
from booking.models import Role, StaffMember
from graph.fields import Json, entities, flag, text
from graph.hours import read_hours
from graph.times import zone_of

_ROLES = {role.value.casefold(): role for role in Role}


def read(item: Json) -> StaffMember | None:
    """A member of staff; the least of roles where Graph names one that is not known."""
    key, mail = text(item, "id"), text(item, "emailAddress")
    name = text(item, "displayName") or mail
    if not key or not name:
        return None
    of_the_business = flag(item, "useBusinessHours") is not False
    return StaffMember(
        id=StaffId(key),
        name=name,
        mail=mail,
        role=_ROLES.get((text(item, "role") or "").casefold(), Role.GUEST),
        zone=zone_of(item, "timeZone"),
        own_hours=None if of_the_business else read_hours(entities(item, "workingHours")),
        minds_personal_calendar=flag(item, "availabilityIsAffectedByPersonalCalendar") or False,
    )
