"""The draft: what an answer, a change and "back" do to it, and how it is kept."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.ids import BusinessId, CustomerId, QuestionId, ServiceId, StaffId
from booking.models import Answer, NewCustomer

TEN = datetime(2027, 3, 2, 10, 0, tzinfo=UTC)
FULL = (
    AppointmentDraft("flow")
    .settled(Part.BUSINESS, BusinessId("clinic"))
    .answered(Part.SERVICE, ServiceId("consult"))
    .answered(Part.STAFF, StaffId("miriam"))
    .answered(Part.CUSTOMER, CustomerId("adele"))
    .answered(Part.ANSWERS, (Answer(QuestionId("where"), "knee"),))
    .answered(Part.START, TEN)
    .answered(Part.NOTES, "")
)


def test_another_service_opens_what_hangs_on_it():
    changed = FULL.answered(Part.SERVICE, ServiceId("review"))

    assert [part for part in Part if not changed.has(part)] == [Part.STAFF, Part.ANSWERS, Part.START]


def test_the_same_answer_again_opens_nothing():
    assert all(FULL.answered(Part.SERVICE, ServiceId("consult")).has(part) for part in Part)


def test_another_customer_opens_nothing():
    assert all(FULL.answered(Part.CUSTOMER, CustomerId("zoe")).has(part) for part in Part)


def test_back_takes_the_last_answer_and_never_a_settled_one():
    draft = FULL
    for part in reversed(Part):
        if part is not Part.BUSINESS:
            draft = draft.back()
            assert not draft.has(part)

    assert draft.back() == draft
    assert draft.has(Part.BUSINESS)


def test_a_refused_try_counts_and_opens_the_part_at_fault():
    refused = FULL.refused(Part.START)

    assert refused.attempt == 1
    assert not refused.has(Part.START)


@pytest.mark.parametrize(
    ("staff", "wanted"),
    [
        (None, StaffWish.ANYONE),
        (StaffWish.UNASSIGNED, StaffWish.UNASSIGNED),
        (StaffId("miriam"), (StaffId("miriam"),)),
    ],
)
def test_who_shall_hold_it(staff, wanted):
    assert AppointmentDraft("flow", staff=staff).wanted == wanted


texts = st.text(max_size=20)
drafts = st.builds(
    AppointmentDraft,
    flow=texts,
    business=st.none() | texts,
    service=st.none() | texts,
    staff=st.none() | st.sampled_from(StaffWish) | texts.filter(lambda text: text not in set(StaffWish)),
    customer=st.none() | texts | st.builds(NewCustomer, texts, st.none() | texts, st.none() | texts),
    answers=st.none() | st.lists(st.builds(Answer, texts, texts)).map(tuple),
    start=st.none() | st.datetimes(timezones=st.just(UTC)),
    notes=st.none() | texts,
    trail=st.lists(st.sampled_from(Part)).map(tuple),
    attempt=st.integers(0, 9),
)


@given(drafts)
def test_a_draft_is_read_back_as_it_was_kept(draft: AppointmentDraft):
    assert AppointmentDraft.from_state(draft.as_state()) == draft


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"flow": "f", "start": "2027-03-02T10:00"},
        {"flow": "f", "start": "noon"},
        {"flow": "f", "trail": ["nowhere"]},
        {"flow": "f", "answers": [1]},
        {"flow": "f", "customer": {}},
    ],
)
def test_a_state_that_is_none_is_refused(state):
    with pytest.raises((KeyError, TypeError, ValueError)):
        AppointmentDraft.from_state(state)
