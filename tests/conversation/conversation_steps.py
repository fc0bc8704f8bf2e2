"""The way to a certain card, so that a test can begin where it matters."""

from typing import Any

from rehearsal.seat import Seat

ADELE = {
    "Service": "Initial consult",
    "Staff": "Anyone who is free",
    "Customer": "Adele Vance",
}


async def to_service(seat: Seat) -> None:
    await seat.says("/book")
    await seat.sees("Which service?")


async def to_staff(seat: Seat, service: str = ADELE["Service"]) -> None:
    await to_service(seat)
    await seat.taps("Next", Service=service)


async def to_customer(seat: Seat, service: str = ADELE["Service"], staff: str = ADELE["Staff"]) -> None:
    await to_staff(seat, service)
    await seat.sees("With whom?")
    await seat.taps("Next", Staff=staff)
    await seat.sees("For which customer?")


async def to_times(seat: Seat, customer: str = ADELE["Customer"], **before: Any) -> None:
    await to_customer(seat, **before)
    await seat.taps("Next", Customer=customer)
    await seat.sees("When?")


async def to_last_look(seat: Seat, **before: Any) -> None:
    await to_times(seat, **before)
    await seat.taps("Take this time")
    await seat.taps("No notes")
    await seat.sees("One last look")
