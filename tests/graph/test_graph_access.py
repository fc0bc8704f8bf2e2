"""What is kept, for how long, and for whom; against a server of our own."""

import asyncio

import pytest
from graph_northwind import CLINIC, caught, names
from graph_stand import Badge, refuses, says

from booking.errors import NotPermitted, SignInNeeded


async def test_a_query_is_passed_on_and_kept_apart(shelves, northwind, dana):
    bookings = shelves.bookings("dana", dana)

    await bookings.businesses("clin")
    await bookings.businesses()

    lists = [request for request in northwind.stand.asked if request.path.endswith("/bookingBusinesses")]
    assert [request.query.get("query") for request in lists] == ["clin", None]


async def test_businesses_of_the_tenant_that_one_may_not_open_are_not_offered(shelves, northwind, dana):
    bank, college = ({"id": f"{name}@northwind.example", "displayName": name} for name in ("Bank", "College"))
    clinic = {"id": CLINIC, "displayName": "Northwind Clinic"}
    northwind.instead.update(
        {
            "businesses": says({"value": [college, clinic, bank]}),
            college["id"]: refuses(503),
            bank["id"]: refuses(404, "ErrorFolderNotFound"),
        }
    )

    assert await names(shelves.bookings("dana", dana).businesses()) == ["College", "Northwind Clinic"]


async def test_of_very_many_businesses_none_is_tried(shelves, northwind, dana):
    many = [{"id": f"b{number}@northwind.example", "displayName": f"B{number}"} for number in range(25)]
    northwind.instead["businesses"] = says({"value": many})

    assert len(await shelves.bookings("dana", dana).businesses()) == 25
    assert northwind.reads == {"businesses": 1}


async def test_a_colleague_is_served_from_what_is_kept_after_opening_the_business_once(
    shelves, northwind, dana
):
    await shelves.bookings("dana", dana).services(CLINIC)
    await shelves.bookings("alex", Badge("alex")).services(CLINIC)

    assert northwind.reads == {"business": 2, "services": 1}


async def test_a_stranger_gets_nothing_from_what_is_kept_and_is_not_asked_for_again_soon(
    shelves, northwind, dana, hours
):
    await shelves.bookings("dana", dana).customers(CLINIC)
    stranger = shelves.bookings("eve", Badge("eve"))

    for _ in range(3):
        with pytest.raises(NotPermitted) as caught:
            await stranger.customers(CLINIC)
        assert caught.value.reference == "graph-1"
    assert northwind.reads == {"business": 2, "customers": 1}

    northwind.members.add("eve")
    hours.now += 31
    assert await names(stranger.customers(CLINIC)) == ["Adele Vance"]


async def test_refusals_are_remembered_up_to_a_bound(shelves, northwind):
    strangers = [shelves.bookings(name, Badge(name)) for name in ("eve", "mallory", "oscar", "trudy")]
    for stranger in (*strangers, strangers[0]):
        with pytest.raises(NotPermitted):
            await stranger.business(CLINIC)

    assert northwind.reads["business"] == 5


async def test_where_the_rights_of_the_first_fail_the_second_reads_with_their_own(shelves, northwind, dana):
    alex = shelves.bookings("alex", Badge("alex"))
    await alex.business(CLINIC)
    badge = Badge("dana")
    bookings = shelves.bookings("dana", badge)
    await bookings.business(CLINIC)
    badge.expired = True

    async with asyncio.TaskGroup() as group:
        first = group.create_task(caught(bookings.services(CLINIC)))
        second = group.create_task(alex.services(CLINIC))

    assert isinstance(first.result(), SignInNeeded)
    assert [one.name for one in second.result()] == ["Initial consult"]
