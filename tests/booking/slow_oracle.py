"""Availability looked up minute by minute, from the rules as they are documented.

It is slow, and shares nothing with what it judges but the data. A minute is its place in the `Timeline`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from booking.diary import Diary
from booking.draft import StaffWish
from booking.hours import WeeklyHours
from booking.models import Appointment, StaffMember
from booking.policy import Offering
from booking.spans import Span

MINUTE = timedelta(minutes=1)


class Timeline:
    """Every minute from two days before a time to one day after it."""

    def __init__(self, within: Span) -> None:
        self.first = within.start - timedelta(days=2)
        self.count = (within.end - within.start) // MINUTE + 3 * 24 * 60
        self.moments = [self.first + MINUTE * n for n in range(self.count)]
        self.clocks: dict[ZoneInfo, list[datetime]] = {}

    def place(self, moment: datetime) -> int:
        return (moment - self.first) // MINUTE

    def clock(self, zone: ZoneInfo) -> list[datetime]:
        """What the clock on the wall shows at each minute."""
        if zone not in self.clocks:
            self.clocks[zone] = [m.astimezone(zone).replace(tzinfo=None) for m in self.moments]
        return self.clocks[zone]

    def shown(self, local: datetime, zone: ZoneInfo) -> int:
        """The first minute at which the clock shows this time or a later one."""
        return next((n for n, clock in enumerate(self.clock(zone)) if clock >= local), self.count)

    def shifts(self, hours: WeeklyHours, zone: ZoneInfo) -> list[range]:
        """The minutes of every shift that begins on one of the days, but for the first, which is cut off."""
        shifts: list[range] = []
        days = sorted({clock.date() for clock in self.clock(zone)})
        for day in (days[0] + timedelta(days=n) for n in range(1, (days[-1] - days[0]).days + 1)):
            for weekday, shift in hours:
                if weekday == day.weekday():
                    until = day if shift.end > shift.start else day + timedelta(days=1)
                    opens = self.shown(datetime.combine(day, shift.start), zone)
                    closes = self.shown(datetime.combine(until, shift.end), zone)
                    shifts.append(range(opens, closes))
        return [shift for shift in shifts if shift]


class Oracle:
    """Answers for one diary and one wish; `within` are whole minutes."""

    def __init__(self, diary: Diary, within: Span, wanted: tuple | StaffWish) -> None:
        self.diary, self.within, self.wanted = diary, within, wanted
        self.time = Timeline(within)
        self.service = diary.service
        own, inherited = self.service.policy, diary.business.policy

        def part(name):
            return getattr(inherited, name) if getattr(own, name) is None else getattr(own, name)

        self.lead = part("lead_time") or timedelta()
        self.advance = part("advance")
        self.step = (part("interval") or self.service.duration) // MINUTE
        self.general, self.windows = part("general"), part("windows") or ()
        self.length = self.service.duration // MINUTE

    def slots(self) -> set:
        """Start, staff and seats of every slot."""
        return {slot for moment in self._moments() for slot in self._slots_at(moment)}

    def _moments(self) -> Iterator[datetime]:
        moment = self.within.start
        while moment < self.within.end:
            yield moment
            moment += MINUTE

    def _slots_at(self, moment: datetime) -> Iterator[tuple]:
        too_far = self.advance is not None and moment > self.diary.now + self.advance
        if moment < self.diary.now or moment < self.diary.now + self.lead or too_far:
            return
        minutes = range(self.time.place(moment), self.time.place(moment) + self.length)
        if not all(n in self._offered for n in minutes):
            return
        for session in self._sessions(moment):
            yield moment, frozenset(session.staff_ids), session.seats - session.seats_filled
        yield from self._new(moment, minutes)

    def _new(self, moment: datetime, minutes: range) -> Iterator[tuple]:
        if self.wanted is StaffWish.UNASSIGNED:
            if self._fits(minutes, *self._house):
                yield moment, frozenset(), self.service.seats
            return
        free = {one.id for one in self.diary.staff if self._can(one, minutes)}
        asked = set() if isinstance(self.wanted, StaffWish) else set(self.wanted)
        if asked <= free and free:
            yield moment, frozenset(free & asked if asked else free), self.service.seats

    def _can(self, one: StaffMember, minutes: range) -> bool:
        before, after = self.service.pre_buffer // MINUTE, self.service.post_buffer // MINUTE
        reserved = range(minutes.start - before, minutes.stop + after)
        return (
            one.id in self.service.staff_ids
            and self._fits(minutes, *self._hours[one.id])
            and not any(n in self._busy[one.id] for n in reserved)
        )

    def _fits(self, minutes: range, shifts: list[range], open_minutes: set[int]) -> bool:
        if not all(n in open_minutes for n in minutes):
            return False
        opening = max(shift.start for shift in shifts if shift.start <= minutes.start)
        return (minutes.start - opening) % self.step == 0

    def _sessions(self, moment: datetime) -> Iterator[Appointment]:
        for booked in self.diary.appointments:
            same = booked.service_id == self.service.id and booked.start == moment
            if self.service.seats > 1 and same and booked.seats_filled < booked.seats:
                if self.wanted is StaffWish.UNASSIGNED:
                    wanted = booked.staff_ids == ()
                elif self.wanted is StaffWish.ANYONE:
                    wanted = True
                else:
                    wanted = all(one in booked.staff_ids for one in self.wanted)
                if wanted:
                    yield booked

    @cached_property
    def _offered(self) -> set[int]:
        return {
            n for n, clock in enumerate(self.time.clock(self.diary.business.zone)) if self._offers(n, clock)
        }

    def _offers(self, minute: int, clock: datetime) -> bool:
        ruling = self.general
        for window in reversed(self.windows):
            if window.first <= clock.date() <= window.last:
                ruling = window.availability
        if ruling is None or ruling.offering is Offering.WHEN_STAFF_ARE_FREE:
            return True
        return ruling.offering is Offering.WEEKLY_HOURS and minute in self._weekly(ruling.hours)

    def _weekly(self, hours: WeeklyHours) -> set[int]:
        if id(hours) not in self._weeks:
            self._weeks[id(hours)] = self._opened(hours, self.diary.business.zone)[1]
        return self._weeks[id(hours)]

    @cached_property
    def _weeks(self) -> dict[int, set[int]]:
        return {}

    def _opened(self, hours: WeeklyHours, zone: ZoneInfo) -> tuple[list[range], set[int]]:
        shifts = self.time.shifts(hours, zone)
        return shifts, {n for shift in shifts for n in shift}

    @cached_property
    def _house(self) -> tuple[list[range], set[int]]:
        return self._opened(self.diary.business.hours, self.diary.business.zone)

    @cached_property
    def _hours(self) -> dict:
        return {
            one.id: self._house
            if one.own_hours is None
            else self._opened(one.own_hours, one.zone or self.diary.business.zone)
            for one in self.diary.staff
        }

    @cached_property
    def _busy(self) -> dict:
        return {one.id: set().union(*self.taken_of(one).values()) for one in self.diary.staff}

    def taken_of(self, one: StaffMember) -> dict[str, set[int]]:
        """The minutes that are taken, by what takes them."""
        taken = {"appointment": set(), "held": set(), "elsewhere": set()}
        for booked in self.diary.appointments:
            if one.id in booked.staff_ids:
                start, end = booked.start - booked.pre_buffer, booked.end + booked.post_buffer
                taken["appointment"].update(range(self.time.place(start), self.time.place(end)))
        spans = {"held": [*self.diary.held.get(one.id, ())], "elsewhere": [*self.diary.busy.get(one.id, ())]}
        if one.minds_personal_calendar:
            spans["elsewhere"] += self.diary.personal.get(one.id, ())
        for what, found in spans.items():
            for span in found:
                taken[what].update(range(self.time.place(span.start), self.time.place(span.end)))
        return taken
