"""Whatever fails around a booking, it is made once and told truly."""

import pytest
from conversation_clinic import Bookings
from conversation_steps import to_last_look

from rehearsal.seat import Seat

READS = ("services.list", "staffMembers.list", "businesses.get", "customers.list", "customQuestions.list")


@pytest.mark.parametrize("create", ["error-after", "drop-after"])
async def test_a_booking_whose_looking_up_fails_too_is_found_later(
    dana: Seat, bookings: Bookings, create: str
):
    await to_last_look(dana)
    await bookings.fault("appointments.create", create)
    await bookings.fault("calendarView.list", "drop-before", times=4, skip=1)

    await dana.taps("Book")

    await dana.sees("Still checking")
    await bookings.mend()
    await dana.sees("Join (staff)")
    assert len(await bookings.made()) == 1


async def test_a_booking_that_cannot_be_looked_up_at_all_is_never_called_unbooked(
    dana: Seat, bookings: Bookings
):
    await to_last_look(dana)
    await bookings.fault("appointments.create", "drop-after")
    await bookings.fault("calendarView.list", "drop-before", times=None, skip=1)

    await dana.taps("Book")

    await dana.sees("Please look into Bookings", within=60)
    await bookings.mend()
    assert len(await bookings.made()) == 1


async def test_a_booked_appointment_is_shown_though_nothing_else_can_be_read(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    for operation in READS:
        await bookings.fault(operation, "drop-before", times=None)

    await dana.taps("Book")

    await dana.sees("Reference")
    assert len(await bookings.made()) == 1
