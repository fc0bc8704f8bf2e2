"""What the question for a time is made of: days, moments and answers."""

from datetime import UTC, date, datetime
from typing import Any

from booking.draft import AppointmentDraft, Part
from dialogs.question import Asked

# At the ends of the calendar there is no day before, no day after, and not every zone.
YEARS = range(1970, 3000)


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
