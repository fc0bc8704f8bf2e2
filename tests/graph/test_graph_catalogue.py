"""What is kept, for how long, and for whom; against a server of our own."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from graph_northwind import CLINIC, names, settled
from graph_stand import dawdles, hangs_up, says

from booking.errors import Unclear
from booking.models import NewCustomer
from booking.ports import AppointmentRequest


async def test_what_was_read_is_served_without_asking_again(shelves, northwind, dana):
    bookings = shelves.bookings("dana", dana)

    for _ in range(3):
        assert await names(bookings.services(CLINIC)) == ["Initial consult"]
        assert await names(bookings.businesses()) == ["Northwind Clinic"]
        assert (await bookings.business(CLINIC)).name == "Northwind Clinic"
        assert await bookings.staff(CLINIC) == ()
        assert await bookings.questions(CLINIC) == ()

    assert set(northwind.reads.values()) == {1}


async def test_lists_are_ordered_by_name_whatever_the_case(shelves, northwind, dana):
    northwind.customers[:] = [
        {"id": str(n), "displayName": name} for n, name in enumerate(["bob", "Al", "Cy"])
    ]

    assert await names(shelves.bookings("dana", dana).customers(CLINIC)) == ["Al", "bob", "Cy"]


async def test_many_who_ask_at_once_cause_one_read(shelves, northwind, dana):
    bookings = shelves.bookings("dana", dana)

    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(bookings.services(CLINIC))

    assert northwind.reads == {"business": 1, "services": 1}


async def test_a_reader_who_leaves_does_not_take_the_read_along(shelves, northwind, dana):
    go = asyncio.Event()
    northwind.instead["business"] = dawdles(go, says({"id": CLINIC, "displayName": "Northwind Clinic"}))
    bookings = shelves.bookings("dana", dana)
    first, second, third = (asyncio.create_task(bookings.business(CLINIC)) for _ in range(3))
    await northwind.stand.has(1)

    first.cancel()
    second.cancel()
    await asyncio.wait({first, second})
    go.set()

    assert (await third).name == "Northwind Clinic"
    assert northwind.reads["business"] == 1


async def test_the_longest_unread_is_given_up_first(shelves, northwind, dana):
    people = {name: shelves.bookings(name, dana) for name in ("dana", "alex", "megan", "samantha")}
    for name in ("dana", "alex", "megan", "dana", "samantha", "dana", "alex"):
        await people[name].business(CLINIC)

    assert northwind.reads["business"] == 5


async def test_a_new_customer_is_known_at_once(shelves, northwind, dana):
    bookings = shelves.bookings("dana", dana)
    await bookings.customers(CLINIC)

    await bookings.create_customer(CLINIC, NewCustomer("Bob Kelly"))

    assert await names(bookings.customers(CLINIC)) == ["Adele Vance", "Bob Kelly"]
    assert northwind.reads["customers"] == 2


async def test_a_read_that_began_before_the_new_customer_is_not_kept(shelves, northwind, dana, hours):
    go = asyncio.Event()
    bookings = shelves.bookings("dana", dana)
    await bookings.customers(CLINIC)
    hours.now += 70
    northwind.instead["customers"] = dawdles(go, says({"value": []}))
    await bookings.customers(CLINIC)
    await northwind.stand.has(1)
    del northwind.instead["customers"]

    await bookings.create_customer(CLINIC, NewCustomer("Bob Kelly"))
    go.set()
    await settled()

    assert await names(bookings.customers(CLINIC)) == ["Adele Vance", "Bob Kelly"]


async def test_an_unclear_new_customer_is_looked_for_at_the_next_reading(shelves, northwind, dana):
    bookings = shelves.bookings("dana", dana)
    await bookings.customers(CLINIC)
    northwind.customers.append({"id": "c2", "displayName": "Bob Kelly"})

    northwind.instead["customers"] = hangs_up
    with pytest.raises(Unclear):
        await bookings.create_customer(CLINIC, NewCustomer("Bob Kelly"))
    del northwind.instead["customers"]

    assert await names(bookings.customers(CLINIC)) == ["Adele Vance", "Bob Kelly"]


async def test_booking_for_somebody_new_is_seen_among_the_customers(shelves, northwind, dana):
    bookings = shelves.bookings("dana", dana)
    await bookings.customers(CLINIC)
    (service,) = await bookings.services(CLINIC)
    request = AppointmentRequest(
        business=await bookings.business(CLINIC),
        service=replace(service, duration=timedelta(minutes=30)),
        start=datetime(2027, 5, 20, 9, tzinfo=UTC),
        customer=NewCustomer("Bob Kelly"),
    )

    await bookings.create_appointment(request)

    assert await names(bookings.customers(CLINIC)) == ["Adele Vance", "Bob Kelly"]


async def test_what_was_never_read_needs_no_renewal(shelves, northwind, dana):
    bookings = shelves.bookings("dana", dana)

    await bookings.create_customer(CLINIC, NewCustomer("Bob Kelly"))

    assert await names(bookings.customers(CLINIC)) == ["Adele Vance", "Bob Kelly"]
