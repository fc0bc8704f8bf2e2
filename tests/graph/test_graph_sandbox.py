"""The client against the sandbox as it runs: a process of its own, over HTTP."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from graph_sandbox import ALEX, APP, CLINIC, DANA, FORTNIGHT, MONDAY

from booking.errors import NotPermitted, Rejected, SignInNeeded, Throttled
from booking.models import Role
from booking.spans import Span


async def test_dana_reads_the_whole_clinic(tenant):
    bookings = tenant.bookings("dana", DANA)

    assert CLINIC in [one.id for one in await bookings.businesses()]
    clinic = await bookings.business(CLINIC)
    assert (clinic.name, clinic.zone, clinic.language) == (
        "Northwind Clinic",
        ZoneInfo("Europe/London"),
        "en-GB",
    )
    assert [clinic.hours.on(day) for day, _ in clinic.hours]
    assert "Initial consult" in [one.name for one in await bookings.services(CLINIC)]
    roles = {one.name: one.role for one in await bookings.staff(CLINIC)}
    assert (roles["Dana Swope"], roles["Alex Wilber"]) == (Role.ADMINISTRATOR, Role.SCHEDULER)
    assert len(await bookings.customers(CLINIC)) >= 300
    assert "Where does it hurt?" in [one.text for one in await bookings.questions(CLINIC)]
    assert all(one.attendees == () for one in await bookings.calendar(CLINIC, FORTNIGHT))


async def test_only_the_businesses_that_one_may_open_are_offered(tenant):
    assert [one.id for one in await tenant.bookings("alex", ALEX).businesses()] == [CLINIC]


async def test_throttling_without_end_is_told(tenant, switches):
    switches.fault("calendarView.list", "throttled", times=50, retryAfter=8)

    with pytest.raises(Throttled):
        await tenant.bookings("dana", DANA).calendar(CLINIC, FORTNIGHT)


@pytest.mark.parametrize("fault", ["unavailable", "error-before", "drop-before"])
async def test_reads_get_over_a_failure(tenant, switches, fault):
    bookings = tenant.bookings("dana", DANA)
    await bookings.business(CLINIC)
    switches.fault("services.list", fault, times=2)

    assert await bookings.services(CLINIC)


@pytest.mark.parametrize("fault", ["expired-token", "claims-challenge"])
async def test_an_expired_token_leads_to_sign_in(tenant, switches, fault):
    switches.fault("calendarView.list", fault)

    with pytest.raises(SignInNeeded):
        await tenant.bookings("dana", DANA).calendar(CLINIC, FORTNIGHT)


async def test_too_many_businesses_ask_for_a_query(tenant, switches):
    switches.fault("businesses.list", "too-many-businesses")
    bookings = tenant.bookings("dana", DANA)

    with pytest.raises(Rejected):
        await bookings.businesses()


async def test_small_pages_are_put_together(tenant, switches):
    bookings = tenant.bookings("dana", DANA)
    await bookings.business(CLINIC)
    switches.fault("customers.list", "small-pages", times=100, size=50)

    assert len(await bookings.customers(CLINIC)) >= 300


@pytest.mark.parametrize("fault", [None, "docs-availability"])
async def test_staff_time_is_read_with_the_token_of_the_app_alone(tenant, switches, fault):
    staff = [one.id for one in await tenant.bookings("dana", DANA).staff(CLINIC)][:3]
    if fault:
        switches.fault("getStaffAvailability", fault)

    times = await tenant.availability(APP).staff(CLINIC, staff, FORTNIGHT)

    assert {one.staff_id for one in times} == set(staff)
    assert all(FORTNIGHT.start <= one.span.start and one.span.end <= FORTNIGHT.end for one in times)
    with pytest.raises(NotPermitted):
        await tenant.availability(DANA).staff(CLINIC, staff, FORTNIGHT)


async def test_a_personal_calendar_is_read(tenant):
    taken = await tenant.schedule(DANA).taken(["danas@northwind.example"], FORTNIGHT)

    assert set(taken) == {"danas@northwind.example"}


async def test_a_meeting_is_one_however_often_it_is_made(tenant, switches):
    meetings = tenant.meetings(DANA)
    span = Span(MONDAY + timedelta(hours=9), MONDAY + timedelta(hours=10))
    switches.fault("onlineMeetings.createOrGet", "drop-after")

    first = await meetings.create_or_get("ev-1", "Review", span)
    again = await meetings.create_or_get("ev-1", "Review", span)

    assert first.id == again.id
    assert first.subject == "Review"
    assert Span(first.start, first.end) == span
    assert first.join_link
    assert (await meetings.visitor_link(first.id)).startswith("https://")
