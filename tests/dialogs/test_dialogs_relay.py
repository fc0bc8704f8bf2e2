"""What one question hands to the next, and the ways back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.ids import BusinessId, CustomerId, QuestionId, ServiceId, StaffId
from booking.models import Answer, NewCustomer
from dialogs.relay import Relay
from dialogs.sheet import Sheet, Wish

ELEVEN = datetime(2027, 3, 2, 11, 0, tzinfo=UTC)
ROBIN = NewCustomer("Robin Example", None, "+44 20 7946 0009")
WHOLE = (
    AppointmentDraft("flow")
    .settled(Part.BUSINESS, BusinessId("northwind"))
    .answered(Part.SERVICE, ServiceId("consult"))
    .answered(Part.STAFF, StaffWish.ANYONE)
    .answered(Part.CUSTOMER, ROBIN)
    .answered(Part.ANSWERS, (Answer(QuestionId("hurt"), "Left knee"),))
    .answered(Part.START, ELEVEN)
    .answered(Part.NOTES, "Bring the X-ray.")
)
SHEET = Sheet(
    said="consult with Dnaa thursday afternoon",
    read_in=BusinessId("northwind"),
    among={Part.STAFF: ("dana", "dan")},
    faults={Part.STAFF: "I know no staff member called Dnaa."},
    wish=Wish(date(2027, 3, 4), (time(12), time(17)), first_free=True),
    near=ELEVEN,
    first=ELEVEN,
    zone="Asia/Tokyo",
    new={"name": "Robin Example"},
    is_new=True,
    given={"when": "purple"},
    checked="consult|anyone|2027-03-02T11:00:00+00:00",
    failed=True,
)


@pytest.mark.parametrize(
    "relay",
    [
        Relay(AppointmentDraft("flow")),
        Relay(WHOLE, "message", "That time is in the past.", Part.START, confirmed=True),
        Relay(WHOLE.without(Part.NOTES), former=WHOLE),
        Relay(WHOLE, sheet=Sheet()),
        Relay(WHOLE, sheet=SHEET),
    ],
)
def test_a_relay_survives_the_store(relay: Relay):
    kept = json.loads(json.dumps(relay.as_state()))

    assert Relay.from_state(kept) == relay


@pytest.mark.parametrize("kept", [{}, {"draft": None}, {"draft": {"flow": "f"}, "wanted": "weather"}])
def test_what_is_no_relay_is_refused(kept: dict[str, object]):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Relay.from_state(kept)


def test_the_next_leg_has_nothing_left_to_tell():
    relay = Relay(WHOLE, "message", "trouble", Part.NOTES, confirmed=True)

    assert relay.on(WHOLE) == Relay(WHOLE, "message")


@pytest.mark.parametrize("part", Part)
def test_out_of_a_change_back_leads_to_what_stood_there(part: Part):
    changing = Relay(WHOLE).changing(part)

    assert not changing.draft.has(part)
    assert changing.wanted is part
    assert changing.back(part).draft == WHOLE


def test_back_takes_one_answer_back_and_remembers_it():
    relay = Relay(WHOLE).back(None)

    assert relay.draft == WHOLE.back()
    assert relay.remembered.notes == "Bring the X-ray."


def test_back_and_back_again_remembers_all():
    relay = Relay(WHOLE).back(None).back(Part.NOTES).back(Part.START)

    assert relay.draft.start is relay.draft.notes is relay.draft.answers is None
    assert relay.remembered == replace(WHOLE, trail=relay.draft.trail)


def test_a_newer_answer_is_remembered_rather_than_an_older():
    newer = Relay(WHOLE).back(None)
    newer = newer.on(newer.draft.answered(Part.NOTES, "No X-ray."))

    assert newer.back(None).remembered.notes == "No X-ray."


def test_back_where_nothing_was_answered_stays():
    fresh = Relay(AppointmentDraft("flow"))

    assert fresh.back(Part.SERVICE).draft == fresh.draft


def test_another_service_is_not_left_by_back_once_it_was_chosen():
    relay = Relay(WHOLE).changing(Part.SERVICE)
    chosen = relay.on(relay.draft.answered(Part.SERVICE, ServiceId("review")))

    assert chosen.wanted is None
    assert chosen.draft.customer == ROBIN
    assert chosen.back(Part.STAFF).draft.service is None


def test_ids_keep_their_kind():
    draft = replace(WHOLE, staff=StaffId("dana"), customer=CustomerId("adele"))

    kept = Relay.from_state(Relay(draft).as_state()).draft

    assert (kept.wanted, kept.customer) == (("dana",), "adele")


def test_a_sheet_holds_no_part_twice():
    asked = SHEET.asking(Part.STAFF, "Please choose somebody.", ["dana"])

    assert asked.among == {Part.STAFF: ("dana",)}
    assert asked.faults == {Part.STAFF: "Please choose somebody."}
    assert asked.settled(Part.STAFF).among == asked.settled(Part.STAFF).faults == {}


def test_back_on_the_card_of_a_line_opens_the_last_answer():
    relay = Relay(WHOLE, former=WHOLE, sheet=SHEET).back(None)

    assert not relay.draft.has(Part.NOTES)
    assert relay.former is None
    assert relay.sheet == SHEET
