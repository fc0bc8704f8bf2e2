"""Booking once: what came of it is always true."""

from dataclasses import replace
from datetime import timedelta

import pytest
from scheduling_fakes import (
    ADELE,
    CLASS,
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

from booking.draft import StaffWish
from booking.errors import (
    AppointmentGone,
    NotPermitted,
    Rejected,
    Rule,
    SlotTaken,
    TimeRefused,
    Unavailable,
    Unclear,
)
from booking.holding import Holding
from booking.models import NewCustomer
from booking.scheduling import Booked, NotBooked, Outcome, Scheduling, StillChecking
from booking.times import Times

KEY = "book:flow:0"
LOST = Unclear("no answer")
ANSWERED = Unclear("500 UnknownError", answered=True)
BUSY = Unclear("503", answered=True, passing=True)
AWAY = Unavailable("away")


@pytest.fixture
def bookings() -> FakeBookings:
    return FakeBookings()


@pytest.fixture
def intents() -> FakeIntents:
    return FakeIntents()


@pytest.fixture
def scheduling(bookings: FakeBookings, intents: FakeIntents) -> Scheduling:
    return Scheduling(
        bookings=bookings,
        intents=intents,
        times=Times(bookings, Holding(FakeHolds(), DANA, lambda: NOW, no_pause), lambda: NOW),
        person=DANA,
        clock=lambda: NOW,
        new_reference=references(),
        pause=no_pause,
        pauses=(0, 0, 0),
    )


async def book(scheduling: Scheduling, wish=None, wanted=StaffWish.ANYONE, key: str = KEY) -> Outcome:
    return await scheduling.book(wish or request(), staff=STAFF, wanted=wanted, key=key)


async def test_it_books_and_writes_down_what_came_of_it(scheduling, bookings, intents):
    outcome = await book(scheduling)

    assert outcome == Booked(bookings.made[0], intents.rows[KEY].reference)
    assert intents.rows[KEY].state == "done"
    assert intents.rows[KEY].outcome == {"appointment": "appointment-0"}
    assert intents.rows[KEY].marker in bookings.made[0].service_notes


async def test_the_intent_is_written_before_anything_is_asked(scheduling, bookings, intents):
    bookings.before = [RuntimeError("the process dies here")]

    with pytest.raises(RuntimeError):
        await book(scheduling)

    assert intents.rows[KEY].state == "open"


async def test_the_same_key_books_once_and_gives_the_same_answer(scheduling, bookings):
    first = await book(scheduling)
    second = await book(scheduling)

    assert first == second
    assert bookings.asked == 1


@pytest.mark.parametrize("error", [LOST, ANSWERED, BUSY])
async def test_what_was_created_all_the_same_is_found_by_its_marker(scheduling, bookings, error):
    bookings.after = [error]

    outcome = await book(scheduling)

    assert isinstance(outcome, Booked)
    assert bookings.asked == 1


async def test_an_answered_failure_that_left_nothing_behind_is_not_booked(scheduling, bookings, intents):
    bookings.before = [ANSWERED]

    outcome = await book(scheduling)

    assert isinstance(outcome, NotBooked)
    assert isinstance(outcome.why, Rejected)
    assert intents.rows[KEY].state == "refused"


async def test_a_busy_bookings_that_left_nothing_behind_may_be_asked_again(scheduling, bookings, intents):
    bookings.before = [BUSY]

    with pytest.raises(Unavailable):
        await book(scheduling)

    assert isinstance(await book(scheduling, key="book:flow:1"), Booked)
    assert len(bookings.made) == 1


async def test_a_lost_answer_is_still_being_checked_and_never_asked_again(scheduling, bookings):
    bookings.before = [LOST]

    first = await book(scheduling)
    again = await book(scheduling)

    assert isinstance(first, StillChecking)
    assert isinstance(again, StillChecking)
    assert bookings.asked == 1


async def test_a_lost_answer_ends_as_booked_when_it_turns_up(scheduling, bookings):
    bookings.after = [LOST]
    bookings.reading = [None, None, AWAY]
    checking = await book(scheduling)
    assert isinstance(checking, StillChecking)

    outcome = await scheduling.find_out(checking, key=KEY)

    assert outcome == Booked(bookings.made[0], checking.reference)


async def test_a_lost_answer_ends_as_not_booked_when_the_last_look_finds_nothing(
    scheduling, bookings, intents
):
    bookings.before = [LOST]
    checking = await book(scheduling)
    bookings.reading = [AWAY]

    outcome = await scheduling.find_out(checking, key=KEY)

    assert isinstance(outcome, NotBooked)
    assert intents.rows[KEY].state == "refused"


async def test_what_could_not_be_looked_up_is_called_neither(scheduling, bookings, intents):
    bookings.after = [LOST]
    bookings.reading = [None, None, AWAY]
    checking = await book(scheduling)
    bookings.reading = [AWAY, AWAY, AWAY]

    assert await scheduling.find_out(checking, key=KEY) == checking
    assert intents.rows[KEY].state == "open"


@pytest.mark.parametrize("looks", [[], [AWAY, AWAY, AWAY]], ids=["nothing found", "nothing read"])
async def test_who_finds_nothing_leaves_the_word_to_the_copy_that_did(scheduling, bookings, intents, looks):
    bookings.before = [LOST]
    checking = await book(scheduling)
    await intents.settle(KEY, state="done", outcome={"appointment": "elsewhere"}, at=NOW)
    bookings.reading = looks

    assert await scheduling.find_out(checking, key=KEY) == replace(checking, mine=False)


async def test_a_booked_one_that_cannot_be_read_now_is_looked_for_and_not_booked_again(scheduling, bookings):
    await book(scheduling)
    bookings.reading = [AWAY]

    assert isinstance(await book(scheduling), StillChecking)
    assert bookings.asked == 1


async def test_a_booked_one_that_was_cancelled_since_is_gone(scheduling, bookings):
    await book(scheduling)
    bookings.made.clear()

    with pytest.raises(AppointmentGone):
        await book(scheduling)


async def test_a_refused_try_stays_refused_under_its_key(scheduling, bookings):
    bookings.before = [Rejected("no")]
    await book(scheduling)

    outcome = await book(scheduling)

    assert isinstance(outcome, NotBooked)
    assert bookings.asked == 1


@pytest.mark.parametrize("error", [NotPermitted("no role"), AWAY])
async def test_what_surely_booked_nothing_is_raised_and_may_be_tried_under_another_key(
    scheduling, bookings, error
):
    bookings.before = [error]

    with pytest.raises(type(error)):
        await book(scheduling)

    assert isinstance(await book(scheduling, key="book:flow:1"), Booked)


async def test_a_slot_taken_meanwhile_is_refused_before_bookings_is_asked(scheduling, bookings):
    await book(scheduling, wanted=(MIRIAM.id,))

    outcome = await book(scheduling, wanted=(MIRIAM.id,), key="book:other:0")

    assert isinstance(outcome, NotBooked)
    assert isinstance(outcome.why, SlotTaken)
    assert bookings.asked == 1


async def test_a_time_against_the_rules_is_refused_by_the_rule(scheduling, bookings):
    late = replace(request(), start=TEN + timedelta(hours=12))

    outcome = await book(scheduling, late)

    assert isinstance(outcome, NotBooked)
    assert isinstance(outcome.why, TimeRefused)
    assert outcome.why.rule is Rule.CLOSED
    assert bookings.asked == 0


async def test_anyone_is_whoever_has_least_that_day(scheduling, bookings):
    await book(scheduling, wanted=(MIRIAM.id,))

    await book(scheduling, replace(request(), start=TEN + timedelta(hours=1)), key="book:next:0")

    assert [one.staff_ids for one in bookings.made] == [(MIRIAM.id,), (PRIYA.id,)]


async def test_unassigned_is_held_by_nobody(scheduling, bookings):
    await book(scheduling, wanted=StaffWish.UNASSIGNED)

    assert bookings.made[0].staff_ids == ()


async def test_a_new_customer_of_a_group_is_made_known_first(scheduling, bookings):
    robin = NewCustomer("Robin", "robin@litware.example")

    outcome = await book(scheduling, request(CLASS, robin))

    assert isinstance(outcome, Booked)
    assert bookings.known == [robin]
    assert outcome.appointment.attendees[0].customer_id == "new-1"


async def test_a_session_with_a_seat_left_is_joined(scheduling, bookings):
    await book(scheduling, request(CLASS))

    await book(scheduling, request(CLASS, NewCustomer("Robin", None)), key="book:next:0")

    (session,) = bookings.made
    assert [one.name for one in session.attendees] == ["Adele Vance", "Robin"]


@pytest.mark.parametrize("customer", [ADELE, NewCustomer("Robin", "robin@litware.example")])
async def test_a_join_without_an_answer_is_found_by_its_customer(scheduling, bookings, customer):
    await book(scheduling, request(CLASS, NewCustomer("Zoë", None)))
    bookings.after = [LOST]

    outcome = await book(scheduling, request(CLASS, customer), key="book:next:0")

    assert isinstance(outcome, Booked)
    assert len(bookings.made[0].attendees) == 2


async def test_an_appointment_that_vanishes_while_it_is_looked_at_is_not_ours(scheduling, bookings):
    bookings.before = [ANSWERED]
    bookings.made = []

    assert isinstance(await book(scheduling), NotBooked)


async def test_a_reference_that_is_taken_is_drawn_anew(scheduling, intents):
    intents.taken = {"R000"}

    outcome = await book(scheduling)

    assert isinstance(outcome, Booked)
    assert outcome.reference != "R000"
