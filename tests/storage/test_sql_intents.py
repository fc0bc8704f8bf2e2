import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from booking.ids import BusinessId
from booking.intents import Intent, ReferenceTaken

NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)

BOOKING = Intent(
    key="flow-1/book",
    kind="book",
    tenant_id="northwind",
    person_id="dana",
    business_id=BusinessId("NorthwindClinic@northwind.example"),
    reference="K7Q2",
    marker="frontdesk:K7Q2:flow-1",
    request={"customer": "Adele Vance", "start": NOON, "staff": []},
    created_at=NOON,
    conversation={"conversation": {"id": "a:1"}},
)
BOOKED = {"appointment": "AAMk=", "join": "https://teams.example/join/1"}


async def test_an_intent_is_open_once_written(database):
    assert await database.intents.open(BOOKING) == BOOKING


async def test_the_same_flow_again_gets_what_stands(copies):
    here, there = (copy.intents for copy in copies)
    await here.open(BOOKING)
    done = await here.settle(BOOKING.key, state="done", outcome=BOOKED, at=NOON + timedelta(seconds=2))

    again = await there.open(replace(BOOKING, reference="M3X9", created_at=NOON + timedelta(seconds=15)))

    assert again == done
    assert again == replace(BOOKING, state="done", outcome=BOOKED, settled_at=NOON + timedelta(seconds=2))


async def test_of_many_at_once_one_is_written_and_all_are_told_the_same(copies):
    told = await asyncio.gather(
        *(
            copies[tap % 2].intents.open(replace(BOOKING, reference=f"K7Q{tap}", marker=f"tap {tap}"))
            for tap in range(20)
        )
    )

    assert len(set(map(repr, told))) == 1


async def test_a_reference_of_another_flow_has_to_be_drawn_again(database):
    await database.intents.open(BOOKING)

    with pytest.raises(ReferenceTaken, match="the reference K7Q2 is taken") as taken:
        await database.intents.open(replace(BOOKING, key="flow-2/book"))

    assert taken.value.reference == "K7Q2"
    assert (
        await database.intents.open(replace(BOOKING, key="flow-2/book", reference="M3X9"))
    ).reference == "M3X9"


async def test_another_tenant_may_have_the_same_reference(database):
    contoso = replace(BOOKING, key="flow-2/book", tenant_id="contoso")
    await database.intents.open(BOOKING)
    await database.intents.open(contoso)

    assert await database.intents.find("K7Q2", "northwind") == BOOKING
    assert await database.intents.find("K7Q2", "contoso") == contoso
    assert await database.intents.find("K7Q2", "fabrikam") is None


async def test_what_is_settled_stays_as_it_is(copies):
    here, there = (copy.intents for copy in copies)
    await here.open(BOOKING)
    done = await here.settle(BOOKING.key, state="done", outcome=BOOKED, at=NOON)

    later = NOON + timedelta(minutes=5)
    assert await there.settle(BOOKING.key, state="done", outcome={}, at=later) == done
    assert await there.settle(BOOKING.key, state="refused", outcome={"why": "taken"}, at=later) == done


async def test_of_many_outcomes_at_once_one_stands_for_all(copies):
    await copies[0].intents.open(BOOKING)

    told = await asyncio.gather(
        *(
            copies[turn % 2].intents.settle(BOOKING.key, state="done", outcome={"by": turn}, at=NOON)
            for turn in range(20)
        )
    )

    assert len({intent.outcome["by"] for intent in told}) == 1


async def test_an_unknown_intent_cannot_be_settled(database):
    with pytest.raises(LookupError, match="no intent has the key flow-9"):
        await database.intents.settle("flow-9", state="refused", outcome={}, at=NOON)


async def test_a_time_without_a_zone_is_refused(database):
    with pytest.raises(ValueError, match="a stored time needs a zone"):
        await database.intents.open(replace(BOOKING, created_at=NOON.replace(tzinfo=None)))


async def test_times_of_other_zones_come_back_in_utc(database):
    seoul = NOON.astimezone(tz=datetime.strptime("+0900", "%z").tzinfo)

    opened = await database.intents.open(replace(BOOKING, created_at=seoul))

    assert opened.created_at.utcoffset() == timedelta()
    assert opened.created_at == NOON


async def test_text_no_database_can_hold_is_kept_as_well_as_may_be(database):
    opened = await database.intents.open(
        replace(BOOKING, marker="a\0b\ud800c", request={"notes": "a\0b\ud800c"})
    )

    assert opened.marker == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
    assert opened.request == {"notes": "a\0b\ud800c"}


def test_nothing_personal_is_printed():
    printed = repr(replace(BOOKING, state="done", outcome=BOOKED))

    assert "flow-1/book" in printed
    assert "Adele" not in printed
    assert "https" not in printed
    assert "a:1" not in printed
