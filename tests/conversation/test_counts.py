"""Those who run the bot see what becomes of bookings."""

import re

import pytest
from conversation_clinic import Bookings
from conversation_steps import to_last_look, to_times

from rehearsal.processes import Servers
from rehearsal.seat import Seat

CREATE = "appointments.create"


@pytest.fixture
def counts(running: Servers, bookings: Bookings):
    """What has been counted so far, by name and label."""

    async def read() -> dict[str, int]:
        text = (await bookings.http.get(f"{running.bot.url}/metrics")).text
        found = re.findall(r"^(\w+_total\{.*\}) (\d+)$", text, re.MULTILINE)
        return {name: int(number) for name, number in found}

    return read


def grown(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}


@pytest.mark.parametrize(
    ("fault", "outcome"), [(None, "made"), ("error-after", "reconciled"), ("error-before", "refused")]
)
async def test_what_became_of_a_booking_is_counted(
    dana: Seat, bookings: Bookings, counts, fault: str | None, outcome: str
):
    await to_last_look(dana)
    if fault:
        await bookings.fault(CREATE, fault)
    before = await counts()

    await dana.taps("Book")

    assert grown(before, await counts()) == {f'frontdesk_bookings_total{{outcome="{outcome}"}}': 1}


async def test_a_booking_that_never_arrived_counts_as_refused(dana: Seat, bookings: Bookings, counts):
    await to_last_look(dana)
    await bookings.fault(CREATE, "drop-before")
    before = await counts()

    await dana.taps("Book")
    await dana.sees("Not booked")

    assert grown(before, await counts()) == {'frontdesk_bookings_total{outcome="refused"}': 1}


async def test_a_call_that_is_sent_again_is_counted_by_its_name(dana: Seat, bookings: Bookings, counts):
    await to_times(dana)
    await bookings.fault("calendarView.list", "throttled", times=1, retryAfter=0)
    before = await counts()

    await dana.says("friday")

    assert grown(before, await counts()) == {'frontdesk_graph_retries_total{call="listCalendarView"}': 1}
