"""The inputs by which the card of a line asks for what is open."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from booking.draft import AppointmentDraft, Part
from booking.rules import nearest, refusal
from booking.slots import open_slots
from booking.spans import Span
from cards.answers import Move
from cards.dates import city, day
from cards.elements import plain, sentence
from cards.open_parts import (
    OpenPart,
    Time,
    businesses_to_choose,
    customers_to_choose,
    customers_to_search,
    new_customer_inputs,
    services_to_choose,
    staff_to_choose,
    time_in_words,
    times_to_choose,
)
from cards.questions import question_inputs
from dialogs.completing import asks_of, fits, open_parts
from dialogs.desk import Desk
from dialogs.facts import business_of, chosen, service_of
from dialogs.sheet import Sheet
from dialogs.times import ONE_DAY, diary_of, first_slot, slots_on, whole_day

AROUND = timedelta(days=4)
"""How far from a refused time the nearest free ones are looked for first."""
NOT_FREE = "not free"
NONE_FREE = "Nothing is free in the next three months."


async def opened(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> list[OpenPart]:
    """Every part that is open, with what can be chosen. May raise a BookingError."""
    ask = {
        Part.BUSINESS: _business,
        Part.SERVICE: _service,
        Part.STAFF: _staff,
        Part.CUSTOMER: _customer,
        Part.ANSWERS: _answers,
        Part.START: _start,
    }
    return [await ask[part](desk, draft, sheet) for part in open_parts(draft)]


async def _business(desk: Desk, _draft: AppointmentDraft, sheet: Sheet) -> OpenPart:
    choices = businesses_to_choose(await desk.bookings.businesses(), sheet.given.get("business"))
    return OpenPart(Part.BUSINESS, [choices], sheet.faults.get(Part.BUSINESS))


async def _service(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> OpenPart:
    services = await desk.bookings.services(business_of(draft))
    few = [one for one in services if one.id in sheet.among.get(Part.SERVICE, ())]
    ways = [("Other services", Move.CHANGE)] if few else []
    choices = services_to_choose(few or services, sheet.given.get("service"))
    return OpenPart(Part.SERVICE, [choices], sheet.faults.get(Part.SERVICE), ways)


async def _staff(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> OpenPart:
    holders = (await chosen(desk.bookings, draft)).holders
    few = [one for one in holders if one.id in sheet.among.get(Part.STAFF, ())]
    ways = [("Other staff", Move.CHANGE)] if few else []
    choices = staff_to_choose(few or holders, sheet.given.get("staff"), is_narrowed=bool(few))
    return OpenPart(Part.STAFF, [choices], sheet.faults.get(Part.STAFF), ways)


async def _customer(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> OpenPart:
    fault = sheet.faults.get(Part.CUSTOMER)
    if sheet.is_new:
        inputs = new_customer_inputs(sheet.new)
        return OpenPart(Part.CUSTOMER, inputs, fault, [("Search instead", Move.KNOWN_CUSTOMER)])
    known = await desk.bookings.customers(business_of(draft))
    few = [one for one in known if one.id in sheet.among.get(Part.CUSTOMER, ())]
    if not few:
        inputs = [customers_to_search(known)]
        return OpenPart(Part.CUSTOMER, inputs, fault, [("New customer", Move.NEW_CUSTOMER)])
    ways = [("New customer", Move.NEW_CUSTOMER), ("Search", Move.KNOWN_CUSTOMER)]
    return OpenPart(Part.CUSTOMER, [customers_to_choose(few)], fault, ways)


async def _answers(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> OpenPart:
    service = await service_of(desk.bookings, draft)
    asks = await asks_of(desk, draft, service)
    given = {key: sheet.given.get(f"answer-{key}", "") for key in asks}
    return OpenPart(Part.ANSWERS, question_inputs(service, asks, given), sheet.faults.get(Part.ANSWERS))


async def _start(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> OpenPart:
    """The candidates, the nearest to a refused time, or the times of a day: whatever was said most of."""
    fault, reader = sheet.faults.get(Part.START), desk.reader
    if draft.service is None:
        return OpenPart(Part.START, [time_in_words(sheet.given.get("when"))], fault)
    told, times = await _times(desk, draft, sheet)
    if not times:
        nothing = [sentence(NONE_FREE), time_in_words(sheet.given.get("when"))]
        return OpenPart(Part.START, nothing, fault)
    days = {one.start.astimezone(reader.zone).date() for one in times}
    is_one_day = len(days) == 1
    shown = f"{day(min(days), reader.locale)}, times in {city(reader.zone)}"
    head = [plain(told, subtle=True)] if told else []
    choices = times_to_choose(
        times, sheet.given.get("slot"), tag=reader.locale, zone=reader.zone, day_is_shown=is_one_day
    )
    inputs = [*head, *([plain(shown, subtle=True)] if is_one_day else []), choices]
    return OpenPart(Part.START, inputs, fault, [("Other times", Move.CHANGE)])


async def _times(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> tuple[str | None, list[Time]]:
    """What is offered, and the sentence that says as what."""
    if candidates := sheet.among.get(Part.START):
        return None, await _candidates(desk, draft, list(map(datetime.fromisoformat, candidates)))
    if sheet.near is not None and (near := await _near(desk, draft, sheet.near)):
        return "The nearest that are free:", near
    if sheet.wish.day and (on_day := await _of_day(desk, draft, sheet)):
        return None, on_day
    first = await first_slot(desk, draft, _after(desk, sheet))
    if first is None:
        return None, []
    found = await slots_on(desk, draft, first.start.astimezone(desk.reader.zone).date())
    told = "Nothing is free then. The next that is:" if sheet.wish.day else None
    return told, [Time(slot.start) for slot in found]


async def _candidates(desk: Desk, draft: AppointmentDraft, starts: Sequence[datetime]) -> list[Time]:
    """All that may be meant; of one that cannot be had it is said."""
    diary = await diary_of(desk, draft, Span(min(starts), max(starts) + ONE_DAY))
    return [Time(at, NOT_FREE if refusal(diary, at, draft.wanted) else "") for at in starts]


async def _near(desk: Desk, draft: AppointmentDraft, start: datetime) -> list[Time]:
    """On the same day, or else in the days around it; never in the past."""
    ahead = max(start, desk.clock())
    on_day = whole_day(desk, ahead.astimezone(desk.reader.zone).date())
    around = Span(min(on_day.start, max(ahead - AROUND, desk.clock())), max(on_day.end, ahead + AROUND))
    diary = await diary_of(desk, draft, around)
    for within in (on_day, around):
        if slots := nearest(diary, start, draft.wanted, within=within):
            return [Time(slot.start) for slot in slots]
    return []


async def _of_day(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> list[Time]:
    wished = sheet.wish.day
    if wished is None:
        return []
    within = whole_day(desk, wished)
    if within.end <= desk.clock():
        return []
    slots = open_slots(await diary_of(desk, draft, within), within, draft.wanted)
    return [Time(start) for start in sorted({slot.start for slot in slots if fits(desk, sheet.wish, slot)})]


def _after(desk: Desk, sheet: Sheet) -> datetime:
    """From when on the next free time is looked for."""
    begin = whole_day(desk, sheet.wish.day).start if sheet.wish.day else sheet.near
    return max(desk.clock(), begin) if begin else desk.clock()
