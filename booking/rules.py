"""Why a time is refused, and which others are open."""

from datetime import datetime

from booking.diary import Book, Diary, Holder, Wanted, named, open_book
from booking.errors import Rule
from booking.ids import StaffId
from booking.models import Slot
from booking.openings import offered
from booking.slots import open_slots
from booking.spans import Span
from booking.ticks import TICK, inside, length, ticks

BY_HOLDER = (Rule.CLOSED, Rule.OUTSIDE_STAFF_HOURS, Rule.STAFF_BUSY, Rule.GROUP_FULL, Rule.OFF_GRID)
"""What can speak against one of the staff, in the order in which it is looked at."""


def refusal(diary: Diary, start: datetime, wanted: Wanted = ()) -> Rule | None:
    """The rule that speaks against this start; None exactly where `open_slots` has it.

    First what holds for everyone: PAST, LEAD_TIME, TOO_FAR, NOT_OFFERED. Then NOT_OF_SERVICE, for somebody
    named, or where nobody does this service. Then what holds for each of the staff: CLOSED where the business
    is closed as well, else OUTSIDE_STAFF_HOURS; GROUP_FULL for a session of this service without a seat, else
    STAFF_BUSY; OFF_GRID. Of those named the first rule counts, for anyone that of the one who comes nearest.
    """
    at = ticks(start)
    if (rule := _for_everyone(diary, at)) is not None:
        return rule
    if any(ticks(session.start) == at for session in diary.joinable(wanted)):
        return None
    book = open_book(diary, wanted, (at, at + diary.size))
    wished = named(wanted)
    if len(book.holders) < max(len(wished), 1):
        return Rule.NOT_OF_SERVICE
    against = [_for_holder(diary, book, holder, at) for holder in book.holders]
    rules = sorted((rule for rule in against if rule is not None), key=BY_HOLDER.index)
    if wished:
        return rules[0] if rules else None
    return None if None in against else rules[-1]


def nearest(
    diary: Diary, start: datetime, wanted: Wanted = (), *, within: Span, count: int = 3
) -> list[Slot]:
    """The open slots nearest to a refused time, before and after it, earliest first; one for each start."""
    slots = {slot.start: slot for slot in reversed(open_slots(diary, within, wanted))}
    by_distance = sorted(slots.values(), key=lambda slot: (abs(slot.start - start), slot.start))
    return sorted(by_distance[:count])


def free_at(diary: Diary, start: datetime) -> tuple[StaffId, ...]:
    """Who can hold the appointment at this start, in the order of `open_slots`."""
    slots = open_slots(diary, Span(start, start + TICK))
    return tuple(dict.fromkeys(staff_id for slot in slots for staff_id in slot.staff_ids))


def _for_everyone(diary: Diary, at: int) -> Rule | None:
    if at < ticks(diary.now):
        return Rule.PAST
    if at < diary.earliest:
        return Rule.LEAD_TIME
    if at > diary.latest:
        return Rule.TOO_FAR
    end = at + diary.size
    if not inside(offered(diary.policy, diary.business.zone, (at, end)), at, end):
        return Rule.NOT_OFFERED
    return None


def _for_holder(diary: Diary, book: Book, holder: Holder, at: int) -> Rule | None:
    end = at + diary.size
    if not inside(holder.hours.open, at, end):
        return Rule.OUTSIDE_STAFF_HOURS if inside(book.house.open, at, end) else Rule.CLOSED
    if inside(holder.blocked(diary.service), at, at + 1):
        return Rule.GROUP_FULL if _full_session(diary, holder, at) else Rule.STAFF_BUSY
    return None if holder.hours.on_grid(at, length(diary.interval)) else Rule.OFF_GRID


def _full_session(diary: Diary, holder: Holder, at: int) -> bool:
    return any(
        ticks(session.start) == at
        and session.seats_filled >= session.seats
        and set(holder.ids) & set(session.staff_ids)
        for session in diary.sessions()
    )
