"""What speaks against a start, looked up minute by minute beside the slow oracle."""

from datetime import datetime

from slow_oracle import Oracle

from booking.draft import StaffWish
from booking.errors import Rule
from booking.models import StaffMember

# Nobody books over these, whoever it is.
FIRM = {Rule.PAST, Rule.HELD, Rule.GROUP_FULL, Rule.NOT_OF_SERVICE}


class SlowObjections(Oracle):
    """All the rules against a start, and whose time they are about."""

    def against(self, moment: datetime) -> tuple[set[Rule], tuple]:
        at = self.time.place(moment)
        minutes = range(at, at + self.length)
        everyone = self._everyone(moment, minutes)
        if any(self._sessions(moment)):
            return everyone, ()
        if self.wanted is StaffWish.UNASSIGNED:
            return everyone | self._hours_against(minutes, self._house), ()
        asked = set() if isinstance(self.wanted, StaffWish) else set(self.wanted)
        able = [one for one in self.diary.staff if one.id in self.service.staff_ids]
        able = sorted((one for one in able if not asked or one.id in asked), key=lambda one: one.name)
        if not able or {one.id for one in able} < asked:
            return everyone | {Rule.NOT_OF_SERVICE}, ()
        each = {one.id: everyone | self._holder(one, moment, minutes) for one in able}
        if asked:
            return set().union(*each.values()), tuple(each)
        nearest = min(
            each, key=lambda one: (bool(each[one] & FIRM), Rule.STAFF_BUSY in each[one], len(each[one]))
        )
        return each[nearest], (nearest,)

    def _everyone(self, moment: datetime, minutes: range) -> set[Rule]:
        now = self.diary.now
        found = {Rule.PAST} if moment < now else {Rule.LEAD_TIME} if moment < now + self.lead else set()
        if self.advance is not None and moment > now + self.advance:
            found |= {Rule.TOO_FAR}
        return found if all(n in self._offered for n in minutes) else found | {Rule.NOT_OFFERED}

    def _hours_against(self, minutes: range, hours: tuple) -> set[Rule]:
        if all(n in hours[1] for n in minutes):
            return set() if self._fits(minutes, *hours) else {Rule.OFF_GRID}
        house_is_open = all(n in self._house[1] for n in minutes)
        return {Rule.OUTSIDE_STAFF_HOURS if house_is_open else Rule.CLOSED}

    def _holder(self, one: StaffMember, moment: datetime, minutes: range) -> set[Rule]:
        found = self._hours_against(minutes, self._hours[one.id])
        before, after = self.service.pre_buffer.seconds // 60, self.service.post_buffer.seconds // 60
        reserved = set(range(minutes.start - before, minutes.stop + after))
        taken = self.taken_of(one)
        if reserved & taken["appointment"]:
            found |= {Rule.GROUP_FULL if self._is_full(one, moment) else Rule.STAFF_BUSY}
        if reserved & taken["held"]:
            found |= {Rule.HELD}
        return found | {Rule.BUSY_ELSEWHERE} if reserved & taken["elsewhere"] else found

    def _is_full(self, one: StaffMember, moment: datetime) -> bool:
        return self.service.seats > 1 and any(
            booked.start == moment
            and booked.service_id == self.service.id
            and one.id in booked.staff_ids
            and booked.seats_filled >= booked.seats
            for booked in self.diary.appointments
        )
