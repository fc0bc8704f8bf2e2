"""An appointment at the clinic, as Graph tells of it and as it is asked for."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.ids import AppointmentId, BusinessId, CustomerId, ServiceId
from booking.models import Business, Customer, Service
from booking.ports import AppointmentRequest
from booking.spans import Span

NINE = datetime(2027, 5, 20, 9, tzinfo=UTC)
HOUR = Span(NINE, NINE + timedelta(hours=1))
CLINIC = BusinessId("NorthwindClinic@northwind.example")
APPOINTMENT = AppointmentId("AAMk/1+2=")
AT_NINE = {"dateTime": "2027-05-20T09:00:00.0000000Z", "timeZone": "UTC"}
AT_TEN = {"dateTime": "2027-05-20T10:00:00.0000000Z", "timeZone": "UTC"}
BOOKED = {
    "id": APPOINTMENT,
    "serviceId": "s1",
    "startDateTime": AT_NINE,
    "endDateTime": AT_TEN,
    "isLocationOnline": True,
    "joinWebUrl": "https://teams.microsoft.com/l/meetup-join/19",
    "anonymousJoinWebUrl": "https://visit.teams.microsoft.com/webrtc-svc/1",
    "customers": [{"customerId": "c1", "name": "Adele Vance"}],
}
THIN = BOOKED | {"joinWebUrl": None, "anonymousJoinWebUrl": None, "customers": []}
REQUEST = AppointmentRequest(
    business=Business(CLINIC, "Northwind Clinic", ZoneInfo("Europe/London")),
    service=Service(ServiceId("s1"), "Initial consult", timedelta(hours=1), online=True, anonymous_join=True),
    start=NINE,
    customer=Customer(CustomerId("c1"), "Adele Vance"),
)
