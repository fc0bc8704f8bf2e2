"""What a turn reads of Bookings, and how often."""

from collections import Counter

import pytest

from booking.errors import Unavailable
from booking.ids import BusinessId
from booking.models import NewCustomer
from booking.once import ReadOnce

CLINIC, SPA = BusinessId("clinic"), BusinessId("spa")
ADELE = NewCustomer("Adele Vance")


class Counted:
    """Answers with how often it was asked the same."""

    def __init__(self):
        self.asked = Counter()
        self.away = False

    def __getattr__(self, name):
        async def answer(*of):
            if self.away:
                raise Unavailable("away")
            self.asked[name, of] += 1
            return f"{name} {self.asked[name, of]}"

        return answer


@pytest.mark.parametrize("name", ["business", "services", "staff", "customers", "questions"])
async def test_what_changes_seldom_is_read_once_for_each_business(name):
    read = getattr(ReadOnce(Counted()), name)

    assert [await read(CLINIC), await read(CLINIC), await read(SPA)] == [f"{name} 1"] * 3


async def test_the_businesses_are_read_once():
    once = ReadOnce(Counted())

    assert [await once.businesses(), await once.businesses()] == ["businesses 1"] * 2


async def test_appointments_are_read_each_time():
    once = ReadOnce(Counted())

    assert [await once.calendar(CLINIC, "today") for _ in range(2)] == ["calendar 1", "calendar 2"]
    assert [await once.appointment(CLINIC, "a") for _ in range(2)] == ["appointment 1", "appointment 2"]


async def test_a_customer_who_was_just_made_is_among_those_read_next():
    once = ReadOnce(Counted())
    await once.customers(CLINIC)

    await once.create_customer(CLINIC, ADELE)

    assert await once.customers(CLINIC) == "customers 2"
    assert await once.staff(CLINIC) == "staff 1"


async def test_after_a_failure_it_is_asked_again():
    counted = Counted()
    counted.away = True
    once = ReadOnce(counted)
    with pytest.raises(Unavailable):
        await once.customers(CLINIC)
    with pytest.raises(Unavailable):
        await once.create_customer(CLINIC, ADELE)

    counted.away = False

    assert await once.customers(CLINIC) == "customers 1"
