"""A clinic to read lines against, and the moment at which they are written."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking.ids import CustomerId, ServiceId, StaffId
from booking.models import Customer, Service, StaffMember
from language.known import Known, customers_roll, services_roll, staff_roll
from language.line import Line, read_line

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 19, 10, tzinfo=LONDON)
HALF_AN_HOUR = timedelta(minutes=30)
SERVICES = ["Initial consult", "Follow-up consult", "Noon check-up", "15 minute review", "Physiotherapy"]
STAFF = ["Dana Swope", "Dana Ito", "Priya Nair", "Miriam Graham", "Søren Kjær"]
CUSTOMERS = {
    "Adele Vance": ("adele@proseware.example", "+44 20 7946 0001"),
    "Alex Kim": ("alex@fabrikam.example", None),
    "Alex Kim ": ("akim@litware.example", None),
    "Will May": (None, None),
    "April Monday": (None, None),
    "Mon Amour": (None, None),
    "Miriam Holt": (None, None),
}


def clinic(*, me: str | None = None) -> Known:
    return Known(
        services_roll(Service(ServiceId(name), name, HALF_AN_HOUR) for name in SERVICES),
        staff_roll(StaffMember(StaffId(name), name) for name in STAFF),
        customers_roll(Customer(CustomerId(name), name, *both) for name, both in CUSTOMERS.items()),
        StaffId(me) if me else None,
    )


KNOWN = clinic(me="Priya Nair")


def read(
    said: str,
    *,
    known: Known = KNOWN,
    now: datetime = NOW,
    zone: ZoneInfo = LONDON,
    locale: str = "en-GB",
) -> Line:
    return read_line(said, known=known, now=now, zone=zone, locale=locale)


def at(moment: datetime | None, zone: ZoneInfo = LONDON) -> str | None:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else None
