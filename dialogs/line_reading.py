"""A line, put into the draft: what it says beyond doubt is answered, the rest is open on the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from booking.draft import AppointmentDraft, Part
from booking.ids import BusinessId
from booking.models import NewCustomer
from cards.customer import MAIL, NAME, PHONE
from cards.last_look import LONGEST_NOTES
from dialogs.desk import Desk
from dialogs.naming import known_names
from dialogs.sheet import Sheet, Wish
from dialogs.wording import doubt_in_words
from language.doubts import Doubt, WhichTime
from language.line import Line, read_line
from language.sentences import says
from language.troubles import Fault
from language.when import instants, on_day

NO_DAY = "You did not say on which day."
BESIDE = {
    Fault.NO_SERVICE: Part.SERVICE,
    Fault.NO_STAFF: Part.STAFF,
    Fault.NOT_STAFF: Part.STAFF,
    Fault.NOT_CUSTOMER: Part.CUSTOMER,
    Fault.NO_ZONE: Part.START,
    Fault.NO_DAY: Part.START,
    Fault.NO_TIME: Part.START,
    Fault.SKIPPED: Part.START,
}
"""Where a trouble is told, if not above everything."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The draft and the sheet after a line, and the sentences that belong to no part."""

    draft: AppointmentDraft
    sheet: Sheet
    told: Sequence[str] = field(default=(), repr=False)
    understood: bool = True
    """Whether the line said anything."""


async def line_in(desk: Desk, business: BusinessId, said: str) -> Line:
    """Read a line against the names of a business. May raise a BookingError."""
    known, reader = await known_names(desk, business), desk.reader
    return read_line(said, known=known, now=desk.clock(), zone=reader.zone, locale=reader.locale)


def entered(
    desk: Desk, line: Line, draft: AppointmentDraft, sheet: Sheet, *, day: date | None = None
) -> Reading:
    """Put a line into the draft; `day` is the one that the card shows, for a time without a day."""
    doubtful, tag = line.doubtful, desk.reader.locale
    reading = Reading(draft, sheet, understood=_says_anything(line))
    reading = _part(reading, Part.SERVICE, line.service, doubtful.services)
    reading = _part(reading, Part.STAFF, line.staff, doubtful.staff)
    reading = _customer(reading, line)
    reading = _start(reading, line, day, tag)
    if line.note:
        reading = _part(reading, Part.NOTES, line.note[:LONGEST_NOTES], ())
    for trouble in line.troubles:
        part = BESIDE.get(trouble.fault)
        if part is None or reading.draft.has(part):
            reading = replace(reading, told=tuple(dict.fromkeys((*reading.told, says(trouble)))))
        else:
            among = reading.sheet.among.get(part, ())
            reading = replace(reading, sheet=reading.sheet.asking(part, says(trouble), among))
    return reading


def _part(reading: Reading, part: Part, value: Any, candidates: Sequence[str]) -> Reading:
    draft, sheet = reading.draft, reading.sheet
    if value is not None:
        return replace(reading, draft=draft.answered(part, value), sheet=sheet.settled(part))
    if candidates:
        asking = sheet.asking(part, among=[str(each) for each in candidates])
        return replace(reading, draft=draft.without(part), sheet=asking)
    return reading


def _customer(reading: Reading, line: Line) -> Reading:
    """A new customer is a form, filled in; who may be one of several is asked about."""
    named = (line.customer, *line.doubtful.customers)
    new = next((one for one in named if isinstance(one, NewCustomer)), None)
    known = [one for one in named if one is not None and not isinstance(one, NewCustomer)]
    if new is not None:
        form = {NAME: new.name, MAIL: new.mail or "", PHONE: new.phone or ""}
        sheet = replace(reading.sheet, new=form, is_new=not known)
        draft = reading.draft.without(Part.CUSTOMER)
        reading = replace(reading, draft=draft, sheet=sheet.settled(Part.CUSTOMER))
    elif known:
        reading = replace(reading, sheet=replace(reading.sheet, is_new=False))
    settled = line.customer if not isinstance(line.customer, NewCustomer) else None
    return _part(reading, Part.CUSTOMER, settled, known)


def _start(reading: Reading, line: Line, day: date | None, tag: str) -> Reading:
    """One instant, several to choose among, or a wish to be looked up."""
    start, candidates, doubts = _instants(line, day)
    sheet = replace(reading.sheet, zone=_zone_named(line), wish=Wish(), near=None)
    if start is not None:
        return _part(replace(reading, sheet=sheet), Part.START, start.astimezone(UTC), ())
    draft = reading.draft.without(Part.START)
    when = line.when
    limited = when.hours is not None and all(isinstance(doubt, WhichTime) for doubt in doubts)
    if candidates or (doubts and not limited):
        fault = doubt_in_words(doubts[0], tag=tag, zone=line.zone) if doubts else NO_DAY
        asking = sheet.asking(Part.START, fault, [at.isoformat() for at in candidates])
        return replace(reading, draft=draft, sheet=asking)
    if when.first_free or when.day or when.hours:
        of_day = when.day or (day if when.hours else None)
        wish = Wish(of_day, when.hours, first_free=when.first_free, last=when.last_day)
        return replace(reading, draft=draft, sheet=replace(sheet, wish=wish).settled(Part.START))
    return reading


def _instants(line: Line, day: date | None) -> tuple[datetime | None, Sequence[datetime], Sequence[Doubt]]:
    """The start, or those that may be meant and what is doubtful; a time alone is on the day shown."""
    when = line.when
    if line.start is not None or when.day is not None or not when.time or day is None:
        return line.start, line.doubtful.starts, when.doubts
    when = on_day(when, day, line.zone)
    moments = instants(when, line.zone)
    if len(moments) == 1 and not when.doubts:
        return moments[0], (), ()
    return None, moments, when.doubts


def _zone_named(line: Line) -> str | None:
    zone: ZoneInfo = line.zone
    return zone.key if line.zone_named else None


def _says_anything(line: Line) -> bool:
    said = (line.service, line.staff, line.customer, line.start, line.note)
    doubtful = line.doubtful
    several = (doubtful.services, doubtful.staff, doubtful.customers, doubtful.starts)
    when = line.when
    timed = when.day or when.time or when.part or when.first_free or when.doubts
    return any(one is not None for one in said) or any(several) or bool(timed)
