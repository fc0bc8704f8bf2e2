"""The diary: all that decides which times are open for one service, and what the rules ask of it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from booking.draft import StaffWish
from booking.hours import WeeklyHours
from booking.ids import StaffId
from booking.models import NO_TIME, Appointment, Business, Service, StaffMember
from booking.openings import openings
from booking.policy import SchedulingPolicy
from booking.spans import Span
from booking.ticks import Stretch, joined, length, ticks

FARTHEST = timedelta(days=5 * 365)
"""How far ahead anything is booked, where no policy says less."""

QUARTER_HOUR = timedelta(minutes=15)

Wanted = tuple[StaffId, ...] | StaffWish
"""Who shall hold the appointment: all of these together, anyone (as when none is named), or nobody yet."""


@dataclass(frozen=True, slots=True)
class Diary:
    """What availability is computed from.

    `staff` may be all of the business: those whom the service names can be booked, whatever their role, for
    roles tell what a person does in Bookings, not what is done with them. `appointments` are those that touch
    the time asked about, with a day around it. `busy` always counts (getStaffAvailability), `personal` only
    for those who mind their personal calendar (getSchedule), `held` are slots that others are just booking.
    """

    business: Business
    service: Service
    staff: Sequence[StaffMember]
    appointments: Sequence[Appointment]
    now: datetime
    busy: Mapping[StaffId, Sequence[Span]] = field(default_factory=lambda: MappingProxyType({}))
    personal: Mapping[StaffId, Sequence[Span]] = field(default_factory=lambda: MappingProxyType({}))
    held: Mapping[StaffId, Sequence[Span]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def policy(self) -> SchedulingPolicy:
        """That of the service over that of the business."""
        return self.service.policy.over(self.business.policy)

    @property
    def interval(self) -> timedelta:
        """From one start to the next: that of the policy, else the duration, so that slots do not overlap."""
        choices = (self.policy.interval or NO_TIME, self.service.duration, QUARTER_HOUR)
        return next(choice for choice in choices if choice > NO_TIME)

    @property
    def size(self) -> int:
        """How many ticks an appointment lasts, one at the least."""
        return max(length(self.service.duration), 1)

    @property
    def earliest(self) -> int:
        """The first tick that the lead time leaves."""
        return ticks(self.now) + max(length(self.policy.lead_time or NO_TIME), 0)

    @property
    def latest(self) -> int:
        """The last tick that may be booked in advance."""
        advance = self.policy.advance
        return ticks(self.now) + length(FARTHEST if advance is None else min(advance, FARTHEST))

    def of_service(self, wanted: Wanted) -> list[StaffMember]:
        """Those of the staff who may hold the service, or of them those who are named; by name."""
        can, wished = set(self.service.staff_ids), named(wanted)
        fitting = (one for one in self.staff if one.id in can and (not wished or one.id in wished))
        return sorted(fitting, key=lambda one: (one.name, one.id))

    def sessions(self) -> Iterator[Appointment]:
        """The appointments of this service that several customers share."""
        if self.service.is_group:
            yield from (booked for booked in self.appointments if booked.service_id == self.service.id)

    def joinable(self, wanted: Wanted) -> Iterator[Appointment]:
        """The sessions with seats left that are held by those who are wanted."""
        for session in self.sessions():
            held = set(session.staff_ids)
            fits = not held if wanted is StaffWish.UNASSIGNED else named(wanted) <= held
            if fits and session.seats_filled < session.seats:
                yield session


def named(wanted: Wanted) -> frozenset[StaffId]:
    """Those who are wanted by name."""
    return frozenset[StaffId]() if isinstance(wanted, StaffWish) else frozenset(wanted)


@dataclass(frozen=True, slots=True, eq=False)
class Hours:
    """Effective hours, in ticks: when each shift opens, and the time that is open; both rise."""

    openings: Sequence[int]
    open: Sequence[Stretch]

    def starts(self, fitting: Sequence[Stretch], step: int) -> list[int]:
        """The starts in these stretches, which are open: each whole steps after the last opening."""
        starts: list[int] = []
        for start, end in fitting:
            opening = bisect_right(self.openings, start)
            stops = [*self.openings[opening : bisect_left(self.openings, end)], end]
            for origin, stop in zip(self.openings[opening - 1 :], stops, strict=False):
                first = max(start, origin)
                starts += range(first + (origin - first) % step, stop, step)
        return starts

    def on_grid(self, start: int, step: int) -> bool:
        """Whether this start, at an open time, is one of them."""
        return (start - self.openings[bisect_right(self.openings, start) - 1]) % step == 0


@dataclass(frozen=True, slots=True)
class Holder:
    """One who can hold the appointment; no ids where it shall be unassigned."""

    ids: tuple[StaffId, ...]
    hours: Hours
    reserved: Sequence[Stretch]

    def blocked(self, service: Service) -> list[Stretch]:
        """The starts at which something reserved is hit, buffers on both sides included."""
        before = length(service.pre_buffer)
        after = length(service.duration + service.post_buffer)
        return [(start - after + 1, end + before) for start, end in self.reserved]


@dataclass(frozen=True, slots=True)
class Book:
    """The hours and the reserved time of everyone around a time, read from the diary once."""

    house: Hours
    holders: Sequence[Holder]


def open_book(diary: Diary, wanted: Wanted, around: Stretch) -> Book:
    """Hours of one's own are read in one's own zone, those of the business in its zone.

    An unassigned appointment takes nobody's time, so that it keeps to the hours of the business alone.
    """
    house = _hours(diary.business.hours, diary.business.zone, around)
    if wanted is StaffWish.UNASSIGNED:
        return Book(house, [Holder((), house, ())])
    staff = diary.of_service(wanted)
    reserved = _reserved(diary, staff, around)
    known: dict[tuple[object, ...], Hours] = {}
    holders: list[Holder] = []
    for one in staff:
        hours = house
        if one.own_hours is not None:
            zone = one.zone or diary.business.zone
            alike = (zone, *one.own_hours)
            hours = known[alike] = known.get(alike) or _hours(one.own_hours, zone, around)
        holders.append(Holder((one.id,), hours, joined(reserved[one.id])))
    return Book(house, holders)


def _hours(hours: WeeklyHours, zone: ZoneInfo, around: Stretch) -> Hours:
    shifts = openings(hours, zone, around)
    return Hours(sorted({start for start, _ in shifts}), joined(shifts))


def _reserved(
    diary: Diary, staff: Sequence[StaffMember], around: Stretch
) -> defaultdict[StaffId, list[Stretch]]:
    """What each of them has to do at a time that an appointment with its buffers can reach."""
    first = around[0] - length(diary.service.pre_buffer)
    last = around[1] + length(diary.service.post_buffer)
    reserved: defaultdict[StaffId, list[Stretch]] = defaultdict(list)
    for booked in diary.appointments:
        start = ticks(booked.start) - length(booked.pre_buffer)
        end = ticks(booked.end) + length(booked.post_buffer)
        for staff_id in booked.staff_ids if start < last and first < end else ():
            reserved[staff_id].append((start, end))
    for member in staff:
        busy = (*busy_elsewhere(diary, member), *diary.held.get(member.id, ()))
        reserved[member.id] += ((ticks(span.start), ticks(span.end)) for span in busy)
    return reserved


def busy_elsewhere(diary: Diary, member: StaffMember) -> tuple[Span, ...]:
    """What others than the calendar of the business say of this member's time, as far as it counts."""
    personal = diary.personal.get(member.id, ()) if member.minds_personal_calendar else ()
    return (*diary.busy.get(member.id, ()), *personal)
