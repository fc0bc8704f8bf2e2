"""A time that was refused: which rule it was, what is offered in its place, and booking it anyway."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from booking.diary import FARTHEST, Diary, named
from booking.draft import Part, StaffWish
from booking.errors import Rejected, Rule
from booking.ids import StaffId
from booking.models import Slot
from booking.rules import Objections, free_at, nearest, objections, refusal
from booking.second_opinion import may_override
from booking.spans import Span
from cards import phrases
from cards.answers import Move
from cards.refused import STAFF, Anyway, Instead
from dialogs.facts import business_of, chosen, holders_of
from dialogs.question import Again, Asked, Reply
from dialogs.questions.times import moment_of
from dialogs.times import diary_of
from dialogs.wording import refused_in_words

AROUND = timedelta(days=7)
"""How far from a refused time others are looked for."""
MOST_OTHERS = 3
REFUSED, TOLD, WITH = "refused", "told", "with"


@dataclass(frozen=True, slots=True)
class Offer:
    """What is said of a refused time, and offered in its place."""

    rule: Rule
    near: list[Slot]
    instead: Instead

    def in_words(self, asked: Asked) -> str:
        """The rule and the nearest times."""
        reader = asked.desk.reader
        start = self.instead.refused
        return refused_in_words(self.rule, self.near, start=start, tag=reader.locale, zone=reader.zone)


def refused_start(asked: Asked) -> datetime | None:
    """The time whose refusal the card tells of, if it does."""
    return moment_of(asked.view.get(REFUSED) or "")


def refused(start: datetime) -> dict[str, Any]:
    """The part of the view that tells of a refusal."""
    return {REFUSED: start.isoformat()}


async def offer(asked: Asked, start: datetime) -> Offer | None:
    """What to say and to offer; None where the time has become free. What is told goes into the view."""
    within, draft = await _around(asked, start), asked.draft
    near = await diary_of(asked.desk, draft, within)
    asked.view.pop(TOLD, None)
    if start < asked.desk.clock():  # about the past no calendar has to be asked
        slots = nearest(near, start, draft.wanted, within=within)
        return Offer(Rule.PAST, slots, Instead(start, [slot.start for slot in slots]))
    is_near = within.start <= start < within.end
    then = near if is_near else await diary_of(asked.desk, draft, Span(start, start))
    rule = refusal(then, start, asked.draft.wanted)
    if rule is None:
        return None
    slots = nearest(near, start, asked.draft.wanted, within=within)
    times = [slot.start for slot in slots]
    return Offer(
        rule, slots, Instead(start, times, _others(asked, then, start), await _anyway(asked, then, start))
    )


async def same_time_with(asked: Asked, fields: Mapping[str, str]) -> Reply:
    """The refused time with somebody who was free then, if they still are."""
    start, staff_id = refused_start(asked), StaffId(fields.get(STAFF, ""))
    holders = await holders_of(asked.desk, await chosen(asked.desk.bookings, asked.draft))
    if start is None or staff_id not in {one.id for one in holders.bookable}:
        return Again("Please choose a time.", asked.view)
    draft = asked.draft.answered(Part.STAFF, staff_id)
    diary = await diary_of(asked.desk, asked.draft, Span(start, start))
    if (rule := refusal(diary, start, draft.wanted)) is not None:
        return Again(phrases.RULES[rule], asked.view)
    return draft.answered(Part.START, start)


async def book_anyway(asked: Asked, deed: Move | None) -> Reply:
    """The refused time, over the rules that the administrator was told of, and over no others.

    A double booking has a word of its own, so that nobody makes one by another.
    """
    start = refused_start(asked)
    if start is None:
        return Again("Please choose a time.", asked.view)
    if not await may_override(asked.desk.rights, business_of(asked.draft)):
        return Again(phrases.NOT_OVER, asked.view)
    diary = await diary_of(asked.desk, asked.draft, Span(start, start))
    if refusal(diary, start, asked.draft.wanted) is None:
        return asked.draft.answered(Part.START, start)
    against = await _overridable(asked, diary, start)
    told = set(asked.view.get(TOLD, ()))
    is_double = against is not None and Rule.STAFF_BUSY in against.rules
    if against is None or not told.issuperset(against.rules) or is_double != (deed is Move.DOUBLE_BOOK):
        return Again(None, asked.view)
    draft = asked.draft
    if draft.wanted is StaffWish.ANYONE and against.staff_ids:
        if list(against.staff_ids) != asked.view.get(WITH):
            return Again(None, asked.view)
        draft = draft.answered(Part.STAFF, against.staff_ids[0])
    return draft.booked_over(start, against.rules)


async def _around(asked: Asked, start: datetime) -> Span:
    """The time around a refused start, moved to where anything can be booked at all."""
    found = await chosen(asked.desk.bookings, asked.draft)
    if found.service is None:
        raise Rejected("the service is gone")
    policy, now = found.service.policy.over(found.business.policy), asked.desk.clock()
    earliest = now + min(policy.lead_time or timedelta(), FARTHEST)
    latest = now + (FARTHEST if policy.advance is None else min(policy.advance, FARTHEST))
    centre = min(max(start, earliest), latest)
    return Span(centre, centre).widened(AROUND, AROUND)


def _others(asked: Asked, diary: Diary, start: datetime) -> list[tuple[StaffId, str]]:
    """Who else is free, where somebody was named."""
    free = free_at(diary, start) if named(asked.draft.wanted) else ()
    names = {one.id: one.name for one in diary.staff}
    return [(one, names[one]) for one in free if one in names][:MOST_OTHERS]


async def _anyway(asked: Asked, diary: Diary, start: datetime) -> Anyway | None:
    """What an administrator is told; kept in the view, for it is what they agree to."""
    against = await _overridable(asked, diary, start)
    if against is None:
        return None
    asked.view[TOLD], asked.view[WITH] = [str(one) for one in against.rules], list(against.staff_ids)
    names = [one.name for one in diary.staff if one.id in against.staff_ids]
    return Anyway(against.rules, ", ".join(names))


async def _overridable(asked: Asked, diary: Diary, start: datetime) -> Objections | None:
    """What speaks against the time, where this person may book over it.

    Nobody is booked twice by chance: over another appointment only with somebody who was named.
    """
    against = objections(diary, start, asked.draft.wanted)
    by_chance = Rule.STAFF_BUSY in against.rules and not named(asked.draft.wanted)
    if by_chance or not against.can_be_overridden:
        return None
    is_allowed = await may_override(asked.desk.rights, business_of(asked.draft))
    return against if is_allowed else None
