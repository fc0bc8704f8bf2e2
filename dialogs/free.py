"""The next free times of a service, of a member of staff, on a day: each begins the booking."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from booking.diary import Wanted
from booking.draft import AppointmentDraft, Part, StaffWish
from booking.models import Business, Service, Slot, StaffMember
from booking.slots import open_slots
from booking.spans import Span
from cards.catalogue import service_line
from cards.dates import city, clock, day
from cards.elements import Card
from cards.free import FreeDay, free_times
from cards.listing import Way
from dialogs.desk import Desk
from dialogs.looking import Look, Sight, in_business, look_at
from dialogs.parts import Request, read_request, too_long
from dialogs.times import AHEAD, LOOKS
from dialogs.windows import Window, window_of

SHOWN, OF_A_DAY = 12, 6
"""Times on a card; and of one day, where no day was asked for."""
MOMENT = timedelta(microseconds=1)

NONE_THEN = "Nothing is free then. These are the next free times."
NONE_AT_ALL = "Nothing is free in the next three months."
BEGINS_ANEW = "A time that you choose here begins a new booking, and gives up the one that is open."


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose times are looked for, of which service, and when."""

    business: Business
    service: Service
    wanted: Wanted
    holders: Sequence[StaffMember]
    window: Window

    @property
    def about(self) -> str:
        """What the card is about."""
        named = [f"with {one.name}" for one in self.holders if self.wanted == (one.id,)]
        zone = f"times in {city(self.window.zone)}"
        return " · ".join((service_line(self.service), *named, self.business.name, zone))

    def day_of(self, slot: Slot) -> date:
        """The day on which it is."""
        return slot.start.astimezone(self.window.zone).date()


async def free(desk: Desk, said: str) -> None:
    """Show the next free times."""
    if trouble := too_long(said):
        await desk.stage.say(trouble)
    else:
        await look_at(desk, FREE, {"said": said})


async def _draw(look: Look) -> Card:
    return await in_business(look, _in_business)


async def _in_business(look: Look, business: Business) -> Card:
    request = await read_request(look, business, with_services=True)
    if asked := request.staff_to_choose:
        return look.choose("staff", "With whom?", [(one.name, one.id) for one in asked], request.trouble)
    if request.service is None:
        offered = [(service_line(one), one.id) for one in request.services_to_choose]
        return look.choose("service", "Which service?", offered, request.trouble)
    window = window_of(request.line, now=look.desk.clock())
    holders = [one for one in request.staff if one.id in request.service.staff_ids]
    wish = Wish(business, request.service, request.wanted, holders, window)
    if isinstance(wish.wanted, tuple) and not any(one.id in wish.wanted for one in holders):
        pane = look.pane(wish.about, trouble=_not_of_service(request))
        return pane.card([], [("With anyone who is free", look.again(staff=str(StaffWish.ANYONE)))])
    return await _times(look, wish, request.trouble)


async def _times(look: Look, wish: Wish, trouble: str | None) -> Card:
    """The times that were asked for; where none is free, those that come next."""
    after = look.ask.get("after")
    slots = await _found(look.desk, wish, datetime.fromisoformat(after) if after else wish.window.start)
    if not slots and wish.window.end is not None:
        trouble = trouble or NONE_THEN
        since = max(look.desk.clock(), wish.window.end)
        wish = replace(wish, window=Window(since, None, wish.window.zone))
        slots = await _found(look.desk, wish, since)
    pane = look.pane(wish.about, trouble=trouble or (None if slots else NONE_AT_ALL))
    if look.desk.drawer.flow_is_open:
        pane = replace(pane, hint=f"{pane.hint} {BEGINS_ANEW}")
    ways = (
        [("More times", look.again(after=(slots[-1].start + MOMENT).isoformat()))]
        if len(slots) == SHOWN
        else []
    )
    return free_times(pane, _days(look, wish, slots), ways)


def _days(look: Look, wish: Wish, slots: Sequence[Slot]) -> list[FreeDay]:
    """Each time with the booking that it begins."""
    tag, draft = look.desk.reader.locale, _draft(look, wish)

    def way(slot: Slot) -> Way:
        return _title(slot, tag, wish), look.begin(draft.answered(Part.START, slot.start.astimezone(UTC)))

    return [FreeDay(day(on, tag), [way(slot) for slot in at]) for on, at in groupby(slots, wish.day_of)]


async def _found(desk: Desk, wish: Wish, start: datetime) -> list[Slot]:
    """So many as a card shows, earliest first; a free day costs one read of the calendar."""
    slots: list[Slot] = []
    end = wish.window.end
    for _ in range(LOOKS):
        until = start + AHEAD if end is None else min(start + AHEAD, end)
        if start >= until:
            break
        diary = await desk.scheduling.diary(wish.business, wish.service, wish.holders, Span(start, until))
        slots += _shown(open_slots(diary, Span(start, until), wish.wanted), wish)
        if len(slots) >= SHOWN:
            break
        start = until
    return slots[:SHOWN]


def _shown(slots: Iterable[Slot], wish: Wish) -> Iterator[Slot]:
    """One for each start: a session with seats left comes before a new one, and is what would be booked."""
    by_start: dict[datetime, Slot] = {}
    for slot in slots:
        if wish.window.holds(slot.start):
            by_start.setdefault(slot.start, slot)
    for _, of_a_day in groupby(
        by_start.values(), lambda slot: slot.start.astimezone(wish.window.zone).date()
    ):
        few = list(of_a_day)
        yield from few if wish.window.end else few[:OF_A_DAY]


def _title(slot: Slot, tag: str, wish: Wish) -> str:
    shown = clock(slot.start, tag, wish.window.zone)
    return f"{shown} · {slot.seats_left} seats" if slot.seats_left > 1 else shown


def _draft(look: Look, wish: Wish) -> AppointmentDraft:
    """All that the card knows; its nonce names the flow, so that a channel's card leads on to the booking."""
    draft = AppointmentDraft(look.nonce).settled(Part.BUSINESS, wish.business.id)
    staff = wish.wanted if isinstance(wish.wanted, StaffWish) else wish.wanted[0]
    return draft.answered(Part.SERVICE, wish.service.id).answered(Part.STAFF, staff)


def _not_of_service(request: Request) -> str:
    names = ", ".join(one.name for one in request.staff if request.wanted == (one.id,))
    return f"{names} does not give this service."


FREE = Sight("free", "Free times", _draw)
