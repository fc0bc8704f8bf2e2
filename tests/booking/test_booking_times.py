"""The sources of availability together, and the last look at a time before it is booked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from scheduling_fakes import (
    ADELE,
    CLASS,
    CLINIC,
    CONSULT,
    DANA,
    MIRIAM,
    NOW,
    PRIYA,
    STAFF,
    TEN,
    FakeBookings,
    FakeHolds,
    FakeIntents,
    no_pause,
    references,
    request,
)

from booking.diary import Wanted
from booking.draft import StaffWish
from booking.errors import Rule, SlotTaken, TimeRefused
from booking.holding import Holding
from booking.ids import AppointmentId, BusinessId, StaffId
from booking.models import Appointment, Role, StaffMember
from booking.override import Override
from booking.rules import objections
from booking.scheduling import Booked, NotBooked, Scheduling
from booking.spans import Span
from booking.standing import Standing
from booking.times import Times

AT_TEN = {MIRIAM.id: [Span(TEN, TEN + timedelta(minutes=30))]}
EVENING = TEN.replace(hour=20)
WANTS_TO = Override(frozenset({Rule.CLOSED}), "Dana Swope")


@dataclass
class Told:
    """Both getStaffAvailability and getSchedule."""

    by: Mapping[StaffId, Sequence[Span]]

    async def busy(self, *_asked: object) -> Mapping[StaffId, Sequence[Span]]:
        return self.by


@dataclass
class Rights:
    """The standing of the person; it can be taken away."""

    now: Standing | None

    async def standing(self, _business: BusinessId) -> Standing | None:
        return self.now


@dataclass
class Desk:
    """Times and the verbs over them, on fakes."""

    bookings: FakeBookings = field(default_factory=FakeBookings)
    intents: FakeIntents = field(default_factory=FakeIntents)
    role: Rights = field(
        default_factory=lambda: Rights(Standing(Role.ADMINISTRATOR, MIRIAM.id, delegated=True))
    )
    availability: Told = field(default_factory=lambda: Told({}))
    own: Told = field(default_factory=lambda: Told({}))
    new_reference: Callable[[], str] = field(default_factory=references)

    @property
    def times(self) -> Times:
        holding = Holding(FakeHolds(), DANA, lambda: NOW, no_pause)
        return Times(self.bookings, holding, lambda: NOW, self.availability, self.own, self.role)

    @property
    def scheduling(self) -> Scheduling:
        return Scheduling(
            self.bookings, self.intents, self.times, DANA, lambda: NOW, self.new_reference, no_pause, (0.0,)
        )

    async def against(self, start: datetime = TEN, staff: Sequence[StaffMember] = STAFF) -> Sequence[Rule]:
        diary = await self.times.diary(CLINIC, CONSULT, staff, Span(start, start))
        return objections(diary, start, (MIRIAM.id,)).rules

    async def books(
        self, start: datetime, wanted: Wanted = (MIRIAM.id,), override: Override | None = WANTS_TO
    ) -> Booked | NotBooked:
        outcome = await self.scheduling.book(
            replace(request(), start=start), staff=STAFF, wanted=wanted, key="book:flow:0", override=override
        )
        assert isinstance(outcome, Booked | NotBooked)
        return outcome


def an_appointment(start: datetime, *staff: StaffMember) -> Appointment:
    ids = tuple(one.id for one in staff)
    end = start + timedelta(minutes=30)
    return Appointment(AppointmentId("another"), CONSULT.id, CONSULT.name, start, end, ids)


MINDING = (replace(MIRIAM, minds_personal_calendar=True), PRIYA)


@pytest.mark.parametrize("taken", range(8))
async def test_the_busier_answer_wins_whichever_source_gives_it(taken: int):
    """Each bit of `taken` is one source: calendarView, getStaffAvailability, getSchedule."""
    desk = Desk(
        bookings=FakeBookings(made=[an_appointment(TEN, MIRIAM)] if taken & 1 else []),
        availability=Told(AT_TEN if taken & 2 else {}),
        own=Told(AT_TEN if taken & 4 else {}),
    )

    against = await desk.against(staff=MINDING)

    assert against == (Rule.STAFF_BUSY,) * bool(taken & 1) + (Rule.BUSY_ELSEWHERE,) * bool(taken & 6)


async def test_a_personal_calendar_that_shall_not_count_does_not():
    assert await Desk(own=Told(AT_TEN)).against() == ()


async def test_what_is_offered_to_a_team_member_is_what_they_may_book():
    desk = Desk(role=Rights(Standing(Role.TEAM_MEMBER, PRIYA.id, delegated=True)))

    diary = await desk.times.diary(CLINIC, CONSULT, STAFF, Span(TEN, TEN))
    made = await desk.books(TEN, StaffWish.ANYONE, None)

    assert diary.staff == (PRIYA,)
    assert isinstance(made, Booked)
    assert made.appointment.staff_ids == (PRIYA.id,)


async def test_a_time_taken_since_it_was_shown_is_refused():
    desk = Desk(bookings=FakeBookings(made=[an_appointment(TEN, MIRIAM)]))

    refused = await desk.books(TEN, override=None)

    assert isinstance(refused, NotBooked)
    assert isinstance(refused.why, SlotTaken)
    assert desk.bookings.asked == 0


async def test_of_those_who_were_free_the_next_takes_what_the_first_cannot():
    desk = Desk(bookings=FakeBookings(made=[an_appointment(TEN, MIRIAM)]))

    made = await desk.books(TEN, StaffWish.ANYONE, None)

    assert isinstance(made, Booked)
    assert made.appointment.staff_ids == (PRIYA.id,)


async def test_an_administrator_books_over_a_rule_and_it_is_recorded():
    desk = Desk()

    made = await desk.books(EVENING)

    assert isinstance(made, Booked)
    assert (made.appointment.start, made.appointment.staff_ids) == (EVENING, (MIRIAM.id,))
    assert "Booked over a rule on purpose by Dana Swope: closed." in made.appointment.service_notes
    assert desk.intents.rows["book:flow:0"].request["over"] == ["closed"]


@pytest.mark.parametrize(
    "role",
    [None, *(Standing(one, MIRIAM.id, delegated=True) for one in Role if one is not Role.ADMINISTRATOR)],
)
async def test_from_anyone_else_the_word_does_not_count(role: Standing | None):
    desk = Desk(role=Rights(role))

    refused = await desk.books(EVENING)

    assert isinstance(refused, NotBooked)
    assert isinstance(refused.why, TimeRefused)
    assert refused.why.rule in {Rule.CLOSED, Rule.NOT_OF_SERVICE}
    assert desk.bookings.asked == 0


async def test_with_the_app_s_rights_nobody_books_over_a_rule():
    desk = Desk(role=Rights(Standing(Role.ADMINISTRATOR, MIRIAM.id)))

    assert isinstance(await desk.books(EVENING), NotBooked)
    assert desk.bookings.asked == 0


async def test_a_rule_that_came_up_since_is_not_booked_over():
    desk = Desk(availability=Told({MIRIAM.id: [Span(EVENING, EVENING + timedelta(hours=1))]}))

    refused = await desk.books(EVENING)

    assert isinstance(refused, NotBooked)
    assert isinstance(refused.why, TimeRefused)
    assert refused.why.rule is Rule.BUSY_ELSEWHERE
    assert desk.bookings.asked == 0


async def test_an_appointment_that_came_up_since_is_not_booked_over():
    desk = Desk(bookings=FakeBookings(made=[an_appointment(EVENING, MIRIAM)]))

    refused = await desk.books(EVENING)

    assert isinstance(refused, NotBooked)
    assert isinstance(refused.why, SlotTaken)


async def test_a_rule_that_does_not_hold_any_more_is_not_recorded_in_the_appointment():
    made = await Desk().books(TEN)

    assert isinstance(made, Booked)
    assert "Booked over" not in made.appointment.service_notes


async def test_a_double_booking_is_made_on_purpose_alone():
    desk = Desk(bookings=FakeBookings(made=[an_appointment(TEN, MIRIAM)]))

    made = await desk.books(TEN, override=Override(frozenset({Rule.STAFF_BUSY}), "Dana Swope"))

    assert isinstance(made, Booked)
    assert "by Dana Swope: staff busy." in made.appointment.service_notes


async def test_what_this_flow_has_booked_is_never_booked_over():
    desk, twice = Desk(), Override(frozenset(Rule), "Dana Swope")

    first, second = await desk.books(TEN, override=twice), await desk.books(TEN, override=twice)

    assert isinstance(first, Booked)
    assert first == second
    assert desk.bookings.asked == 1


async def test_the_last_seat_goes_to_one_of_two():
    session = replace(
        an_appointment(TEN, MIRIAM), service_id=CLASS.id, service_name=CLASS.name, seats=2, seats_filled=2
    )
    desk = Desk(bookings=FakeBookings(made=[session]))

    refused = await desk.scheduling.book(
        request(CLASS, ADELE), staff=STAFF, wanted=StaffWish.ANYONE, key="book:flow:0"
    )

    assert isinstance(refused, NotBooked)
    assert isinstance(refused.why, SlotTaken)
    assert desk.bookings.asked == 0
