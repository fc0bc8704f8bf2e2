"""A person's own calendar and their own role: asked for themselves alone; nothing follows from silence."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.errors import NotPermitted, SignInNeeded, Unavailable
from booking.ids import BusinessId, StaffId
from booking.models import Role, StaffMember
from booking.second_opinion import bookable, may_override, own_calendar
from booking.spans import Span
from bot.own_calendar import REFUSED_FOR, OwnCalendar, Refusals
from bot.rights import OwnRole

CLINIC = BusinessId("NorthwindClinic@northwind.example")
NINE = datetime(2030, 3, 4, 9, tzinfo=UTC)
MORNING = Span(NINE, NINE + timedelta(hours=3))
TEN = Span(NINE + timedelta(hours=1), NINE + timedelta(hours=2))


def member(name, *, minds=True, role=Role.SCHEDULER):
    mail = f"{name.title()}@nw.example"
    return StaffMember(StaffId(name), name.title(), mail, role, minds_personal_calendar=minds)


async def mails():
    return ("dana@nw.example", "dana.swope@nw.example")


class Calendars:
    """getSchedule, which remembers whom it was asked about."""

    def __init__(self, error=None):
        self.error, self.asked = error, []

    async def taken(self, addresses, within):
        self.asked.append(list(addresses))
        if self.error:
            raise self.error
        return {address: [TEN] for address in addresses}


def calendar_of(calendars, refusals=None):
    return OwnCalendar("dana", mails, calendars, refusals or Refusals())


async def test_a_person_is_asked_about_under_their_own_entry_alone():
    calendars = Calendars()

    busy = await own_calendar(calendar_of(calendars), [member("dana"), member("alex")], MORNING)

    assert busy == {StaffId("dana"): [TEN]}
    assert calendars.asked == [["dana@nw.example"]]


@pytest.mark.parametrize("staff", [[member("alex")], [member("dana", minds=False)], []])
async def test_nobody_is_asked_where_it_would_not_count(staff):
    calendars = Calendars()

    assert await own_calendar(calendar_of(calendars), staff, MORNING) == {}
    assert calendars.asked == []


@pytest.mark.parametrize("error", [NotPermitted("no consent"), Unavailable("down"), SignInNeeded("expired")])
async def test_without_an_answer_the_calendar_of_the_business_stands_alone(error):
    assert await own_calendar(calendar_of(Calendars(error)), [member("dana")], MORNING) == {}
    assert await own_calendar(None, [member("dana")], MORNING) == {}


async def test_who_has_not_consented_is_not_asked_again_for_a_while():
    now = [0.0]
    calendars, refusals = Calendars(NotPermitted("no consent")), Refusals(lambda: now[0])
    for seconds in (0.0, REFUSED_FOR - 1, REFUSED_FOR):
        now[0] = seconds
        await own_calendar(calendar_of(calendars, refusals), [member("dana")], MORNING)

    assert len(calendars.asked) == 2


async def test_a_passing_failure_is_asked_about_again():
    calendars, refusals = Calendars(Unavailable("down")), Refusals()
    for _ in range(2):
        await own_calendar(calendar_of(calendars, refusals), [member("dana")], MORNING)

    assert len(calendars.asked) == 2


class Clinic:
    """The staff as the person reads them."""

    def __init__(self, *staff, error=None):
        self._staff, self._error = staff, error

    async def staff(self, business_id):
        if self._error:
            raise self._error
        return self._staff


def rights_of(*staff, error=None, delegated=True):
    return OwnRole(Clinic(*staff, error=error), mails, delegated=delegated)


@pytest.mark.parametrize("role", Role)
async def test_only_an_administrator_may_book_over_a_rule(role):
    own = member("dana", role=role)

    assert await may_override(rights_of(own), CLINIC) is (role is Role.ADMINISTRATOR)
    assert not await may_override(rights_of(own, delegated=False), CLINIC)


@pytest.mark.parametrize(
    "rights",
    [
        None,
        rights_of(member("alex", role=Role.ADMINISTRATOR)),
        rights_of(member("dana", role=Role.ADMINISTRATOR), member("dana", role=Role.TEAM_MEMBER)),
        rights_of(error=Unavailable("down")),
        rights_of(error=NotPermitted("no")),
    ],
)
async def test_what_is_not_surely_known_allows_no_booking_over_a_rule(rights):
    assert not await may_override(rights, CLINIC)


@pytest.mark.parametrize("delegated", [True, False])
async def test_for_a_team_member_only_their_own_time_is_offered(delegated):
    dana, alex = member("dana", role=Role.TEAM_MEMBER), member("alex")
    rights = rights_of(dana, alex, delegated=delegated)

    assert await bookable(rights, CLINIC, [dana, alex]) == [dana]
    assert await bookable(rights, CLINIC, [alex]) == []


async def test_where_the_role_is_not_known_nobody_is_left_out():
    dana, alex = member("dana"), member("alex")

    assert await bookable(rights_of(error=Unavailable("down")), CLINIC, [dana, alex]) == [dana, alex]
    assert await bookable(None, CLINIC, [dana, alex]) == [dana, alex]
