"""What was filled in on the card of a line, taken into the draft; nothing of it is lost that does not do."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.ids import CustomerId
from cards.customer import KNOWN, MAIL, NAME, PHONE
from cards.open_parts import LONGEST_WHEN, WHEN
from cards.questions import read_answers
from cards.slots import SLOT
from dialogs.completing import asks_of, open_parts
from dialogs.facts import business_of, chosen, holders_of, service_of
from dialogs.line_reading import entered, line_in
from dialogs.question import Again, Asked
from dialogs.questions.answers import checked_answers
from dialogs.questions.customer import new_customer, picked_customer
from dialogs.relay import Relay
from dialogs.sheet import Sheet
from language.line import Doubtful

NO_TIME = "I do not read a time in this. Try “tomorrow 3pm”."
YEARS = range(1970, 3000)

Filled = tuple[AppointmentDraft, Sheet]


async def filled(asked: Asked, relay: Relay, fields: Mapping[str, str]) -> Relay:
    """The relay with every open part that the fields settle. May raise a BookingError."""
    take: dict[Part, Callable[[Asked, Sheet, Mapping[str, str]], Awaitable[Filled]]] = {
        Part.BUSINESS: _business,
        Part.SERVICE: _service,
        Part.STAFF: _staff,
        Part.CUSTOMER: _customer,
        Part.ANSWERS: _answers,
        Part.START: _start,
    }
    draft, sheet = relay.draft, relay.sheet or Sheet()
    for part in open_parts(relay.draft):
        draft, sheet = await take[part](replace(asked, draft=draft), sheet, fields)
    return replace(relay, draft=draft, sheet=sheet)


async def _business(asked: Asked, sheet: Sheet, fields: Mapping[str, str]) -> Filled:
    offered = {str(one.id) for one in await asked.desk.bookings.businesses()}
    return _choice(asked, sheet, Part.BUSINESS, fields.get("business", ""), offered)


async def _service(asked: Asked, sheet: Sheet, fields: Mapping[str, str]) -> Filled:
    offered = {str(one.id) for one in await asked.desk.bookings.services(business_of(asked.draft))}
    return _choice(asked, sheet, Part.SERVICE, fields.get("service", ""), offered)


async def _staff(asked: Asked, sheet: Sheet, fields: Mapping[str, str]) -> Filled:
    said = fields.get("staff", "")
    holders = await holders_of(asked.desk, await chosen(asked.desk.bookings, asked.draft))
    if said in set(StaffWish) and not holders.are_narrowed:
        return asked.draft.answered(Part.STAFF, StaffWish(said)), sheet.settled(Part.STAFF)
    offered = {str(one.id) for one in holders.bookable}
    return _choice(asked, sheet, Part.STAFF, said, offered)


def _choice(asked: Asked, sheet: Sheet, part: Part, said: str, offered: set[str]) -> Filled:
    if said not in offered:
        return asked.draft, sheet
    return asked.draft.answered(part, said), sheet.settled(part)


async def _customer(asked: Asked, sheet: Sheet, fields: Mapping[str, str]) -> Filled:
    """One who was picked, or the form of a new one."""
    if sheet.is_new:
        form = {name: fields.get(name, "") for name in (NAME, MAIL, PHONE)}
        if not any(form.values()):
            return asked.draft, sheet
        return _customer_of(asked, replace(sheet, new=form), await new_customer(asked, form))
    said = fields.get(KNOWN, "").strip()
    return _customer_of(asked, sheet, await picked_customer(asked, said)) if said else (asked.draft, sheet)


def _customer_of(asked: Asked, sheet: Sheet, reply: object) -> Filled:
    match reply:
        case AppointmentDraft() as draft:
            return draft, replace(sheet.settled(Part.CUSTOMER), is_new=False)
        case Again(trouble, {"only": [*ids]}):
            among = [str(CustomerId(each)) for each in ids]
            return asked.draft, replace(sheet.asking(Part.CUSTOMER, trouble, among), is_new=False)
        case Again(trouble, {"new": dict() as form}):
            return asked.draft, replace(sheet.asking(Part.CUSTOMER, trouble), new=form, is_new=True)
        case _:
            return asked.draft, sheet


async def _answers(asked: Asked, sheet: Sheet, fields: Mapping[str, str]) -> Filled:
    """All answers at once; what was typed stays in the inputs until all of it does."""
    service = await service_of(asked.desk.bookings, asked.draft)
    asks = await asks_of(asked.desk, asked.draft, service)
    given = read_answers(list(asks.values()), fields)
    if not any(text.strip() for text in given.values()):
        return asked.draft, sheet
    kept = {**sheet.given, **{f"answer-{key}": text for key, text in given.items()}}
    match checked_answers(asked, service, asks, given):
        case AppointmentDraft() as draft:
            return draft, replace(sheet.settled(Part.ANSWERS), given=kept)
        case Again(trouble):
            return asked.draft, replace(sheet.asking(Part.ANSWERS, trouble), given=kept)
        case _:
            return asked.draft, sheet


async def _start(asked: Asked, sheet: Sheet, fields: Mapping[str, str]) -> Filled:
    """A time that was picked; one in words where none could be offered."""
    if words := fields.get(WHEN, "").strip()[:LONGEST_WHEN]:
        return await _start_in_words(asked, sheet, words)
    start = _moment(fields.get(SLOT, ""))
    if start is None:
        return asked.draft, sheet
    return asked.draft.answered(Part.START, start), sheet.settled(Part.START)


async def _start_in_words(asked: Asked, sheet: Sheet, words: str) -> Filled:
    line = await line_in(asked.desk, business_of(asked.draft), words)
    # Here nothing but a time is asked for: a name in it is no answer.
    starts = Doubtful(starts=line.doubtful.starts)
    only_time = replace(line, service=None, staff=None, customer=None, note=None, doubtful=starts)
    reading = entered(asked.desk, only_time, asked.draft, sheet, day=sheet.wish.day)
    if not reading.understood:
        kept = replace(sheet, given={**sheet.given, WHEN: words})
        return asked.draft, kept.asking(Part.START, NO_TIME)
    return reading.draft, reading.sheet


def _moment(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo and moment.year in YEARS else None
