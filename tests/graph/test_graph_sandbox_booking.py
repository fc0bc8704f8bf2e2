"""The client against the sandbox as it runs: a process of its own, over HTTP."""

from dataclasses import replace
from datetime import timedelta

import pytest
from graph_sandbox import CLINIC, DANA, MARY, MEGAN, request_for

from booking.errors import AppointmentGone, NotPermitted, SlotTaken, Unclear
from booking.ids import AppointmentId
from booking.models import Answer, NewCustomer
from booking.spans import Span


async def test_a_booked_appointment_has_both_links_and_is_read_back_whole(tenant):
    bookings = tenant.bookings("dana", DANA)
    request = await request_for(tenant, "Initial consult")

    booked = await bookings.create_appointment(
        replace(request, notes="Prefers mornings", customer_zone="UTC")
    )

    assert booked.join_link
    assert booked.customer_link
    found = await bookings.appointment(CLINIC, booked.id)
    assert found.span == request.span
    assert found.service_notes == "fd:K7Q2"
    assert [one.name for one in found.attendees] == ["Adele Vance"]
    within = Span(request.start, request.start + timedelta(minutes=1))
    assert booked.id in [one.id for one in await bookings.calendar(CLINIC, within)]


async def test_answers_to_the_questions_of_a_service_are_kept(tenant):
    bookings = tenant.bookings("dana", DANA)
    request = await request_for(tenant, "Physiotherapy assessment")
    asked = {one.id: one for one in await bookings.questions(CLINIC)}
    questions = [asked[one.id] for one in request.service.questions]
    answers = tuple((one, Answer(one.id, (*one.options, "Left knee")[0])) for one in questions)

    booked = await bookings.create_appointment(replace(request, answers=answers))

    found = await bookings.appointment(CLINIC, booked.id)
    assert {answer.text for answer in found.attendees[0].answers} == {"Left knee", "Days"}


async def test_links_that_come_late_are_read_once_more(tenant, switches):
    switches.fault("appointments.create", "links-null", reads=1)
    request = await request_for(tenant, "Initial consult")

    booked = await tenant.bookings("dana", DANA).create_appointment(request)

    assert booked.join_link
    assert booked.customer_link


async def test_names_as_in_the_documentation_are_read_too(tenant, switches):
    switches.fault("appointments.create", "docs-names")
    request = await request_for(tenant, "Initial consult")

    booked = await tenant.bookings("dana", DANA).create_appointment(request)

    assert booked.span == request.span


@pytest.mark.parametrize("fault", ["error-after", "drop-after", "gateway-timeout-after"])
async def test_what_was_created_behind_a_failure_is_unclear_and_there_once(tenant, switches, fault):
    bookings = tenant.bookings("dana", DANA)
    request = await request_for(tenant, "Initial consult")
    before = {one.id for one in await bookings.calendar(CLINIC, request.span)}
    switches.fault("appointments.create", fault)

    with pytest.raises(Unclear):
        await bookings.create_appointment(request)

    after = {one.id for one in await bookings.calendar(CLINIC, request.span)}
    assert len(after - before) == 1


async def test_a_throttled_booking_is_made_once(tenant, switches, hours):
    bookings = tenant.bookings("dana", DANA)
    request = await request_for(tenant, "Initial consult")
    before = len(await bookings.calendar(CLINIC, request.span))
    switches.fault("appointments.create", "throttled", times=2, retryAfter=2)

    await bookings.create_appointment(request)

    assert len(await bookings.calendar(CLINIC, request.span)) == before + 1
    assert len(hours.naps) == 2


async def test_a_viewer_may_not_book_and_a_guest_may_not_look(tenant):
    request = await request_for(tenant, "Initial consult")

    with pytest.raises(NotPermitted):
        await tenant.bookings("megan", MEGAN).create_appointment(request)
    with pytest.raises(NotPermitted) as caught:
        await tenant.bookings("mary", MARY).customers(CLINIC)
    assert caught.value.reference


async def test_a_cancelled_appointment_is_gone(tenant):
    bookings = tenant.bookings("dana", DANA)
    booked = await bookings.create_appointment(await request_for(tenant, "Initial consult"))

    await bookings.cancel_appointment(CLINIC, booked.id, "Dana is ill")

    for again in (
        bookings.appointment(CLINIC, booked.id),
        bookings.cancel_appointment(CLINIC, booked.id, ""),
    ):
        with pytest.raises(AppointmentGone):
            await again
    with pytest.raises(AppointmentGone):
        await bookings.appointment(CLINIC, AppointmentId("no/such+id="))


async def test_a_cancel_whose_answer_is_lost_is_done(tenant, switches):
    bookings = tenant.bookings("dana", DANA)
    booked = await bookings.create_appointment(await request_for(tenant, "Initial consult"))
    switches.fault("appointments.cancel", "drop-after")

    await bookings.cancel_appointment(CLINIC, booked.id, "Dana is ill")

    with pytest.raises(AppointmentGone):
        await bookings.appointment(CLINIC, booked.id)


async def test_a_new_customer_is_made_and_booked_into_a_group(tenant):
    bookings = tenant.bookings("dana", DANA)
    group = next(one for one in await bookings.services(CLINIC) if one.is_group)
    request = await request_for(tenant, group.name, days=2)
    joni = await bookings.create_customer(
        CLINIC, NewCustomer("Joni Sherman", "jonis@relecloud.com", "206-555-0100")
    )

    booked = await bookings.create_appointment(replace(request, customer=joni))

    assert joni in await bookings.customers(CLINIC)
    assert (booked.seats, booked.seats_filled) == (group.seats, 1)


async def test_the_last_seat_of_a_session_goes_to_one_and_the_next_is_told(tenant):
    bookings = tenant.bookings("dana", DANA)
    request = await request_for(tenant, "Group breathing class", days=2)
    lidia = next(one for one in await bookings.staff(CLINIC) if one.name == "Lidia Holloway")
    known = list(await bookings.customers(CLINIC))[: request.service.seats + 1]
    session = await bookings.create_appointment(replace(request, staff_ids=(lidia.id,), customer=known.pop()))
    *most, late = known
    for customer in most:
        await bookings.join_appointment(replace(request, customer=customer), session.id)

    with pytest.raises(SlotTaken):
        await bookings.join_appointment(replace(request, customer=late), session.id)

    whole = await bookings.appointment(CLINIC, session.id)
    assert whole.seats_filled == whole.seats == len(whole.attendees)
    assert late.id not in {one.customer_id for one in whole.attendees}
