"""The last look of a line: all of it on one card, with inputs for what the line leaves open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar
from zoneinfo import ZoneInfo

from booking.draft import AppointmentDraft, Part
from booking.errors import BookingError
from cards.answers import Heard, Move, Tapped, Typed
from cards.customer import MAIL, NAME, PHONE
from cards.dates import city, clock, elsewhere, short_day
from cards.elements import Card
from cards.frame import Frame, Row
from cards.last_look import LastLook, in_words, last_look
from cards.open_parts import WHEN
from cards.slots import SLOT
from dialogs.booked import keep_time
from dialogs.completing import completed, open_parts
from dialogs.desk import Desk
from dialogs.facts import Chosen, chosen
from dialogs.filling import filled
from dialogs.leaving import move_of
from dialogs.opening import opened
from dialogs.question import Again, Asked, Question, Reply, trouble_of
from dialogs.questions.corrections import corrected, opened_again
from dialogs.questions.last_look import other_clocks, warnings_about
from dialogs.questions.refused import book_anyway, same_time_with
from dialogs.relay import Relay
from dialogs.sheet import Sheet
from dialogs.telling import told

ID = "one-line"
FORM = (NAME, MAIL, PHONE)
TIMED = (SLOT, WHEN)
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
            if open_parts(whole.draft) or (left := await keep_time(desk, whole)) is None:
                return whole
            # A colleague is booking it: the rules are asked about it anew, and other times offered.
            sheet = replace(left.sheet or Sheet(), near=whole.draft.start, checked="")
            return await completed(desk, replace(left, sheet=sheet))
        except BookingError as error:
            failed = replace(relay.sheet or Sheet(), failed=True)
            return replace(relay, sheet=failed, trouble=trouble_of(desk, error))

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """What is settled as rows, what is open as inputs, and Book."""
        sheet = asked.sheet or Sheet()
        frame = replace(frame, can_go_back=False)
        if sheet.failed:
            return frame.card("That did not work", [], [frame.way("Try again", Move.RETRY)])
        open_now = await opened(asked, frame)
        if asked.draft.business is None:
            return last_look(replace(frame, chosen=()), LastLook((), open=open_now))
        named = await chosen(asked.desk.bookings, asked.draft)
        parts = _parts(asked, named, sheet)
        look = LastLook(parts, _clocks(asked, named, sheet), warnings_about(asked.draft, named), open_now)
        return last_look(replace(frame, chosen=()), look)

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """Book, change something, fill something in, or write it."""
        relay, move = Relay(asked.draft, former=asked.former, sheet=asked.sheet or Sheet()), move_of(heard)
        match heard:
            case Tapped(fields=fields):
                return await _tapped(asked, relay, move, fields)
            case Typed() if move in {Move.BOOK_ANYWAY, Move.DOUBLE_BOOK}:
                return await _all_the_same(asked, relay, move, {})
            case Typed() if move is Move.BOOK:
                return await _book(asked, relay, relay.sheet.new if relay.sheet else {})
            case Typed(text):
                return await corrected(asked, relay, text)


async def _tapped(asked: Asked, relay: Relay, move: Move | None, fields: Mapping[str, str]) -> Relay:
    match move:
        case Move.CHANGE:
            kept = await _kept(asked, relay, fields)
            part = next((part for part in Part if part == fields.get("part")), None)
            return opened_again(kept, part) if part else kept
        case Move.NEW_CUSTOMER | Move.KNOWN_CUSTOMER:
            kept = await _kept(asked, relay, fields)
            return _other_customer(kept, is_new=move is Move.NEW_CUSTOMER)
        case Move.SAME_TIME_WITH | Move.BOOK_ANYWAY | Move.DOUBLE_BOOK:
            return await _all_the_same(asked, relay, move, fields)
        case Move.BOOK:
            return await _book(asked, relay, fields)
        case _:
            return relay


async def _kept(asked: Asked, relay: Relay, fields: Mapping[str, str]) -> Relay:
    """What was filled in before another button was pressed; a form that may be half done stays a form."""
    sheet = relay.sheet or Sheet()
    if not sheet.is_new:
        return await filled(asked, relay, fields)
    form = {name: fields.get(name, "") for name in FORM}
    others = {name: said for name, said in fields.items() if name not in FORM}
    return await filled(asked, replace(relay, sheet=replace(sheet, new=form)), others)


async def _all_the_same(asked: Asked, relay: Relay, move: Move | None, fields: Mapping[str, str]) -> Relay:
    """The time that was refused, with somebody else or over the rule; what is chosen besides stays."""
    kept = await _kept(asked, relay, {name: said for name, said in fields.items() if name not in TIMED})
    asked = replace(asked, draft=kept.draft)
    is_with = move is Move.SAME_TIME_WITH
    match await (same_time_with(asked, fields) if is_with else book_anyway(asked, move)):
        case AppointmentDraft() as draft:
            sheet = (kept.sheet or Sheet()).settled(Part.START)
            return replace(kept, draft=draft, sheet=replace(sheet, near=None, checked=""))
        case Again(trouble):
            return replace(kept, trouble=trouble)
        case Relay() as onward:
            return onward


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


def _other_customer(relay: Relay, *, is_new: bool) -> Relay:
    """The form in place of the search, or the search in place of the form and of the candidates."""
    if relay.draft.customer is not None:
        return relay
    sheet = relay.sheet or Sheet()
    if not is_new and not sheet.is_new:
        sheet = sheet.settled(Part.CUSTOMER)
    return replace(relay, sheet=replace(sheet, is_new=is_new))


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
