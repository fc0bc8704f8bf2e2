"""Open slots: the starts that all rules allow."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from booking.diary import Book, Diary, Holder, Hours, Wanted, named, open_book
from booking.draft import StaffWish
from booking.ids import StaffId
from booking.models import Service, Slot
from booking.openings import midnights, offered
from booking.spans import Span
from booking.ticks import Stretch, common, fitting, inside, length, moment, ticks


def open_slots(diary: Diary, within: Span, wanted: Wanted = ()) -> list[Slot]:
    """All open starts inside `within`, earliest first, each with those who are free then.

    The staff of a slot stand in the order in which "anyone" should take them: who has the fewest appointments
    on that day of the business, then by name. A session of a group service with seats left is a slot of its
    own, ahead of a new appointment at the same start; it is there already, whatever the hours and the grid.
    """
    window = max(ticks(within.start), diary.earliest), min(ticks(within.end), diary.latest + 1)
    if window[0] >= window[1]:
        return []
    around = window[0], window[1] + diary.size
    allowed = common(fitting(offered(diary.policy, diary.business.zone, around), diary.size), [window])
    staff_at = _staff_at(diary, open_book(diary, wanted, around), allowed)
    new = _new(diary, staff_at, needed=len(named(wanted)))
    return sorted([*_sessions(diary, allowed, wanted), *new], key=lambda slot: slot.start)


def first_free(
    diary: Diary, after: datetime, wanted: Wanted = (), *, until: datetime | None = None
) -> Slot | None:
    """The first open slot from `after` on, as far ahead as may be booked, or up to `until`."""
    start = max(ticks(after), diary.earliest)
    stop = diary.latest + 1 if until is None else min(diary.latest + 1, ticks(until))
    reach = length(timedelta(days=1))
    while start < stop:
        within = Span(moment(start), moment(min(start + reach, stop)))
        if slots := open_slots(diary, within, wanted):
            return slots[0]
        start, reach = start + reach, reach * 2
    return None


def _staff_at(diary: Diary, book: Book, allowed: Sequence[Stretch]) -> dict[int, list[StaffId]]:
    """Who can begin a new appointment when; those of the same hours share their starts."""
    alike: defaultdict[Hours, list[Holder]] = defaultdict(list)
    for holder in book.holders:
        alike[holder.hours].append(holder)
    staff_at: defaultdict[int, list[StaffId]] = defaultdict(list)
    for hours, holders in alike.items():
        open_then = common(fitting(hours.open, diary.size), allowed)
        starts = hours.starts(open_then, length(diary.interval))
        busy_at = _busy_at(starts, holders, diary.service)
        staff = [staff_id for holder in holders for staff_id in holder.ids]
        for start in starts:
            if (busy := busy_at.get(start)) is None:
                staff_at[start] += staff
            elif len(busy) < len(staff):
                staff_at[start] += [staff_id for staff_id in staff if staff_id not in busy]
    return staff_at


def _busy_at(starts: Sequence[int], holders: Sequence[Holder], service: Service) -> dict[int, set[StaffId]]:
    busy_at: defaultdict[int, set[StaffId]] = defaultdict(set)
    for holder in holders:
        for first, last in holder.blocked(service):
            for start in starts[bisect_left(starts, first) : bisect_left(starts, last)]:
                busy_at[start].update(holder.ids)
    return busy_at


def _new(diary: Diary, staff_at: dict[int, list[StaffId]], *, needed: int) -> Iterator[Slot]:
    if not staff_at:
        return
    turns = _Turns.of(diary, (min(staff_at), max(staff_at)))
    for start, staff in staff_at.items():
        if len(staff) >= needed:
            begin = moment(start)
            yield Slot(begin, begin + diary.service.duration, turns.order(staff, start), diary.service.seats)


def _sessions(diary: Diary, allowed: Sequence[Stretch], wanted: Wanted) -> Iterator[Slot]:
    for session in diary.joinable(wanted):
        start = ticks(session.start)
        if inside(allowed, start, start + 1):
            seats_left = session.seats - session.seats_filled
            yield Slot(moment(start), session.end.astimezone(UTC), session.staff_ids, seats_left)


@dataclass(frozen=True, slots=True)
class _Turns:
    """Whose turn it is on each day: one number for each of the staff, the lowest first."""

    midnights: Sequence[int]
    turns: Sequence[dict[StaffId, int]]

    @classmethod
    def of(cls, diary: Diary, around: Stretch) -> "_Turns":
        days = midnights(around, diary.business.zone)
        # Each appointment weighs more than all the names together.
        by_name = {one.id: place for place, one in enumerate(diary.of_service(StaffWish.ANYONE))}
        turns = [by_name.copy() for _ in days]
        for appointment in diary.appointments:
            day = bisect_right(days, ticks(appointment.start)) - 1
            for staff_id in by_name.keys() & appointment.staff_ids if 0 <= day < len(days) - 1 else ():
                turns[day][staff_id] += len(by_name)
        return cls(days, turns)

    def order(self, staff: list[StaffId], start: int) -> tuple[StaffId, ...]:
        """By appointments on the day of this start, then by name."""
        turns = self.turns[bisect_right(self.midnights, start) - 1]
        return tuple(sorted(staff, key=turns.__getitem__))
