"""The inputs by which the card of a line asks for what is open."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from booking.draft import AppointmentDraft, Part
from booking.rules import refusal
from booking.slots import open_slots
from booking.spans import Span
from cards.answers import Move
from cards.dates import city, day
from cards.elements import Element, plain, sentence
from cards.frame import Frame
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
from cards.refused import instead_of
from dialogs.completing import asks_of, fits, open_parts, zone_of
from dialogs.desk import Desk
from dialogs.facts import business_of, chosen, holders_of, service_of
from dialogs.question import Asked
from dialogs.questions.refused import Offer, offer, refused
from dialogs.sheet import Sheet
from dialogs.times import ONE_DAY, diary_of, first_slot_that, slots_on
from dialogs.windows import whole_days

NOT_FREE = "not free"
NONE_FREE = "Nothing is free in the next three months."


async def opened(asked: Asked, frame: Frame) -> list[OpenPart]:
    """Every part that is open, with what can be chosen. May raise a BookingError.

    What is told of a refused time goes into the view.
    """
    desk, draft, sheet = asked.desk, asked.draft, asked.sheet or Sheet()
    asked.view.clear()
    ask = {
        Part.BUSINESS: _business,
        Part.SERVICE: _service,
        Part.STAFF: _staff,
        Part.CUSTOMER: _customer,
        Part.ANSWERS: _answers,
    }
    return [
        await (_start(asked, sheet, frame) if part is Part.START else ask[part](desk, draft, sheet))
        for part in open_parts(draft)
    ]


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
    holders = await holders_of(desk, await chosen(desk.bookings, draft))
    few = [one for one in holders.bookable if one.id in sheet.among.get(Part.STAFF, ())]
    ways = [("Other staff", Move.CHANGE)] if few else []
    is_narrowed = bool(few) or holders.are_narrowed
    choices = staff_to_choose(few or holders.bookable, sheet.given.get("staff"), is_narrowed=is_narrowed)
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


async def _start(asked: Asked, sheet: Sheet, frame: Frame) -> OpenPart:
    """The candidates, what there is in place of a refused time, or the times of a day."""
    if asked.draft.service is None:
        words = time_in_words(sheet.given.get("when"))
        return OpenPart(Part.START, [words], sheet.faults.get(Part.START))
    offered = await _offered(asked, sheet)
    is_free_again = sheet.near is not None and offered is None
    fault = None if is_free_again else sheet.faults.get(Part.START)
    told, times = await _times(asked, sheet, offered)
    ways = _instead(asked, offered, frame) if offered else []
    if not times:
        nothing = [sentence(NONE_FREE), time_in_words(sheet.given.get("when"))]
        return OpenPart(Part.START, [*nothing, *ways], fault)
    inputs = [*([plain(told, subtle=True)] if told else []), *_to_pick(asked.desk, sheet, times), *ways]
    return OpenPart(Part.START, inputs, fault, [("Other times", Move.CHANGE)])


def _to_pick(desk: Desk, sheet: Sheet, times: Sequence[Time]) -> list[Element]:
    """The times; their day beside them, where it is one."""
    reader = desk.reader
    days = {one.start.astimezone(reader.zone).date() for one in times}
    is_one_day = len(days) == 1
    shown = f"{day(min(days), reader.locale)}, times in {city(reader.zone)}"
    choices = times_to_choose(
        times, sheet.given.get("slot"), tag=reader.locale, zone=reader.zone, day_is_shown=is_one_day
    )
    return [*([plain(shown, subtle=True)] if is_one_day else []), choices]


async def _offered(asked: Asked, sheet: Sheet) -> Offer | None:
    """What is offered in place of the time that was refused; None where it has become free."""
    if sheet.near is None:
        return None
    found = await offer(asked, sheet.near)
    if found is not None:
        asked.view.update(refused(sheet.near))
    return found


def _instead(asked: Asked, offered: Offer, frame: Frame) -> list[Element]:
    """The same time with others, or all the same; the nearest times are among the choices."""
    reader = asked.desk.reader
    others = replace(offered.instead, times=())
    return instead_of(replace(frame, keeps=True), others, tag=reader.locale, zone=reader.zone)


async def _times(asked: Asked, sheet: Sheet, offered: Offer | None) -> tuple[str | None, list[Time]]:
    """What can be chosen, and the sentence that says as what."""
    desk, draft = asked.desk, asked.draft
    if candidates := sheet.among.get(Part.START):
        return None, await _candidates(desk, draft, list(map(datetime.fromisoformat, candidates)))
    if offered is not None and offered.near:
        return "The nearest that are free:", [Time(slot.start) for slot in offered.near]
    if sheet.wish.day and (on_day := await _of_day(desk, draft, sheet)):
        return None, on_day
    zone, hours = zone_of(desk, sheet), replace(sheet.wish, day=None)
    first = await first_slot_that(desk, draft, _after(desk, sheet), lambda slot: fits(zone, hours, slot))
    if first is None:
        return None, []
    found = await slots_on(desk, draft, first.start.astimezone(desk.reader.zone).date())
    told = "Nothing is free then. The next that is:" if sheet.wish.day else None
    return told, [Time(slot.start) for slot in found if fits(zone, hours, slot)]


async def _candidates(desk: Desk, draft: AppointmentDraft, starts: Sequence[datetime]) -> list[Time]:
    """All that may be meant; of one that cannot be had it is said."""
    diary = await diary_of(desk, draft, Span(min(starts), max(starts) + ONE_DAY))
    return [Time(at, NOT_FREE if refusal(diary, at, draft.wanted) else "") for at in starts]


async def _of_day(desk: Desk, draft: AppointmentDraft, sheet: Sheet) -> list[Time]:
    """Those of the day that was wished; of several days, those of the first that has any."""
    wished, zone = sheet.wish.day, zone_of(desk, sheet)
    if wished is None:
        return []
    if sheet.wish.last:
        until = whole_days(wished, sheet.wish.last, zone).end
        first = await first_slot_that(
            desk, draft, _after(desk, sheet), lambda slot: fits(zone, sheet.wish, slot), until=until
        )
        if first is None:
            return []
        wished = first.start.astimezone(zone).date()
    within = whole_days(wished, wished, zone)
    if within.end <= desk.clock():
        return []
    slots = open_slots(await diary_of(desk, draft, within), within, draft.wanted)
    return [Time(start) for start in sorted({slot.start for slot in slots if fits(zone, sheet.wish, slot)})]


def _after(desk: Desk, sheet: Sheet) -> datetime:
    """From when on the next free time is looked for."""
    day = sheet.wish.day
    begin = whole_days(day, day, zone_of(desk, sheet)).start if day else sheet.near
    return max(desk.clock(), begin) if begin else desk.clock()
