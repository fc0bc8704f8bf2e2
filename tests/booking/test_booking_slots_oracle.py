"""Slots and refusals against the slow oracle: random businesses, zones, and two years of clock changes."""

from dataclasses import replace

import pytest
from diaries import minutes
from hypothesis import assume, given
from hypothesis import strategies as st
from random_diaries import CHANGES, ZONES, diaries, slowly, some_staff
from slow_objections import SlowObjections
from slow_oracle import Oracle

from booking.draft import StaffWish
from booking.rules import objections, refusal
from booking.slots import open_slots
from booking.spans import Span
from booking.ticks import TICK


@slowly
@given(diaries(), some_staff | st.sampled_from(StaffWish))
def test_the_slots_are_those_found_minute_by_minute(case, wanted):
    diary, within = case

    found = open_slots(diary, within, wanted)

    assert {(s.start, frozenset(s.staff_ids), s.seats_left) for s in found} == Oracle(
        diary, within, wanted
    ).slots()


@slowly
@given(diaries(), some_staff | st.sampled_from(StaffWish), st.integers(0, 6))
def test_a_start_is_refused_exactly_where_there_is_no_slot(case, wanted, shifted):
    diary, within = case
    starts = {slot.start for slot in open_slots(diary, within, wanted)}
    every_seventh_minute = {within.start + minutes(n) for n in range(shifted, 36 * 60, 7)}

    accepted = {t for t in starts | every_seventh_minute if refusal(diary, t, wanted) is None}

    assert accepted == starts


@slowly
@given(diaries(), some_staff | st.sampled_from(StaffWish), st.integers(0, 10))
def test_all_that_speaks_against_a_start_is_what_is_found_minute_by_minute(case, wanted, shifted):
    diary, within = case
    oracle = SlowObjections(diary, within, wanted)
    for minute in range(shifted, 36 * 60, 11):
        start = within.start + minutes(minute)

        found = objections(diary, start, wanted)

        assert (set(found.rules), found.staff_ids) == oracle.against(start), start


@slowly
@given(diaries(), some_staff.filter(bool) | st.just(StaffWish.UNASSIGNED), st.integers(0, 36 * 60))
def test_the_rule_that_is_told_is_one_of_those_that_speak_against_the_start(case, wanted, minute):
    diary, within = case
    start = within.start + minutes(minute)

    told, found = refusal(diary, start, wanted), objections(diary, start, wanted).rules

    assert (told is None) == (found == ())
    assert told is None or told in found


@slowly
@given(diaries(), some_staff | st.sampled_from(StaffWish), st.integers(0, 36 * 60))
def test_slots_are_the_same_however_the_time_is_cut(case, wanted, cut):
    diary, within = case
    middle = within.start + minutes(cut)

    parts = [Span(within.start, middle), Span(middle, within.end)]

    assert [s for part in parts for s in open_slots(diary, part, wanted)] == open_slots(diary, within, wanted)


@slowly
@given(diaries(), some_staff | st.sampled_from(StaffWish), st.data())
def test_lead_time_and_advance_reach_to_the_very_start(case, wanted, data):
    diary, within = case
    open_now = open_slots(diary, within, wanted)
    assume(open_now)
    start = data.draw(st.sampled_from(open_now)).start

    def is_open(**policy) -> bool:
        strict = replace(diary.service, policy=replace(diary.service.policy, **policy))
        found = open_slots(replace(diary, service=strict), within, wanted)
        return start in {slot.start for slot in found}

    ahead = start - diary.now
    assert is_open(advance=ahead)
    assert is_open(lead_time=ahead)
    assert not is_open(advance=ahead - TICK)
    assert not is_open(lead_time=ahead + TICK)


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_the_zones_of_these_tests_change_their_clocks(zone):
    assert bool(CHANGES[zone]) == (zone.key != "Asia/Kolkata")
