"""bookingBusiness."""

import re
from zoneinfo import ZoneInfo

from booking.ids import BusinessId
from booking.models import Business, BusinessName
from graph.fields import Json, entities, entity, text, unwrapped
from graph.hours import read_hours, read_policy
from graph.times import zone_of

PATH = "/solutions/bookingBusinesses"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_name(item: Json) -> BusinessName | None:
    """All that a list tells."""
    key = text(item, "id")
    return BusinessName(BusinessId(key), text(item, "displayName") or key) if key else None


def read(item: Json) -> Business | None:
    """A business, whole; UTC where its zone is not said."""
    item = unwrapped(item)
    name = read_name(item)
    if name is None:
        return None
    language = text(item, "languageTag") or ""
    return Business(
        id=name.id,
        name=name.name,
        zone=zone_of(entity(item, "bookingPageSettings") or {}, "businessTimeZone") or ZoneInfo("UTC"),
        hours=read_hours(entities(item, "businessHours")),
        policy=read_policy(entity(item, "schedulingPolicy")),
        language=language if _LANGUAGE.fullmatch(language) else "en",
    )
