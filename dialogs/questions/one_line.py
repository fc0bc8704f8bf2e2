"""The last look of a line: all of it on one card, with inputs for what the line leaves open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo

from booking.draft import AppointmentDraft, Part
from booking.errors import BookingError
from cards.answers import Heard, Move, Tapped, Typed
from cards.customer import MAIL, NAME, PHONE
from cards.dates import city, clock, elsewhere, short_day
from cards.elements import Card
from cards.frame import Frame, Row
from cards.last_look import CHANGEABLE, LastLook, in_words, last_look
from dialogs.booked import keep_time
from dialogs.completing import asks_of, completed, open_parts
from dialogs.desk import Desk
from dialogs.facts import Chosen, business_of, chosen, service_of
from dialogs.filling import filled
from dialogs.leaving import move_of
from dialogs.line_reading import entered, line_in
from dialogs.naming import meant
from dialogs.opening import opened
from dialogs.question import Asked, Question, Reply, trouble_of
from dialogs.questions.last_look import other_clocks, warnings_about
from dialogs.relay import Relay
from dialogs.sheet import Sheet
from dialogs.telling import told

ID = "one-line"
USAGE = (
    "Write what you want to change, such as “4pm”, “with Priya” or “for Adele Vance”; "
    "“book” books it, “cancel” ends it."
)
FORM = (NAME, MAIL, PHONE)
FOUND = "This is the time that I found. Press Book to take it."
NEEDED = {
    Part.BUSINESS: "Please choose a business.",
    Part.SERVICE: "Please choose a service.",
    Part.STAFF: "Please choose somebody.",
    Part.CUSTOMER: "Please choose a customer.",
    Part.ANSWERS: "Please answer the questions.",
    Part.START: "Please choose a time.",
}


class OneLineQuestion(Question):
    """Ends with the word to book, with a part to be asked anew, or with more of it settled."""

    part: ClassVar[Part | None] = None

    def __init__(self) -> None:
        super().__init__(ID)

    async def prepared(self, desk: Desk, relay: Relay) -> Relay:
        """All settled that can be, and the time kept; where Bookings cannot be asked nothing is lost."""
        try:
            whole = await completed(desk, relay)
            if open_parts(whole.draft) or await keep_time(desk, whole) is None:
                return whole
            return await completed(desk, whole)  # a colleague is booking it: other times are offered
        except BookingError as error:
            failed = replace(relay.sheet or Sheet(), failed=True)
            return replace(relay, sheet=failed, trouble=trouble_of(desk, error))

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """What is settled as rows, what is open as inputs, and Book."""
        sheet = asked.sheet or Sheet()
        frame = replace(frame, can_go_back=False)
        if sheet.failed:
            return frame.card("That did not work", [], [frame.way("Try again", Move.RETRY)])
        open_now = await opened(asked.desk, asked.draft, sheet)
        if asked.draft.business is None:
            return last_look(replace(frame, chosen=()), LastLook((), open=open_now))
        named = await chosen(asked.desk.bookings, asked.draft)
        parts = _parts(asked, named, sheet)
        look = LastLook(parts, _clocks(asked, named, sheet), warnings_about(asked.draft, named), open_now)
        return last_look(replace(frame, chosen=()), look)

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """Book, change something, fill something in, or write it."""
        relay = Relay(asked.draft, former=asked.former, sheet=asked.sheet or Sheet())
        match heard:
            case Tapped(move=Move.CHANGE, fields=fields):
                kept = await _kept(asked, relay, fields)
                part = next((part for part in Part if part == fields.get("part")), None)
                return _opened_again(kept, part) if part else kept
            case Tapped(move=Move.NEW_CUSTOMER | Move.KNOWN_CUSTOMER as move, fields=fields):
                kept = await _kept(asked, relay, fields)
                return _other_customer(kept, is_new=move is Move.NEW_CUSTOMER)
            case Tapped(move=Move.BOOK, fields=fields):
                return await _book(asked, relay, fields)
            case Tapped():
                return relay
            case Typed() if move_of(heard) is Move.BOOK:
                return await _book(asked, relay, relay.sheet.new if relay.sheet else {})
            case Typed(text):
                return await _written(asked, relay, text)


async def _kept(asked: Asked, relay: Relay, fields: Mapping[str, str]) -> Relay:
    """What was filled in before another button was pressed; a form that may be half done stays a form."""
    sheet = relay.sheet or Sheet()
    if not sheet.is_new:
        return await filled(asked, relay, fields)
    form = {name: fields.get(name, "") for name in FORM}
    others = {name: said for name, said in fields.items() if name not in FORM}
    return await filled(asked, replace(relay, sheet=replace(sheet, new=form)), others)


async def _book(asked: Asked, relay: Relay, fields: Mapping[str, str]) -> Relay:
    """The word to book, if nothing is open any more and the person has seen which time it is."""
    kept = await filled(asked, relay, fields)
    try:
        whole = await completed(asked.desk, kept)
    except BookingError:
        return kept  # it is asked for again before the next card, which then says so
    if missing := open_parts(whole.draft):
        return _not_yet(whole, missing)
    if whole.draft.start not in {asked.draft.start, kept.draft.start}:
        return replace(whole, trouble=FOUND)
    return replace(whole, confirmed=True, former=whole.draft)


def _not_yet(relay: Relay, missing: Sequence[Part]) -> Relay:
    """Nothing is booked and nothing is lost: each part that is open says so."""
    sheet = relay.sheet or Sheet()
    needed = {part: NEEDED[part] for part in missing if part not in sheet.faults}
    faults = {**needed, **sheet.faults}
    return replace(
        relay,
        sheet=replace(sheet, faults=faults),
        trouble=f"Not booked yet. Still to choose: {in_words(missing)}.",
    )


def _opened_again(relay: Relay, part: Part) -> Relay:
    """The question of this part, on a card of its own; it leads back to this one."""
    sheet = relay.sheet or Sheet()
    plain = replace(sheet.settled(part), near=None, checked="") if part is Part.START else sheet.settled(part)
    draft = relay.draft.without(part)
    return replace(relay, draft=draft, sheet=plain, wanted=part, former=relay.draft)


def _other_customer(relay: Relay, *, is_new: bool) -> Relay:
    """The form in place of the search, or the search in place of the form and of the candidates."""
    if relay.draft.customer is not None:
        return relay
    sheet = relay.sheet or Sheet()
    if not is_new and not sheet.is_new:
        sheet = sheet.settled(Part.CUSTOMER)
    return replace(relay, sheet=replace(sheet, is_new=is_new))


async def _written(asked: Asked, relay: Relay, text: str) -> Relay:
    """A correction in words: what it names is changed, and nothing else."""
    if relay.draft.business is None:
        return await _business_named(asked, relay, text)
    words = text.casefold().split()
    if words[:1] == ["change"]:
        part = next((part for part, label in CHANGEABLE.items() if label.casefold() in words), None)
        return _opened_again(relay, part) if part else replace(relay, trouble=USAGE)
    return await _corrected(asked, relay, text)


async def _business_named(asked: Asked, relay: Relay, text: str) -> Relay:
    businesses = await asked.desk.bookings.businesses()
    found = await meant(text, businesses, lambda business: business.name, kind="business")
    if found.one is None:
        return replace(relay, trouble=found.trouble)
    return replace(relay, draft=relay.draft.answered(Part.BUSINESS, found.one.id))


async def _corrected(asked: Asked, relay: Relay, text: str) -> Relay:
    desk, sheet = asked.desk, relay.sheet or Sheet()
    missing = open_parts(relay.draft)
    if missing == [Part.ANSWERS]:
        return await _next_answer(asked, relay, text)
    business = business_of(relay.draft)
    line = await line_in(desk, business, text)
    reading = entered(desk, line, relay.draft, sheet, day=_day(relay, desk.reader.zone))
    if not reading.understood and (lead := _lead(missing)):
        line = await line_in(desk, business, f"{lead} {text}")
        reading = entered(desk, line, relay.draft, sheet)
    if not reading.understood:
        return replace(
            relay, trouble=" ".join((*reading.told, *map(str, _faults(reading.sheet, sheet)), USAGE))
        )
    told_now = " ".join(reading.told) or None
    return replace(relay, draft=reading.draft, sheet=reading.sheet, trouble=told_now)


def _lead(missing: list[Part]) -> str | None:
    """What a bare name is when one is asked for."""
    leads = {Part.STAFF: "with", Part.CUSTOMER: "for"}
    return next((leads[part] for part in missing if part in leads), None)


def _faults(after: Sheet, before: Sheet) -> list[str]:
    return [fault for part, fault in after.faults.items() if fault != before.faults.get(part)]


def _day(relay: Relay, zone: ZoneInfo) -> date | None:
    """The day that the card is about."""
    sheet = relay.sheet or Sheet()
    start = relay.draft.start or sheet.near
    return start.astimezone(zone).date() if start else sheet.wish.day


async def _next_answer(asked: Asked, relay: Relay, text: str) -> Relay:
    """The answer to the first required question that has none."""
    service = await service_of(asked.desk.bookings, relay.draft)
    asks = await asks_of(asked.desk, relay.draft, service)
    sheet = relay.sheet or Sheet()
    needed = [entry.id for entry in service.questions if entry.required and entry.id in asks]
    for key in needed:
        if not sheet.given.get(f"answer-{key}"):
            sheet = replace(sheet, given={**sheet.given, f"answer-{key}": text})
            break
    options = {key: {option: f"option-{n}" for n, option in enumerate(asks[key].options)} for key in asks}
    given = {key: sheet.given.get(f"answer-{key}", "") for key in asks}
    fields = {f"question-{key}": options[key].get(said, said) for key, said in given.items()}
    return await filled(asked, replace(relay, sheet=sheet), fields)


def _parts(asked: Asked, named: Chosen, sheet: Sheet) -> list[tuple[Part, str]]:
    """The rows, the time also where no service says yet how long it takes."""
    desk, draft = asked.desk, asked.draft
    rows = dict(told(desk, draft, named))
    if draft.start is not None and Part.START not in rows:
        local = draft.start.astimezone(desk.reader.zone)
        at = clock(draft.start, desk.reader.locale, desk.reader.zone)
        rows[Part.START] = f"{short_day(local.date(), desk.reader.locale)}, {at}"
    if draft.start is not None and draft.start == sheet.first:
        rows[Part.START] += "\nThe first that is free"
    if draft.answers == () and named.service and named.service.questions:
        rows[Part.ANSWERS] = "None"
    return [(part, rows[part]) for part in Part if part in rows]


def _clocks(asked: Asked, named: Chosen, sheet: Sheet) -> list[Row]:
    """The same time where the line named another zone, at the business, and where the staff are."""
    clocks = other_clocks(asked, named)
    if sheet.zone is None or asked.draft.start is None:
        return clocks
    zone = ZoneInfo(sheet.zone)
    here = elsewhere(
        asked.draft.start, asked.desk.reader.locale, asked.desk.reader.zone, [(f"In {city(zone)}", zone)]
    )
    return [*here, *clocks]
