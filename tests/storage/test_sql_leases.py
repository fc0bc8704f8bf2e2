"""Who is at an intent, and which are left for the sweeper."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from booking.ids import BusinessId
from booking.intents import Intent

NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BOOKING = Intent(
    key="book:flow-1:0",
    kind="book",
    tenant_id="northwind",
    person_id="dana",
    business_id=BusinessId("NorthwindClinic@northwind.example"),
    reference="K7Q2",
    marker="FD-K7Q2",
    request={"service": "consult"},
    created_at=NOON,
    leased_until=NOON + MINUTE,
)


async def test_nobody_looks_into_what_somebody_is_at(database):
    await database.intents.open(BOOKING)

    assert await database.intents.unfinished(NOON + MINUTE / 2) == []
    assert await database.intents.unfinished(NOON + MINUTE) == [BOOKING]


async def test_what_is_left_open_or_untold_is_found_oldest_first(database):
    for reference, minute in {"young": 9, "old": 1, "told": 2, "done": 3, "older": 0}.items():
        at = NOON + timedelta(minutes=minute)
        await database.intents.open(
            replace(BOOKING, key=reference, reference=reference, created_at=at, leased_until=None)
        )
    for key in ("told", "done"):
        await database.intents.settle(key, state="done", outcome={"appointment": "AAMk="}, at=NOON)
    await database.intents.tell("told", NOON)

    left = await database.intents.unfinished(NOON)

    assert [(intent.key, intent.state) for intent in left] == [
        ("older", "open"),
        ("old", "open"),
        ("done", "done"),
        ("young", "open"),
    ]


async def test_what_a_flow_has_under_way_is_found_by_the_flow(database):
    for key in ("book:flow-1:1", "book:flow-10:0", "book:flow_1:0", "customer:book:flow-1:adele"):
        await database.intents.open(replace(BOOKING, key=key, reference=key))
    await database.intents.open(BOOKING)
    await database.intents.settle(BOOKING.key, state="refused", outcome={}, at=NOON)

    found = await database.intents.under_way("book:flow-1")

    assert found is not None
    assert found.key == "book:flow-1:1"
    assert await database.intents.under_way("book:flow%") is None


async def test_of_many_copies_that_find_it_one_gets_it(copies):
    await copies[0].intents.open(BOOKING)
    (found,) = await copies[0].intents.unfinished(NOON + MINUTE)

    got = await asyncio.gather(
        *(copies[turn % 2].intents.lease(found, NOON + (turn + 2) * MINUTE) for turn in range(20))
    )

    assert len([one for one in got if one]) == 1


async def test_a_lease_can_be_renewed_by_who_has_it_alone(copies):
    here, there = (copy.intents for copy in copies)
    mine = await here.open(BOOKING)
    taken = await there.lease(mine, NOON + 2 * MINUTE)

    assert taken is not None
    assert await here.lease(mine, NOON + 3 * MINUTE) is None
    assert await there.lease(taken, NOON + 3 * MINUTE) is not None


async def test_what_was_settled_meanwhile_cannot_be_leased_as_if_it_were_open(database):
    mine = await database.intents.open(BOOKING)
    await database.intents.settle(BOOKING.key, state="refused", outcome={}, at=NOON)

    assert await database.intents.lease(mine, NOON + 2 * MINUTE) is None


async def test_where_the_answer_goes_can_change(database):
    await database.intents.open(BOOKING)

    await database.intents.place(BOOKING.key, {"message": "m7"})

    standing = await database.intents.standing(BOOKING.key)
    assert standing is not None
    assert standing.conversation == {"message": "m7"}
    assert await database.intents.standing("book:flow-9:0") is None
