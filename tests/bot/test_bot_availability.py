"""Staff availability by the app's token: a second opinion, for those whose role shows them the business."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.errors import NotPermitted, Unavailable
from booking.ids import BusinessId, StaffId
from booking.models import Role, StaffMember
from booking.second_opinion import second_opinion
from booking.spans import Span
from bot.rights import SupervisedAvailability
from graph.availability import StaffStatus, StaffTime

CLINIC = BusinessId("NorthwindClinic@northwind.example")
DANA, ALEX = StaffId("dana"), StaffId("alex")
NINE = datetime(2030, 3, 4, 9, tzinfo=UTC)
MORNING = Span(NINE, NINE + timedelta(hours=3))


class Clinic:
    """The staff as the person reads them; without `role` they may not."""

    def __init__(self, role):
        self._role = role

    async def staff(self, business_id):
        if self._role is None:
            raise NotPermitted("no")
        return [StaffMember(DANA, "Dana", "dana@nw.example", self._role), StaffMember(ALEX, "Alex")]


class App:
    """getStaffAvailability, which remembers for whom it was asked."""

    def __init__(self, *found, error=None):
        self.found, self.error, self.asked = found, error, []

    async def staff(self, business_id, staff_ids, within):
        self.asked.append(list(staff_ids))
        if self.error:
            raise self.error
        return self.found


async def mails():
    return ("dana@nw.example",)


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        (Role.ADMINISTRATOR, [[DANA, ALEX]]),
        (Role.SCHEDULER, [[DANA, ALEX]]),
        (Role.VIEWER, [[DANA, ALEX]]),
        (Role.TEAM_MEMBER, [[DANA]]),
        (Role.GUEST, []),
        (Role.EXTERNAL_GUEST, []),
        (None, []),
    ],
)
async def test_the_app_is_asked_as_far_as_the_role_reaches(role, asked):
    app = App()
    availability = SupervisedAvailability(Clinic(role), mails, app)

    await second_opinion(availability, CLINIC, await Clinic(Role.VIEWER).staff(CLINIC), MORNING)

    assert app.asked == asked


async def test_who_is_busy_or_away_counts_and_seats_left_do_not():
    times = [
        StaffTime(DANA, Span(NINE + timedelta(hours=n), NINE + timedelta(hours=n + 1)), status)
        for n, status in enumerate(StaffStatus)
    ]
    availability = SupervisedAvailability(Clinic(Role.VIEWER), mails, App(*times))

    busy = await availability.busy(CLINIC, [DANA], MORNING)

    assert busy == {DANA: [one.span for one in times if one.status in {"busy", "outofoffice"}]}


@pytest.mark.parametrize("error", [Unavailable("down"), NotPermitted("no consent")])
async def test_an_opinion_that_cannot_be_had_leaves_the_calendar_alone(error):
    availability = SupervisedAvailability(Clinic(Role.VIEWER), mails, App(error=error))
    staff = await Clinic(Role.VIEWER).staff(CLINIC)

    assert await second_opinion(availability, CLINIC, staff, MORNING) == {}
    assert await second_opinion(None, CLINIC, staff, MORNING) == {}
