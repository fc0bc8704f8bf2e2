"""When: the open times of one day, the first free one, or another day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.models import Slot
from cards.answers import Move
from cards.dates import city, clock, day, short_day
from cards.elements import Card, Element, action_row, button, choice, date_input, sentence
from cards.frame import Frame
from cards.refused import SLOT, Instead, instead_of

DAY = "day"

NONE_FREE = "No time is free on this day."
NONE_FREE_AT_ALL = "No time is free on this day, nor on any other in the next three months."


@dataclass(frozen=True, slots=True)
class Days:
    """The day that is shown, and the days that can be asked for."""

    shown: date
    first: date
    last: date


def slot_picker(
    frame: Frame,
    days: Days,
    slots: Sequence[Slot],
    first_free: Slot | None,
    *,
    instead: Instead | None = None,
    tag: str,
    zone: ZoneInfo,
) -> Card:
    """The open times of a day in the reader's zone, and the ways on from a time that was refused."""
    body: list[Element] = instead_of(frame, instead, tag=tag, zone=zone) if instead else []
    body.append(sentence(f"**{day(days.shown, tag)}** · times in {city(zone)}"))
    buttons = [frame.answer("Take this time")] if slots else []
    if slots:
        # A session with seats left comes before a new one at the same start, and is what would be booked.
        by_start = {slot.start: slot for slot in reversed(slots)}
        choices = [(_slot_line(by_start[at], tag, zone), at.isoformat()) for at in sorted(by_start)]
        body.append(choice(SLOT, "Time", choices, chosen=choices[0][1], required="Please choose a time."))
    else:
        body.append(sentence(NONE_FREE if first_free else NONE_FREE_AT_ALL))
    body.append(_another_day(frame, days))
    is_offered = bool(slots) and first_free is not None and slots[0].start == first_free.start
    ways = _other_days(frame, days, None if is_offered else first_free, tag=tag, zone=zone)
    return frame.card("When?", [*body, action_row(ways)] if ways else body, buttons)


def _another_day(frame: Frame, days: Days) -> Element:
    """A day to type or pick, with its button beside it."""
    day_input = date_input(
        DAY, "Another day", value=f"{days.shown}", first=f"{days.first}", last=f"{days.last}"
    )
    show = action_row([button("Show that day", frame.nonce, Move.OTHER_DAY)])
    columns = [("stretch", day_input), ("auto", show)]
    return {
        "type": "ColumnSet",
        "columns": [
            {"type": "Column", "width": width, "verticalContentAlignment": "Bottom", "items": [item]}
            for width, item in columns
        ],
    }


def _other_days(
    frame: Frame, days: Days, first_free: Slot | None, *, tag: str, zone: ZoneInfo
) -> list[Element]:
    """The days beside the one that is shown, and the first free time where it is not preselected."""
    ways: list[Element] = []
    if days.shown > days.first:
        ways.append(frame.way("Day before", Move.EARLIER_DAY))
    if days.shown + timedelta(days=1) <= days.last:
        ways.append(frame.way("Day after", Move.LATER_DAY))
    if first_free is not None:
        local = first_free.start.astimezone(zone)
        shown = f"First free: {short_day(local.date(), tag)}, {clock(first_free.start, tag, zone)}"
        ways.append(frame.way(shown, Move.FIRST_FREE))
    return ways


def _slot_line(slot: Slot, tag: str, zone: ZoneInfo) -> str:
    shown = clock(slot.start, tag, zone)
    return f"{shown} · {slot.seats_left} seats left" if slot.seats_left > 1 else shown
