"""What can be settled of a line without asking, so that its card asks for the rest alone."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.errors import NotPermitted, Rule
from booking.ids import BusinessId, QuestionId
from booking.models import BusinessName, Question, Service, Slot, StaffMember
from booking.rules import objections, refusal
from booking.spans import Span
from cards.phrases import FOR_YOURSELF, NOT_YOUR_SERVICE, RULES
from dialogs.desk import Desk
from dialogs.facts import Holders, chosen, holders_of
from dialogs.line_reading import entered, line_in
from dialogs.relay import Relay
from dialogs.sheet import Sheet, Wish
from dialogs.times import diary_of, first_slot_that
from dialogs.usual import usual_business
from dialogs.windows import whole_days
from language.line import Line

LOOKED_INTO = 6
"""In so many businesses at most the names of a line are looked for."""
NOTHING_FREE = "Nothing is free then."


@dataclass(frozen=True, slots=True)
class _Matter:
    """A draft on its way; `former` is what was answered before parts of it were opened again."""

    desk: Desk
    draft: AppointmentDraft
    sheet: Sheet
    former: AppointmentDraft

    def settled(self, part: Part, value: object) -> "_Matter":
        return replace(self, draft=self.draft.settled(part, value), sheet=self.sheet.settled(part))

    def asking(self, part: Part, fault: str | None, among: Sequence[str] = ()) -> "_Matter":
        # Another member of staff may be free at the same time: only another service asks for all anew.
        draft = self.draft.settled(part, None) if part is Part.STAFF else self.draft.without(part)
        return replace(self, draft=draft, sheet=self.sheet.asking(part, fault, among))


async def completed(desk: Desk, relay: Relay) -> Relay:
    """The relay with all that needs no asking. May raise a BookingError."""
    sheet, told = replace(relay.sheet or Sheet(), failed=False), relay.trouble
    matter = _Matter(desk, relay.draft, sheet, relay.remembered)
    if matter.draft.business is None:
        matter = await _in_a_business(matter)
    business = matter.draft.business
    if business is not None:
        if sheet.said and sheet.read_in != business:
            line = await line_in(desk, business, sheet.said)
            fresh = Sheet(said=sheet.said, read_in=business)
            reading = entered(desk, line, matter.draft, fresh)
            told = told or " ".join(reading.told) or None
            matter = replace(matter, draft=reading.draft, sheet=reading.sheet)
        matter = await _of_service(matter)
    return replace(relay, draft=matter.draft, sheet=matter.sheet, trouble=told)


def open_parts(draft: AppointmentDraft) -> list[Part]:
    """What has to be asked now; what depends on another answer comes after it."""
    if draft.business is None:
        return [Part.BUSINESS]
    waiting = set() if draft.service else {Part.STAFF, Part.ANSWERS}
    return [part for part in Part if not draft.has(part) and part not in {*waiting, Part.NOTES}]


async def asks_of(desk: Desk, draft: AppointmentDraft, service: Service) -> dict[QuestionId, Question]:
    """The questions that the service asks and the business still has, in the order of the service."""
    if not service.questions or draft.business is None:
        return {}
    known = {one.id: one for one in await desk.bookings.questions(draft.business)}
    return {entry.id: known[entry.id] for entry in service.questions if entry.id in known}


async def _in_a_business(matter: _Matter) -> _Matter:
    """The usual one, or else the only one in which the names of the line are known best."""
    offered = await matter.desk.bookings.businesses()
    if not offered:
        raise NotPermitted("no business is open to this person")
    usual = await usual_business(matter.desk, offered)
    found = usual or await _known_best(matter, offered)
    return matter.settled(Part.BUSINESS, found) if found else matter


async def _known_best(matter: _Matter, offered: Sequence[BusinessName]) -> BusinessId | None:
    if len(offered) > LOOKED_INTO or not matter.sheet.said:
        return None
    reads = (line_in(matter.desk, one.id, matter.sheet.said) for one in offered)
    ranks = [_names_known(line) for line in await asyncio.gather(*reads)]
    best = max(ranks)
    return offered[ranks.index(best)].id if best and ranks.count(best) == 1 else None


def _names_known(line: Line) -> int:
    """How many names of the line the business knows."""
    doubtful = line.doubtful
    staff = line.staff is not None and not isinstance(line.staff, StaffWish)
    named = (line.service or doubtful.services, staff or doubtful.staff, isinstance(line.customer, str))
    return sum(map(bool, named))


async def _of_service(matter: _Matter) -> _Matter:
    """Staff, answers, time and notes, as far as the service settles them."""
    named = await chosen(matter.desk.bookings, matter.draft)
    if matter.draft.notes is None:
        matter = matter.settled(Part.NOTES, matter.former.notes or "")
    if named.service is None:
        if matter.draft.service is not None:
            matter = matter.asking(Part.SERVICE, "The service is gone. Please choose another.")
        return matter
    holders = await holders_of(matter.desk, named)
    if holders.are_others:
        return matter.asking(Part.SERVICE, NOT_YOUR_SERVICE)
    matter = _staffed(matter, named.service, holders, named.team)
    matter = await _answered(matter, named.service)
    return await _timed(matter, named.service)


def _staffed(matter: _Matter, service: Service, holders: Holders, team: Sequence[StaffMember]) -> _Matter:
    """Whoever was meant, if they give the service; anyone who is free where nobody was named."""
    wished, ids = matter.draft.staff, [str(holder.id) for holder in holders.bookable]
    if wished is None or (isinstance(wished, StaffWish) and holders.are_narrowed):
        return matter if Part.STAFF in matter.sheet.faults else _unnamed(matter, service, holders)
    if isinstance(wished, StaffWish) or wished in ids:
        return matter
    if any(holder.id == wished for holder in holders.all):
        return matter.asking(Part.STAFF, FOR_YOURSELF)
    name = next((member.name for member in team if member.id == wished), "This member of staff")
    return matter.asking(Part.STAFF, f"{name} does not give {service.name}.")


def _unnamed(matter: _Matter, service: Service, holders: Holders) -> _Matter:
    """The only one of several who is able; else whom it was before; else anyone who is free."""
    ids = [str(holder.id) for holder in holders.bookable]
    meant, former = matter.sheet.among.get(Part.STAFF, ()), matter.former.staff
    able = [each for each in meant if each in ids]
    if meant and not able:
        none = f"None of those who may be meant gives {service.name}."
        return matter.asking(Part.STAFF, FOR_YOURSELF if holders.are_narrowed else none)
    if len(able) > 1 or len(meant) == 1:
        return matter.asking(Part.STAFF, None, able)
    if able:
        return matter.settled(Part.STAFF, able[0])
    is_wish = isinstance(former, StaffWish) and not holders.are_narrowed
    if former is not None and (is_wish or former in ids):
        return matter.settled(Part.STAFF, former)
    nobody = StaffWish.ANYONE if ids else StaffWish.UNASSIGNED
    return matter.settled(Part.STAFF, ids[0] if len(ids) == 1 else nobody)


async def _answered(matter: _Matter, service: Service) -> _Matter:
    """Nothing is asked where nothing has to be answered; what was answered before still is."""
    if matter.draft.answers is not None:
        return matter
    asks = await asks_of(matter.desk, matter.draft, service)
    before = tuple(answer for answer in matter.former.answers or () if answer.question_id in asks)
    needed = {entry.id for entry in service.questions if entry.required and entry.id in asks}
    if needed <= {answer.question_id for answer in before}:
        return matter.settled(Part.ANSWERS, before)
    return matter


async def _timed(matter: _Matter, service: Service) -> _Matter:
    """The time that was meant, if the rules allow it; the first free one, if that was wished."""
    start = _meant_start(matter, service)
    if start is None:
        return (
            await _first_free(matter)
            if matter.draft.start is None and matter.sheet.wish.first_free
            else matter
        )
    key = _key(matter, service, start)
    is_known = matter.sheet.checked == key and matter.draft.start is not None
    if not is_known and (against := await _against(matter, service, start)) is not None:
        refused = matter.asking(Part.START, RULES[against])
        return replace(refused, sheet=replace(refused.sheet, near=start, checked=key))
    taken = matter.draft if matter.draft.start == start else matter.draft.answered(Part.START, start)
    sheet = replace(matter.sheet.settled(Part.START), checked=key, near=None)
    return replace(matter, draft=taken, sheet=sheet)


async def _against(matter: _Matter, service: Service, start: datetime) -> Rule | None:
    """The rule that speaks against a time and is not booked over; the past needs no calendar."""
    if start < matter.desk.clock():
        return Rule.PAST
    diary = await diary_of(matter.desk, matter.draft, Span(start, start + service.duration))
    against = objections(diary, start, matter.draft.wanted).rules
    return None if set(against) <= set(matter.draft.over) else refusal(diary, start, matter.draft.wanted)


def _meant_start(matter: _Matter, service: Service) -> datetime | None:
    """The time that is chosen; the refused one for another service or staff; the one before a change."""
    sheet = matter.sheet
    if matter.draft.start is not None:
        return matter.draft.start
    if sheet.near is not None:
        return sheet.near if _key(matter, service, sheet.near) != sheet.checked else None
    is_asked = sheet.among.get(Part.START) or sheet.faults.get(Part.START) or sheet.wish != Wish()
    return None if is_asked else matter.former.start


def _key(matter: _Matter, service: Service, start: datetime) -> str:
    return f"{service.id}|{matter.draft.staff}|{start.isoformat()}"


async def _first_free(matter: _Matter) -> _Matter:
    """The first free time, on the days and in the part of the day that were named."""
    desk, wish, zone = matter.desk, matter.sheet.wish, zone_of(matter.desk, matter.sheet)
    days = whole_days(wish.day, wish.last or wish.day, zone) if wish.day else None
    after = max(desk.clock(), days.start) if days else desk.clock()
    found = await first_slot_that(
        desk, matter.draft, after, lambda slot: fits(zone, wish, slot), until=days.end if days else None
    )
    if found is None:
        sheet = replace(matter.sheet, wish=replace(wish, first_free=False))
        return replace(matter, sheet=sheet.asking(Part.START, NOTHING_FREE))
    sheet = replace(matter.sheet.settled(Part.START), wish=Wish(), first=found.start, near=None)
    return replace(matter, draft=matter.draft.answered(Part.START, found.start), sheet=sheet)


def zone_of(desk: Desk, sheet: Sheet) -> ZoneInfo:
    """The one that the line named, on whose clocks it is read; else the reader's."""
    return ZoneInfo(sheet.zone) if sheet.zone else desk.reader.zone


def fits(zone: ZoneInfo, wish: Wish, slot: Slot) -> bool:
    """Whether a slot is on a day and in the hours that were wished, on the clocks of this zone."""
    local = slot.start.astimezone(zone)
    if wish.day and not wish.day <= local.date() <= (wish.last or wish.day):
        return False
    return wish.part is None or wish.part[0] <= local.time() < wish.part[1]
