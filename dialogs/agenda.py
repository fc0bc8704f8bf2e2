"""The appointments of a day: one's own, or those of a member of staff whose calendar one may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.ids import StaffId
from booking.models import Appointment, Business, StaffMember
from cards.agenda import agenda as agenda_card
from cards.dates import city, day, short_day
from cards.elements import Card
from cards.listing import Way
from dialogs.desk import Desk
from dialogs.entries import A_PAGE, details, entry_of, whole
from dialogs.looking import Look, Sight, in_business, look_at
from dialogs.parts import Request, read_request, too_long
from dialogs.windows import ONE_DAY, YEARS, whole_days

LONGEST = timedelta(days=31)

NOTHING = "No appointments."
NOTHING_TO_SEE = "No appointments that you may see."
NOT_OF_THE_STAFF = "You are not one of the staff here. Whose appointments do you mean?"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are shown, and in which zone they are days."""

    first: date
    last: date
    zone: ZoneInfo

    def title(self, tag: str) -> str:
        """One day in full, several in brief."""
        if self.first == self.last:
            return day(self.first, tag)
        return f"{short_day(self.first, tag)} – {short_day(self.last, tag)}"


async def agenda(desk: Desk, said: str) -> None:
    """Show the appointments of a day."""
    if trouble := too_long(said):
        await desk.stage.say(trouble)
    else:
        await look_at(desk, AGENDA, {"said": said})


async def _draw(look: Look) -> Card:
    return await in_business(look, _in_business)


async def _in_business(look: Look, business: Business) -> Card:
    if look.ask.get("show"):
        return await details(look, business)
    request = await read_request(look, business, with_services=False)
    if asked := request.staff_to_choose:
        return look.choose("staff", "Whose?", [(one.name, one.id) for one in asked], request.trouble)
    whose = request.line.staff or request.me
    member = next((one for one in request.staff if one.id == whose), None)
    if member is None:
        everyone = [(one.name, one.id) for one in request.staff]
        trouble = request.trouble or (None if request.me else NOT_OF_THE_STAFF)
        return look.choose("staff", "Whose?", everyone, trouble)
    return await _page(look, business, request, member)


async def _page(look: Look, business: Business, request: Request, member: StaffMember) -> Card:
    days, reader = _days(look, request), look.desk.reader
    within = whole_days(days.first, days.last, days.zone)
    found = await look.desk.bookings.calendar(business.id, within)
    theirs = _of(found, member.id)
    page = max(0, min(int(look.ask.get("page", 0)), (len(theirs) - 1) // A_PAGE))
    shown = await whole(look, business.id, [one.id for one in theirs[page * A_PAGE : (page + 1) * A_PAGE]])
    dated = days.first != days.last
    entries = [entry_of(look, one, (), zone=days.zone, dated=dated) for one in shown]
    who = "" if member.id == request.me else f"{member.name} · "
    about = f"{who}{days.title(reader.locale)} · {business.name} · times in {city(days.zone)}"
    none = NOTHING if member.id == request.me else NOTHING_TO_SEE
    pane = look.pane(about, trouble=request.trouble or (None if theirs else none))
    return agenda_card(pane, entries, [*_pages(look, page, len(theirs)), *_other_days(look, days)])


def _days(look: Look, request: Request) -> Days:
    """The day that the card leads to, else what was asked for, else today in the speaker's zone."""
    zone, said = request.line.zone, request.line.when
    if shown := look.ask.get("day"):
        return Days(date.fromisoformat(shown), date.fromisoformat(shown), zone)
    first = said.day or look.desk.clock().astimezone(zone).date()
    last = min(said.last_day or first, first + LONGEST)
    return Days(first, last, zone)


def _of(found: Sequence[Appointment], member: StaffId) -> list[Appointment]:
    return [one for one in found if member in one.staff_ids]


def _pages(look: Look, page: int, count: int) -> list[Way]:
    ways: list[Way] = []
    if page:
        ways.append(("Earlier ones", look.again(page=page - 1)))
    if (page + 1) * A_PAGE < count:
        ways.append((f"{count - (page + 1) * A_PAGE} more", look.again(page=page + 1)))
    return ways


def _other_days(look: Look, days: Days) -> list[Way]:
    before, after = days.first - ONE_DAY, days.last + ONE_DAY
    ways = [("Day before", before), ("Day after", after)]
    return [
        (title, look.again(day=other.isoformat(), page=0)) for title, other in ways if other.year in YEARS
    ]


AGENDA = Sight("agenda", "Agenda", _draw)
