"""What the question for a time is made of: days, moments and the diary around them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from booking.diary import Diary
from booking.draft import AppointmentDraft, Part
from booking.errors import Rejected
from booking.spans import Span
from dialogs.facts import chosen
from dialogs.question import Asked

ONE_DAY = timedelta(days=1)
# At the ends of the calendar there is no day before, no day after, and not every zone.
YEARS = range(1970, 3000)


async def diary_of(asked: Asked, within: Span) -> Diary:
    """Everything about this time, read fresh."""
    named = await chosen(asked.desk.bookings, asked.draft)
    if named.service is None:
        raise Rejected("the service is gone")
    return await asked.desk.scheduling.diary(named.business, named.service, named.holders, within)


def whole_day(asked: Asked, day: date) -> Span:
    """From midnight to midnight of the reader: 23 or 25 hours when the clocks change."""
    zone = asked.desk.reader.zone
    return Span(datetime.combine(day, time(), zone), datetime.combine(day + ONE_DAY, time(), zone))


def showing(day: date) -> dict[str, Any]:
    """The view of this day."""
    return {"day": day.isoformat()}


def answered(asked: Asked, start: datetime) -> AppointmentDraft:
    """The draft with this start."""
    return asked.draft.answered(Part.START, start.astimezone(UTC))


def day_of(view: dict[str, Any]) -> date | None:
    """The day of a view; None for anything else."""
    try:
        day = date.fromisoformat(view.get("day") or "")
    except ValueError:
        return None
    return day if day.year in YEARS else None


def moment_of(said: str) -> datetime | None:
    """An aware moment, as a card carries it; None for anything else."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.year in YEARS else None
