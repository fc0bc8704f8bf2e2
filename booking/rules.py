"""Why a time is refused, and which others are open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from booking.diary import FARTHEST, Book, Diary, Holder, Wanted, busy_elsewhere, named, open_book
from booking.errors import Rule
from booking.ids import StaffId
from booking.models import Slot
from booking.openings import offered
from booking.override import OVERRIDABLE
from booking.slots import open_slots
from booking.spans import Span
from booking.ticks import TICK, Stretch, inside, length, ticks

BY_HOLDER = (
    Rule.CLOSED,
    Rule.OUTSIDE_STAFF_HOURS,
    Rule.STAFF_BUSY,
    Rule.GROUP_FULL,
    Rule.HELD,
    Rule.BUSY_ELSEWHERE,
    Rule.OFF_GRID,
)
"""What can speak against one of the staff, in the order in which it is looked at."""


@dataclass(frozen=True, slots=True)
class Objections:
    """All the rules against a start, and who would hold the appointment in spite of them."""

    rules: tuple[Rule, ...] = ()
    staff_ids: tuple[StaffId, ...] = ()
    is_final: bool = False
    """So far ahead that nothing else was looked at."""

    @property
    def can_be_overridden(self) -> bool:
        """Whether an administrator may book all the same."""
        return bool(self.rules) and not self.is_final and OVERRIDABLE.issuperset(self.rules)


def refusal(diary: Diary, start: datetime, wanted: Wanted = ()) -> Rule | None:
    """The rule that speaks against this start; None exactly where `open_slots` has it.

    First what holds for everyone: PAST, LEAD_TIME, TOO_FAR, NOT_OFFERED. Then NOT_OF_SERVICE, for somebody
    named, or where nobody does this service. Then what holds for each of the staff: CLOSED where the business
    is closed as well, else OUTSIDE_STAFF_HOURS; GROUP_FULL for a session of this service without a seat, else
    STAFF_BUSY; HELD; BUSY_ELSEWHERE; OFF_GRID. Of those named the first rule counts, for anyone that of the
    one who comes nearest.
    """
    at = ticks(start)
    if (rule := next(_for_everyone(diary, at), None)) is not None:
        return rule
    if _joins(diary, at, wanted):
        return None
    book = open_book(diary, wanted, (at, at + diary.size))
    wished = named(wanted)
    if len(book.holders) < max(len(wished), 1):
        return Rule.NOT_OF_SERVICE
    against = [next(_for_holder(diary, book, holder, at), None) for holder in book.holders]
    rules = sorted((rule for rule in against if rule is not None), key=BY_HOLDER.index)
    if wished:
        return rules[0] if rules else None
    return None if None in against else rules[-1]


def objections(diary: Diary, start: datetime, wanted: Wanted = ()) -> Objections:
    """All the rules against this start, not only the first that is told; none exactly where it is open.

    For anyone those of the one against whom least speaks: nothing that cannot be overridden, no other
    appointment, few rules; of equals the first by name.
    """
    at = ticks(start)
    if at > ticks(diary.now) + length(FARTHEST):
        return Objections((Rule.TOO_FAR,), is_final=True)
    for_all = tuple(_for_everyone(diary, at))
    if _joins(diary, at, wanted):
        return Objections(for_all)
    book = open_book(diary, wanted, (at, at + diary.size))
    wished = named(wanted)
    if len(book.holders) < max(len(wished), 1):
        return Objections((*for_all, Rule.NOT_OF_SERVICE))
    each = [
        Objections((*for_all, *_for_holder(diary, book, holder, at)), holder.ids) for holder in book.holders
    ]
    if not wished:
        return min(each, key=_weight)
    rules = dict.fromkeys(rule for one in each for rule in one.rules)
    return Objections(tuple(rules), tuple(staff_id for one in each for staff_id in one.staff_ids))


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


def _weight(one: Objections) -> tuple[bool, bool, int]:
    hopeless = bool(one.rules) and not one.can_be_overridden
    return hopeless, Rule.STAFF_BUSY in one.rules, len(one.rules)


def _joins(diary: Diary, at: int, wanted: Wanted) -> bool:
    return any(ticks(session.start) == at for session in diary.joinable(wanted))


def _for_everyone(diary: Diary, at: int) -> Iterator[Rule]:
    if at < ticks(diary.now):
        yield Rule.PAST
    elif at < diary.earliest:
        yield Rule.LEAD_TIME
    if at > diary.latest:
        yield Rule.TOO_FAR
    end = at + diary.size
    if not inside(offered(diary.policy, diary.business.zone, (at, end)), at, end):
        yield Rule.NOT_OFFERED


def _for_holder(diary: Diary, book: Book, holder: Holder, at: int) -> Iterator[Rule]:
    end = at + diary.size
    is_open = inside(holder.hours.open, at, end)
    if not is_open:
        yield Rule.OUTSIDE_STAFF_HOURS if inside(book.house.open, at, end) else Rule.CLOSED
    if inside(holder.blocked(diary.service), at, at + 1):
        yield from _taken_by(diary, holder, at)
    if is_open and not holder.hours.on_grid(at, length(diary.interval)):
        yield Rule.OFF_GRID


def _taken_by(diary: Diary, holder: Holder, at: int) -> Iterator[Rule]:
    """By what the time is taken: an appointment, a booking under way, something elsewhere, or several."""
    if _is_hit(diary, at, _appointments(diary, holder)):
        yield Rule.GROUP_FULL if _full_session(diary, holder, at) else Rule.STAFF_BUSY
    members = [one for one in diary.staff if one.id in holder.ids]
    if _is_hit(diary, at, (_stretch(span) for one in members for span in diary.held.get(one.id, ()))):
        yield Rule.HELD
    if _is_hit(diary, at, (_stretch(span) for one in members for span in busy_elsewhere(diary, one))):
        yield Rule.BUSY_ELSEWHERE


def _is_hit(diary: Diary, at: int, taken: Iterable[Stretch]) -> bool:
    """Whether an appointment at this start would reach into any of it with its buffers."""
    first = at - length(diary.service.pre_buffer)
    last = at + length(diary.service.duration + diary.service.post_buffer)
    return any(start < end and start < last and first < end for start, end in taken)


def _appointments(diary: Diary, holder: Holder) -> Iterator[Stretch]:
    for booked in diary.appointments:
        if set(holder.ids) & set(booked.staff_ids):
            yield ticks(booked.start - booked.pre_buffer), ticks(booked.end + booked.post_buffer)


def _stretch(span: Span) -> Stretch:
    return ticks(span.start), ticks(span.end)


def _full_session(diary: Diary, holder: Holder, at: int) -> bool:
    return any(
        ticks(session.start) == at
        and session.seats_filled >= session.seats
        and set(holder.ids) & set(session.staff_ids)
        for session in diary.sessions()
    )
