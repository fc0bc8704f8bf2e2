"""The client against a server of our own that answers as it is told."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from graph_clinic import APPOINTMENT, BOOKED, CLINIC, HOUR, REQUEST, THIN
from graph_stand import Badge, Stand, blurts, dawdles, hangs_up, refuses, says

from booking.errors import (
    AppointmentGone,
    NotPermitted,
    Rejected,
    SignInNeeded,
    Throttled,
    Unavailable,
    Unclear,
)
from booking.ids import BusinessId, CustomerId, StaffId
from booking.models import Customer, NewCustomer
from graph import Limits, Patience, open_graph


@pytest.mark.parametrize("content", [b"", b"<html>", b"{}", b'{"id": "a1"}'])
async def test_a_create_with_an_answer_that_cannot_be_read_is_unclear(graph, stand: Stand, dana, content):
    stand.will(blurts(content, 201))

    with pytest.raises(Unclear) as caught:
        await graph.bookings("dana", dana).create_appointment(REQUEST)

    assert caught.value.reference == "graph-1"
    assert len(stand.asked) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refuses(500, "UnknownError"), Unclear),
        (refuses(503, "", Retry_After="1"), Unclear),
        (refuses(504), Unclear),
        (refuses(408), Unclear),
        (hangs_up, Unclear),
        (refuses(400, "Invalid Staff"), Rejected),
        (refuses(403), NotPermitted),
        (refuses(401), SignInNeeded),
    ],
    ids=["500", "503", "504", "408", "hangs up", "400", "403", "401"],
)
async def test_a_create_is_sent_once_unless_it_surely_had_no_effect(graph, stand: Stand, dana, answer, error):
    stand.will(answer, says(BOOKED, 201))

    with pytest.raises(error):
        await graph.bookings("dana", dana).create_appointment(REQUEST)

    assert len(stand.asked) == 1


async def test_a_throttled_create_is_sent_again_after_the_time_graph_asks(graph, stand: Stand, dana, hours):
    stand.will(refuses(429, Retry_After="3"), refuses(429), says(BOOKED, 201))

    booked = await graph.bookings("dana", dana).create_appointment(REQUEST)

    assert booked.id == APPOINTMENT
    assert hours.naps == [3.25, 0.75]
    assert len({request.headers["client-request-id"] for request in stand.asked}) == 3


async def test_waiting_ends_at_the_deadline(graph, stand: Stand, dana, hours):
    stand.will(refuses(429, Retry_After="9"))

    with pytest.raises(Throttled) as caught:
        await graph.bookings("dana", dana).calendar(CLINIC, HOUR)

    assert caught.value.retry_after == timedelta(seconds=9)
    assert hours.naps == [9.25, 9.25]


@pytest.mark.parametrize(
    "answer", [refuses(500, "UnknownError"), refuses(502), hangs_up], ids=["500", "502", "hangs up"]
)
async def test_a_read_is_repeated_twice(graph, stand: Stand, dana, hours, answer):
    stand.will(answer, answer, says({"value": []}))

    assert await graph.bookings("dana", dana).calendar(CLINIC, HOUR) == []
    assert hours.naps == [0.375, 0.75]

    stand.will(answer)
    with pytest.raises(Unavailable):
        await graph.bookings("dana", dana).calendar(CLINIC, HOUR)
    assert len(stand.asked) == 6


async def test_a_server_that_is_not_there_is_asked_three_times(hours, dana):
    async with open_graph(url="http://127.0.0.1:1/v1.0", surroundings=hours.surroundings) as graph:
        with pytest.raises(Unavailable):
            await graph.bookings("dana", dana).create_appointment(REQUEST)

    assert len(hours.naps) == 2


async def test_a_slow_answer_to_a_create_is_unclear(stand: Stand, dana, hours):
    never = asyncio.Event()
    stand.will(dawdles(never, says(BOOKED, 201)))
    for limits in (Limits(read=0.05), Limits(read=60, whole=0.05)):
        async with open_graph(url=stand.url, limits=limits, surroundings=hours.surroundings) as graph:
            with pytest.raises(Unclear):
                async with asyncio.timeout(30):
                    await graph.bookings("dana", dana).create_appointment(REQUEST)
    never.set()
    assert len(stand.asked) == 2


async def test_at_most_four_requests_of_a_mailbox_are_in_flight_whoever_asks(graph, stand: Stand):
    go = asyncio.Event()
    stand.will(dawdles(go, says({"value": []})))
    people = [graph.bookings(name, Badge(name)) for name in ("dana", "alex", "megan")]
    spelt = BusinessId(CLINIC.upper())

    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(person.calendar(CLINIC, HOUR))
            group.create_task(person.calendar(spelt, HOUR))
        await stand.has(4)
        go.set()

    assert stand.most_at_once == 4
    assert len(stand.asked) == 6


async def test_a_queue_that_is_too_long_is_given_up(stand: Stand, dana, hours):
    go = asyncio.Event()
    stand.will(dawdles(go, says({"value": []})))
    async with open_graph(
        url=stand.url,
        limits=Limits(in_flight=1),
        patience=Patience(deadline=0.1),
        surroundings=hours.surroundings,
    ) as graph:
        bookings = graph.bookings("dana", dana)
        first = asyncio.create_task(bookings.calendar(CLINIC, HOUR))
        await stand.has(1)
        with pytest.raises(Throttled):
            await bookings.calendar(CLINIC, HOUR)
        go.set()
        await first

    assert len(stand.asked) == 1


async def test_a_created_appointment_without_links_is_read_once_more(graph, stand: Stand, dana):
    stand.will(says(THIN, 201), says(BOOKED))

    booked = await graph.bookings("dana", dana).create_appointment(REQUEST)

    assert booked.customer_link == "https://visit.teams.microsoft.com/webrtc-svc/1"
    assert [request.method for request in stand.asked] == ["POST", "GET"]


async def test_a_created_appointment_that_cannot_be_read_again_is_booked_all_the_same(
    graph, stand: Stand, dana, hours
):
    stand.will(says(THIN, 201), refuses(429, Retry_After="9"))

    booked = await graph.bookings("dana", dana).create_appointment(REQUEST)

    assert (booked.id, booked.join_link) == (APPOINTMENT, None)
    assert hours.naps == []


async def test_links_that_the_service_does_not_give_are_not_waited_for(graph, stand: Stand, dana):
    at_the_desk = replace(REQUEST.service, online=False)
    staff_only = replace(REQUEST.service, anonymous_join=False)
    bookings = graph.bookings("dana", dana)

    stand.will(says(BOOKED | {"joinWebUrl": None, "anonymousJoinWebUrl": None}, 201))
    await bookings.create_appointment(replace(REQUEST, service=at_the_desk))
    stand.will(says(BOOKED | {"anonymousJoinWebUrl": None}, 201))
    await bookings.create_appointment(replace(REQUEST, service=staff_only, staff_ids=(StaffId("dana"),)))

    assert [request.method for request in stand.asked] == ["POST", "POST"]


async def test_an_appointment_that_is_not_there_is_gone(graph, stand: Stand, dana):
    stand.will(refuses(404, "itemNotFound"))
    bookings = graph.bookings("dana", dana)

    with pytest.raises(AppointmentGone):
        await bookings.appointment(CLINIC, APPOINTMENT)
    with pytest.raises(AppointmentGone):
        await bookings.cancel_appointment(CLINIC, APPOINTMENT, "Dana is ill")


async def test_cancelling_mails_the_message_and_wants_no_answer(graph, stand: Stand, dana):
    stand.will(blurts(b"", 204))

    await graph.bookings("dana", dana).cancel_appointment(CLINIC, APPOINTMENT, "Dana is ill")

    assert json.loads(stand.bodies[0]) == {"cancellationMessage": "Dana is ill"}
    assert stand.asked[0].raw_path.endswith("/appointments/AAMk%2F1%2B2%3D/cancel")


async def test_a_cancel_whose_answer_was_lost_is_found_done(graph, stand: Stand, dana):
    stand.will(hangs_up, refuses(404, "itemNotFound"))

    await graph.bookings("dana", dana).cancel_appointment(CLINIC, APPOINTMENT, "Dana is ill")

    assert len(stand.asked) == 2


async def test_a_cancel_stays_unclear_when_later_tries_say_nothing_of_it(graph, stand: Stand, dana):
    stand.will(refuses(500), refuses(400))

    with pytest.raises(Unclear):
        await graph.bookings("dana", dana).cancel_appointment(CLINIC, APPOINTMENT, "Dana is ill")

    stand.will(refuses(500), refuses(404, "ErrorFolderNotFound"))
    with pytest.raises(Unclear):
        await graph.bookings("dana", dana).cancel_appointment(CLINIC, APPOINTMENT, "Dana is ill")

    stand.will(refuses(500), refuses(429, Retry_After="60"))
    with pytest.raises(Unclear):
        await graph.bookings("dana", dana).cancel_appointment(CLINIC, APPOINTMENT, "Dana is ill")


async def test_new_customers_are_made_and_thin_answers_unclear(graph, stand: Stand, dana):
    stand.will(says({"id": "c9", "displayName": "Joni Sherman"}, 201), says({}, 201))
    bookings = graph.bookings("dana", dana)

    assert await bookings.create_customer(CLINIC, NewCustomer("Joni Sherman")) == Customer(
        CustomerId("c9"), "Joni Sherman"
    )
    with pytest.raises(Unclear):
        await bookings.create_customer(CLINIC, NewCustomer("Joni Sherman"))
