"""The sandbox as it runs: a process of its own."""

from datetime import UTC, datetime, timedelta

import httpx
from graph_stand import Badge

from booking.ids import BusinessId
from booking.ports import AppointmentRequest
from booking.spans import Span
from graph import Graph

MONDAY = datetime(2030, 3, 4, tzinfo=UTC)
FORTNIGHT = Span(MONDAY, MONDAY + timedelta(days=14))
CLINIC = BusinessId("NorthwindClinic@northwind.example")
DANA = Badge("user:danas@northwind.example")
ALEX = Badge("user:alexw@northwind.example")
MEGAN = Badge("user:meganb@northwind.example")
MARY = Badge("user:maryo@northwind.example")
APP = Badge("app")


class Switches:
    """The sandbox's own switches: its faults and its log."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url.removesuffix("/v1.0"), trust_env=False, timeout=30)

    def reset(self) -> None:
        self._client.post("/_sandbox/reset", json={}).raise_for_status()

    def fault(self, operation: str, fault: str, **values: float) -> None:
        body = {"operation": operation, "fault": fault, **values}
        self._client.post("/_sandbox/faults", json=body).raise_for_status()

    def close(self) -> None:
        self._client.close()


async def request_for(graph: Graph, service: str, *, days: int = 1, hour: int = 10) -> AppointmentRequest:
    bookings = graph.bookings("dana", DANA)
    business = await bookings.business(CLINIC)
    wanted = next(one for one in await bookings.services(CLINIC) if one.name == service)
    start = MONDAY + timedelta(days=days, hours=hour)
    adele = next(one for one in await bookings.customers(CLINIC) if one.name == "Adele Vance")
    return AppointmentRequest(
        business=business, service=wanted, start=start, customer=adele, service_notes="fd:K7Q2"
    )
