"""What is kept, for how long, and for whom; against a server of our own."""

import asyncio

import pytest
from graph_northwind import CLINIC, SERVICE, caught, names, settled
from graph_stand import Badge, Stand, dawdles, hangs_up, refuses
from structlog.testing import capture_logs

from booking.errors import NotPermitted, SignInNeeded, Throttled, Unavailable, Unclear
from booking.models import NewCustomer
from graph import Lifetimes, Limits, Patience, open_graph


async def test_who_loses_access_is_out_once_it_is_checked_again(shelves, northwind, dana, hours):
    bookings = shelves.bookings("dana", dana)
    await bookings.services(CLINIC)
    northwind.members.clear()

    hours.now += 200
    await bookings.services(CLINIC)
    await settled()

    for _ in range(2):
        with pytest.raises(NotPermitted):
            await bookings.services(CLINIC)
        hours.now += 31


async def test_from_half_its_time_on_it_is_renewed_behind_the_readers_back(shelves, northwind, dana, hours):
    bookings = shelves.bookings("dana", dana)
    await bookings.services(CLINIC)
    northwind.services.append(SERVICE | {"id": "s2", "displayName": "Diabetes review"})

    hours.now += 149
    assert await names(bookings.services(CLINIC)) == ["Initial consult"]
    await settled()
    assert northwind.reads["services"] == 1

    hours.now += 2
    assert await names(bookings.services(CLINIC)) == ["Initial consult"]
    await settled()
    assert await names(bookings.services(CLINIC)) == ["Diabetes review", "Initial consult"]
    assert northwind.reads["services"] == 2


@pytest.mark.parametrize("instead", [refuses(503), hangs_up, refuses(429)], ids=["503", "hangs up", "429"])
async def test_a_stale_catalogue_is_served_where_graph_cannot_be_reached(
    shelves, northwind, dana, hours, instead
):
    bookings = shelves.bookings("dana", dana)
    await bookings.services(CLINIC)
    northwind.instead.update(business=instead, services=instead)

    hours.now += 1000
    assert await names(bookings.services(CLINIC)) == ["Initial consult"]

    hours.now += 3600
    with pytest.raises(Unavailable):
        await bookings.services(CLINIC)


async def test_an_outage_once_met_makes_nobody_wait_again_at_once(stand, northwind, dana, hours):
    async with open_graph(
        url=stand.url,
        limits=Limits(read=600),
        lifetimes=Lifetimes(catalogue=300, usable=3600, hurry=600),
        patience=Patience(deadline=600, repeats=0),
        surroundings=hours.surroundings,
    ) as graph:
        bookings = graph.bookings("dana", dana)
        await bookings.business(CLINIC)
        never = asyncio.Event()
        hours.now += 1000
        northwind.instead["business"] = refuses(503)
        await bookings.business(CLINIC)

        northwind.instead["business"] = dawdles(never, refuses(503))
        async with asyncio.timeout(30):
            assert (await bookings.business(CLINIC)).name == "Northwind Clinic"


async def test_a_slow_graph_is_not_waited_for_where_something_old_is_at_hand(shelves, northwind, dana, hours):
    bookings = shelves.bookings("dana", dana)
    await bookings.business(CLINIC)
    never = asyncio.Event()
    northwind.instead["business"] = dawdles(never, refuses(503))

    hours.now += 1000
    assert (await bookings.business(CLINIC)).name == "Northwind Clinic"


async def test_without_anything_kept_an_outage_is_told(shelves, northwind, dana):
    northwind.instead["services"] = refuses(429)

    with pytest.raises(Throttled):
        await shelves.bookings("dana", dana).services(CLINIC)


async def test_what_is_stale_is_not_shown_to_whom_graph_turns_away(shelves, northwind, dana, hours):
    bookings = shelves.bookings("dana", dana)
    await bookings.services(CLINIC)
    northwind.instead["services"] = refuses(403)

    hours.now += 400
    with pytest.raises(NotPermitted):
        await bookings.services(CLINIC)


async def test_a_turned_away_renewal_of_another_is_tried_with_ones_own_rights(
    shelves, northwind, dana, hours
):
    badge = Badge("dana")
    bookings, alex = shelves.bookings("dana", badge), shelves.bookings("alex", Badge("alex"))
    await bookings.customers(CLINIC)
    await alex.customers(CLINIC)
    hours.now += 130
    badge.expired = True

    async with asyncio.TaskGroup() as group:
        first = group.create_task(caught(bookings.customers(CLINIC)))
        second = group.create_task(alex.customers(CLINIC))

    assert isinstance(first.result(), SignInNeeded)
    assert [one.name for one in second.result()] == ["Adele Vance"]


async def test_an_expired_token_is_told_each_time(shelves, northwind, hours):
    badge = Badge("dana")
    bookings = shelves.bookings("dana", badge)
    await bookings.business(CLINIC)
    badge.expired = True
    hours.now += 400

    for _ in range(2):
        with pytest.raises(SignInNeeded):
            await bookings.business(CLINIC)


async def test_an_outage_that_began_before_a_new_customer_does_not_hide_them(shelves, northwind, dana, hours):
    go = asyncio.Event()
    bookings = shelves.bookings("dana", dana)
    await bookings.customers(CLINIC)
    hours.now += 70
    northwind.instead["customers"] = dawdles(go, refuses(503))
    await bookings.customers(CLINIC)
    await northwind.stand.has(1)
    northwind.instead["customers"] = hangs_up
    with pytest.raises(Unclear):
        await bookings.create_customer(CLINIC, NewCustomer("Bob Kelly"))
    northwind.customers.append({"id": "c2", "displayName": "Bob Kelly"})
    del northwind.instead["customers"]

    go.set()
    await settled()

    assert await names(bookings.customers(CLINIC)) == ["Adele Vance", "Bob Kelly"]


async def test_a_failed_read_behind_the_readers_back_is_logged_with_no_name(shelves, northwind, dana, hours):
    bookings = shelves.bookings("dana", dana)
    await bookings.services(CLINIC)
    northwind.instead["services"] = refuses(500)
    hours.now += 200

    with capture_logs() as logs:
        await bookings.services(CLINIC)
        await settled()

    assert {
        "event": "graph read failed",
        "task": "services",
        "error": "Unavailable",
        "log_level": "info",
    } in logs
    assert "Adele" not in str(logs)


async def test_a_token_source_that_breaks_is_an_error_in_the_log(shelves, northwind, hours):
    class Broken(Badge):
        async def bearer(self) -> str:
            if self.expired:
                raise ZeroDivisionError
            return "dana"

    badge = Broken()
    bookings = shelves.bookings("dana", badge)
    await bookings.business(CLINIC)
    badge.expired = True
    hours.now += 200

    with capture_logs() as logs:
        await bookings.business(CLINIC)
        await settled()

    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == ["graph read broke"]


async def test_closing_ends_what_still_runs(stand: Stand, northwind, dana, hours):
    never = asyncio.Event()
    async with open_graph(url=stand.url, surroundings=hours.surroundings) as graph:
        bookings = graph.bookings("dana", dana)
        await bookings.business(CLINIC)
        hours.now += 200
        northwind.instead["business"] = dawdles(never, refuses(503))
        await bookings.business(CLINIC)
        await stand.has(1)

    assert [task for task in asyncio.all_tasks() if task.get_name() == "business"] == []
