"""The times that are open for a draft."""

from collections.abc import AsyncIterator, Callable
from datetime import date, datetime, time, timedelta

from booking.diary import Diary
from booking.draft import AppointmentDraft
from booking.errors import Rejected
from booking.models import Slot
from booking.slots import first_free, open_slots
from booking.spans import Span
from dialogs.desk import Desk
from dialogs.facts import chosen

AHEAD = timedelta(days=14)
# How many times `AHEAD` is searched for the first free time: a quarter of a year.
LOOKS = 7
ONE_DAY = timedelta(days=1)


async def diary_of(desk: Desk, draft: AppointmentDraft, within: Span) -> Diary:
    """All that decides which times are open for the service of the draft. May raise a BookingError."""
    named = await chosen(desk.bookings, draft)
    if named.service is None:
        raise Rejected("the service is gone")
    return await desk.scheduling.diary(named.business, named.service, named.holders, within)


async def first_slot(desk: Desk, draft: AppointmentDraft, after: datetime) -> Slot | None:
    """The first open slot of the next months."""
    async for begin, diary in _stretches(desk, draft, after):
        if slot := first_free(diary, begin, draft.wanted, until=begin + AHEAD):
            return slot
    return None


async def first_slot_that(
    desk: Desk,
    draft: AppointmentDraft,
    after: datetime,
    fits: Callable[[Slot], bool],
    *,
    until: datetime | None = None,
) -> Slot | None:
    """The first open slot of the next months that fits; none fits from `until` on."""
    async for begin, diary in _stretches(desk, draft, after, until):
        for slot in open_slots(diary, Span(begin, begin + AHEAD), draft.wanted):
            if fits(slot):
                return slot
    return None


async def slots_on(desk: Desk, draft: AppointmentDraft, day: date) -> list[Slot]:
    """The open slots of a day of the reader; one for each start."""
    within = whole_day(desk, day)
    slots = open_slots(await diary_of(desk, draft, within), within, draft.wanted)
    return sorted({slot.start: slot for slot in reversed(slots)}.values())


def whole_day(desk: Desk, day: date) -> Span:
    """From midnight to midnight of the reader: 23 or 25 hours when the clocks change."""
    zone = desk.reader.zone
    return Span(datetime.combine(day, time(), zone), datetime.combine(day + ONE_DAY, time(), zone))


async def _stretches(
    desk: Desk, draft: AppointmentDraft, after: datetime, until: datetime | None = None
) -> AsyncIterator[tuple[datetime, Diary]]:
    """Look ahead in stretches, so that a free day costs one read of the calendar."""
    for look in range(LOOKS):
        begin = after + look * AHEAD
        if until is not None and begin >= until:
            return
        yield begin, await diary_of(desk, draft, Span(begin, begin + AHEAD))
