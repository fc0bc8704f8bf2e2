"""Times that are kept for somebody, by all copies of the bot on one database."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from booking.holds import HOLD, Hold
from booking.ids import BusinessId, StaffId
from booking.spans import Span

NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)
HALF = timedelta(minutes=30)
CLINIC = BusinessId("NorthwindClinic@northwind.example")
MIRIAM = StaffId("miriam")
MINE = Hold("book:dana", "northwind", "dana", CLINIC, MIRIAM, Span(NOON, NOON + HALF), NOON + HOLD)
THEIRS = replace(MINE, flow="book:alex", person_id="alex")


async def test_a_time_is_kept_from_others_in_all_copies(copies):
    here, there = (copy.holds for copy in copies)

    assert await here.take(MINE, now=NOON) is None
    assert await there.take(THEIRS, now=NOON) == MINE
    assert await there.held("northwind", CLINIC, MINE.span, now=NOON) == [MINE]


async def test_of_many_at_once_one_gets_the_time(copies):
    wishes = [replace(MINE, flow=f"book:{n}", person_id=f"person-{n}", firm=True) for n in range(40)]

    against = await asyncio.gather(
        *(copies[n % 2].holds.take(wish, now=NOON) for n, wish in enumerate(wishes))
    )

    assert against.count(None) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(THEIRS, staff_id=StaffId("priya")),
        replace(THEIRS, span=Span(NOON + HALF, NOON + 2 * HALF)),
        replace(THEIRS, business_id=BusinessId("another")),
        replace(THEIRS, tenant_id="contoso"),
    ],
    ids=["staff", "time", "business", "tenant"],
)
async def test_what_does_not_touch_it_is_free(database, other):
    await database.holds.take(MINE, now=NOON)

    assert await database.holds.take(other, now=NOON) is None


async def test_a_time_that_overlaps_by_a_minute_is_not_free(database):
    await database.holds.take(MINE, now=NOON)
    late = NOON + HALF - timedelta(minutes=1)

    assert await database.holds.take(replace(THEIRS, span=Span(late, late + HALF)), now=NOON) == MINE


async def test_a_hold_ends_by_itself(database):
    await database.holds.take(MINE, now=NOON)
    later = NOON + HOLD

    assert await database.holds.held("northwind", CLINIC, MINE.span, now=later) == []
    assert await database.holds.of_flow(MINE.flow, now=later) is None
    assert await database.holds.take(replace(THEIRS, until=later + HOLD), now=later) is None


async def test_nobody_stands_in_their_own_way_but_while_they_book(database):
    again = replace(MINE, flow="book:dana-2")
    await database.holds.take(MINE, now=NOON)
    assert await database.holds.take(again, now=NOON) is None

    firm = replace(MINE, firm=True)
    assert await database.holds.take(firm, now=NOON) is None
    assert await database.holds.take(again, now=NOON) == firm
    await database.holds.soften(firm)
    assert await database.holds.take(again, now=NOON) is None


async def test_what_the_flow_has_taken_anew_since_it_was_read_stays_firm(database):
    firm = replace(MINE, firm=True)
    await database.holds.take(firm, now=NOON)
    anew = replace(firm, until=firm.until + HALF)
    await database.holds.take(anew, now=NOON)

    await database.holds.soften(firm)

    assert await database.holds.of_flow(MINE.flow, now=NOON) == anew


async def test_a_flow_keeps_one_time(database):
    await database.holds.take(MINE, now=NOON)
    moved = replace(MINE, span=Span(NOON + 2 * HALF, NOON + 3 * HALF))

    await database.holds.take(moved, now=NOON)

    assert await database.holds.of_flow(MINE.flow, now=NOON) == moved
    assert await database.holds.take(THEIRS, now=NOON) is None


async def test_what_is_let_go_is_free(database):
    await database.holds.take(MINE, now=NOON)

    await database.holds.let_go(MINE.flow)

    assert await database.holds.take(THEIRS, now=NOON) is None
