"""When: the open times of one day, the first free one, or another day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.models import Slot
from cards.answers import Move
from cards.dates import city, clock, day, short_day
from cards.elements import Card, Element, action_row, choice, date_input, sentence
from cards.frame import Frame

SLOT, DAY = "slot", "day"


@dataclass(frozen=True, slots=True)
class Days:
    """The day that is shown, and the days that can be asked for."""

    shown: date
    first: date
    last: date


def slot_picker(
    frame: Frame, days: Days, slots: Sequence[Slot], first_free: Slot | None, *, tag: str, zone: ZoneInfo
) -> Card:
    """The open times of a day in the reader's zone; nothing is offered that cannot be booked."""
    body: list[Element] = [sentence(f"**{day(days.shown, tag)}** · times in {city(zone)}")]
    buttons = [frame.answer("Take this time")] if slots else []
    if slots:
        choices = [(_slot_line(slot, tag, zone), slot.start.isoformat()) for slot in slots]
        body.append(choice(SLOT, "Time", choices, chosen=choices[0][1], required="Please choose a time."))
    else:
        body.append(sentence("No time is free on this day."))
    body.append(
        date_input(DAY, "Another day", value=f"{days.shown}", first=f"{days.first}", last=f"{days.last}")
    )
    body.append(action_row(_other_days(frame, days, first_free, tag=tag, zone=zone)))
    return frame.card("When?", body, buttons)


def _other_days(
    frame: Frame, days: Days, first_free: Slot | None, *, tag: str, zone: ZoneInfo
) -> list[Element]:
    ways: list[Element] = [frame.answer("Show that day", Move.OTHER_DAY) | {"style": "default"}]
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
