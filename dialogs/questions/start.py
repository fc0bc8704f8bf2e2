"""When: a day with its open times, the first free one, or a time as people write it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from booking.diary import FARTHEST
from booking.draft import AppointmentDraft, Part
from booking.errors import Rule
from booking.rules import refusal
from booking.slots import open_slots
from cards import phrases
from cards.answers import Heard, Move, Tapped, Typed
from cards.elements import Card
from cards.frame import Frame
from cards.refused import SLOT
from cards.slots import DAY, Days, slot_picker
from dialogs.leaving import move_of
from dialogs.question import Again, Asked, Question, Reply
from dialogs.questions.refused import book_anyway, offer, refused, refused_start, same_time_with
from dialogs.questions.times import answered, day_of, moment_of, showing
from dialogs.times import ONE_DAY, diary_of, first_slot, whole_day
from dialogs.wording import doubt_in_words
from language.when import When, instants, on_day, read_when

OUT_OF_REACH = {Rule.PAST, Rule.LEAD_TIME, Rule.TOO_FAR}
NOTHING_FREE = "Nothing is free in the next three months."


class StartQuestion(Question):
    """View: {"day": ISO date}; without it the day of the first free time is shown.

    After a refusal also the refused start; and what an administrator may book over, as they were told.
    """

    part = Part.START

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """The open times of one day in the reader's zone."""
        reader, now = asked.desk.reader, asked.desk.clock()
        first = await first_slot(asked.desk, asked.draft, now)
        shown = day_of(asked.view) or (first.start if first else now).astimezone(reader.zone).date()
        diary = await diary_of(asked.desk, asked.draft, whole_day(asked.desk, shown))
        slots = open_slots(diary, whole_day(asked.desk, shown), asked.draft.wanted)
        advance = min(diary.policy.advance or timedelta(days=365), FARTHEST)
        last = (now + advance).astimezone(reader.zone).date()
        days = Days(shown, now.astimezone(reader.zone).date(), last)
        start = refused_start(asked)
        offered = await offer(asked, start) if start else None
        if offered:
            frame = replace(frame, trouble=frame.trouble or offered.in_words(asked))
        instead = offered and offered.instead
        return slot_picker(frame, days, slots, first, instead=instead, tag=reader.locale, zone=reader.zone)

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """An open time, or another day to look at."""
        if move_of(heard) is Move.FIRST_FREE:
            first = await first_slot(asked.desk, asked.draft, asked.desk.clock())
            return answered(asked, first.start) if first else Again(NOTHING_FREE, asked.view)
        match heard:
            case Typed() if (deed := move_of(heard)) in {Move.BOOK_ANYWAY, Move.DOUBLE_BOOK}:
                return await book_anyway(asked, deed)
            case Tapped():
                return await _tapped(asked, heard)
            case Typed(text):
                return await _written(asked, text)


async def _tapped(asked: Asked, tap: Tapped) -> Reply:
    match tap.move:
        case Move.EARLIER_DAY:
            return Again(view=showing(await _shown(asked) - ONE_DAY))
        case Move.LATER_DAY:
            return Again(view=showing(await _shown(asked) + ONE_DAY))
        case Move.OTHER_DAY:
            day = day_of({"day": tap.fields.get(DAY)})
            return Again(view=showing(day)) if day else Again("That is not a day.", asked.view)
        case Move.SAME_TIME_WITH:
            return await same_time_with(asked, tap.fields)
        case Move.BOOK_ANYWAY | Move.DOUBLE_BOOK as deed:
            return await book_anyway(asked, deed)
        case _:
            start = moment_of(tap.fields.get(SLOT, ""))
            return await _taken(asked, start) if start else Again("Please choose a time.", asked.view)


async def _written(asked: Asked, text: str) -> Reply:
    """A time in words: taken when it is one instant and open; a day alone shows that day."""
    reader = asked.desk.reader
    said = read_when(text, now=asked.desk.clock(), zone=reader.zone, locale=reader.locale)
    if said.first_free:
        return await _first_of(asked, said)
    if not (said.day or said.time or said.part or said.doubts):
        return Again(f"I do not read a time in {phrases.quoted(text)}. Try “tomorrow 3pm”.", asked.view)
    if said.day is None and not said.doubts:
        said = on_day(said, await _shown(asked), reader.zone)
    view = showing(said.day) if said.day else asked.view
    if said.doubts:
        return Again(doubt_in_words(said.doubts[0], tag=reader.locale, zone=reader.zone), view)
    match instants(said, reader.zone):
        case (moment,):
            return await _taken(asked, moment)
        case _:
            return Again(view=view)


async def _first_of(asked: Asked, said: When) -> Reply:
    """The first free time, on the day and in the hours that were named."""
    zone, now = asked.desk.reader.zone, asked.desk.clock()
    if said.day is None and said.hours is None:
        first = await first_slot(asked.desk, asked.draft, now)
        return answered(asked, first.start) if first else Again(NOTHING_FREE, asked.view)
    day = said.day or await _shown(asked)
    diary = await diary_of(asked.desk, asked.draft, whole_day(asked.desk, day))
    for slot in open_slots(diary, whole_day(asked.desk, day), asked.draft.wanted):
        local = slot.start.astimezone(zone).time()
        if said.hours is None or said.hours[0] <= local < said.hours[1]:
            return answered(asked, slot.start)
    return Again("Nothing is free then.", showing(day))


async def _taken(asked: Asked, start: datetime) -> Reply:
    """The time, if the rules allow it; otherwise the card tells which does not, and what is free instead."""
    local = start.astimezone(asked.desk.reader.zone).date()
    within = whole_day(asked.desk, local)
    diary = await diary_of(asked.desk, asked.draft, within)
    against = refusal(diary, start, asked.draft.wanted)
    if against is None:
        return answered(asked, start)
    # Beyond what can be booked at all that day has nothing to show: back to the first that has.
    has_free = against not in OUT_OF_REACH or open_slots(diary, within, asked.draft.wanted)
    return Again(None, refused(start) | (showing(local) if has_free else {}))


async def _shown(asked: Asked) -> date:
    """The day that the card shows now."""
    now = asked.desk.clock()
    shown = day_of(asked.view)
    if shown is None:
        first = await first_slot(asked.desk, asked.draft, now)
        shown = (first.start if first else now).astimezone(asked.desk.reader.zone).date()
    return shown
