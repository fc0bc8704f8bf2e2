"""When: a day with its open times, the first free one, or a time as people write it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from booking.draft import AppointmentDraft, Part
from booking.errors import Rule
from booking.rules import nearest, refusal
from booking.slots import open_slots
from cards import phrases
from cards.answers import Heard, Move, Tapped, Typed
from cards.elements import Card
from cards.frame import Frame
from cards.slots import DAY, SLOT, Days, slot_picker
from dialogs.leaving import move_of
from dialogs.question import Again, Asked, Question, Reply
from dialogs.times import ONE_DAY, diary_of, first_slot, whole_day
from dialogs.wording import doubt_in_words, refused_in_words
from language.when import When, instants, on_day, read_when

# At the ends of the calendar there is no day before, no day after, and not every zone.
YEARS = range(1970, 3000)

OUT_OF_REACH = {Rule.PAST, Rule.LEAD_TIME, Rule.TOO_FAR}
NOTHING_FREE = "Nothing is free in the next three months."


class StartQuestion(Question):
    """View: {"day": ISO date}; without it the day of the first free time is shown."""

    part = Part.START

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """The open times of one day in the reader's zone."""
        reader, now = asked.desk.reader, asked.desk.clock()
        first = await first_slot(asked.desk, asked.draft, now)
        shown = _day(asked.view) or (first.start if first else now).astimezone(reader.zone).date()
        diary = await diary_of(asked.desk, asked.draft, whole_day(asked.desk, shown))
        slots = open_slots(diary, whole_day(asked.desk, shown), asked.draft.wanted)
        last = (now + (diary.policy.advance or timedelta(days=365))).astimezone(reader.zone).date()
        days = Days(shown, now.astimezone(reader.zone).date(), last)
        return slot_picker(frame, days, slots, first, tag=reader.locale, zone=reader.zone)

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """An open time, or another day to look at."""
        if move_of(heard) is Move.FIRST_FREE:
            first = await first_slot(asked.desk, asked.draft, asked.desk.clock())
            return _answered(asked, first.start) if first else Again(NOTHING_FREE, asked.view)
        match heard:
            case Tapped(move=Move.EARLIER_DAY):
                return Again(view=_showing(await _shown(asked) - ONE_DAY))
            case Tapped(move=Move.LATER_DAY):
                return Again(view=_showing(await _shown(asked) + ONE_DAY))
            case Tapped(move=Move.OTHER_DAY, fields=fields):
                day = _day({"day": fields.get(DAY)})
                return Again(view=_showing(day)) if day else Again("That is not a day.", asked.view)
            case Tapped(fields=fields):
                start = _moment(fields.get(SLOT, ""))
                return await _taken(asked, start) if start else Again("Please choose a time.", asked.view)
            case Typed(text):
                return await _written(asked, text)


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
    view = _showing(said.day) if said.day else asked.view
    if said.doubts:
        return Again(doubt_in_words(said.doubts[0], tag=reader.locale, zone=reader.zone), view)
    match instants(said, reader.zone):
        case (moment,):
            return await _taken(asked, moment)
        case _:
            return Again(view=view)


async def _first_of(asked: Asked, said: When) -> Reply:
    """The first free time, on the day and in the part of the day that were named."""
    zone, now = asked.desk.reader.zone, asked.desk.clock()
    if said.day is None and said.part is None:
        first = await first_slot(asked.desk, asked.draft, now)
        return _answered(asked, first.start) if first else Again(NOTHING_FREE, asked.view)
    day = said.day or await _shown(asked)
    diary = await diary_of(asked.desk, asked.draft, whole_day(asked.desk, day))
    for slot in open_slots(diary, whole_day(asked.desk, day), asked.draft.wanted):
        local = slot.start.astimezone(zone).time()
        if said.part is None or said.part.start <= local < said.part.end:
            return _answered(asked, slot.start)
    return Again("Nothing is free then.", _showing(day))


async def _taken(asked: Asked, start: datetime) -> Reply:
    """The time, if the rules allow it; otherwise the rule that does not, and the nearest times."""
    local = start.astimezone(asked.desk.reader.zone).date()
    within = whole_day(asked.desk, local)
    diary = await diary_of(asked.desk, asked.draft, within)
    against = refusal(diary, start, asked.draft.wanted)
    if against is None:
        return _answered(asked, start)
    near = nearest(diary, start, asked.draft.wanted, within=within)
    told = refused_in_words(against, near, tag=asked.desk.reader.locale, zone=asked.desk.reader.zone)
    # Beyond what can be booked at all that day has nothing to show: back to the first that has.
    return Again(told, _showing(local) if near or against not in OUT_OF_REACH else {})


async def _shown(asked: Asked) -> date:
    """The day that the card shows now."""
    now = asked.desk.clock()
    shown = _day(asked.view)
    if shown is None:
        first = await first_slot(asked.desk, asked.draft, now)
        shown = (first.start if first else now).astimezone(asked.desk.reader.zone).date()
    return shown


def _showing(day: date) -> dict[str, Any]:
    return {"day": day.isoformat()}


def _answered(asked: Asked, start: datetime) -> AppointmentDraft:
    return asked.draft.answered(Part.START, start.astimezone(UTC))


def _day(view: dict[str, Any]) -> date | None:
    try:
        day = date.fromisoformat(view.get("day") or "")
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _moment(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.year in YEARS else None
