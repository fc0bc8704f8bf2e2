"""How a test reads the cards that answer /free, /agenda and /find, and makes appointments for them."""

from datetime import datetime, timedelta
from typing import Any

from conversation_clinic import DANA, Bookings

from rehearsal.parts import Button
from rehearsal.seat import Seat

BUSINESS = "v1.0/solutions/bookingBusinesses/NorthwindClinic@northwind.example"
CUSTOMER = "#microsoft.graph.bookingCustomerInformation"


def times_on(seat: Seat) -> list[str]:
    """The titles of the buttons that are times."""
    return [title for title in seat.buttons if title[:1].isdigit() and ":" in title]


def ways(seat: Seat, title: str) -> list[Button]:
    """All buttons of this title on the newest card."""
    return [button for button in seat.card.parts.buttons if button.title == title]


async def made(
    bookings: Bookings,
    service: str,
    start: datetime,
    minutes: int = 30,
    *,
    staff: str = "Dana Swope",
    customer: str = "Ida Nordahl",
) -> dict[str, Any]:
    """Somebody books this in Bookings itself, by hand, for a customer who becomes known by it."""
    url = f"{bookings.url}/{BUSINESS}"
    services = (await bookings.http.get(f"{url}/services", headers=DANA)).json()["value"]
    members = (await bookings.http.get(f"{url}/staffMembers", headers=DANA)).json()["value"]
    given, _, _ = customer.partition(" ")
    times = {"startDateTime": start, "endDateTime": start + timedelta(minutes=minutes)}
    body = {
        "serviceId": next(one["id"] for one in services if one["displayName"] == service),
        "isLocationOnline": True,
        "staffMemberIds": [one["id"] for one in members if one["displayName"] == staff],
        "customers": [{"@odata.type": CUSTOMER, "name": customer, "emailAddress": f"{given}@x.example"}],
        **{name: {"dateTime": at.isoformat(), "timeZone": "UTC"} for name, at in times.items()},
    }
    answer = await bookings.http.post(f"{url}/appointments", json=body, headers=DANA)
    assert answer.status_code == 201, answer.text
    return answer.json()
