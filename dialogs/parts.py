"""What somebody wrote behind a command that asks about the calendar, read against the business's names."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from booking.diary import Wanted
from booking.draft import StaffWish
from booking.ids import StaffId
from booking.models import Business, Service, StaffMember
from cards.phrases import TOO_LONG
from dialogs.looking import Look
from dialogs.question import LONGEST_TYPED
from dialogs.speaker import own_staff
from dialogs.wording import doubt_in_words
from language.doubts import WhichTime
from language.known import Known, customers_roll, services_roll, staff_roll
from language.line import Line, read_line
from language.sentences import says
from language.troubles import Fault

NOBODYS = frozenset({Fault.NO_STAFF, Fault.NOT_STAFF})
"""A name was said, and is nobody's."""


@dataclass(frozen=True, slots=True)
class Request:
    """A line with the services and staff that it is about, and the sentence about what was not understood.

    What was chosen on the card since then stands in it.
    """

    line: Line
    services: Sequence[Service]
    staff: Sequence[StaffMember]
    me: StaffId | None
    trouble: str | None = field(repr=False)

    @property
    def service(self) -> Service | None:
        """The service that is meant, beyond doubt."""
        return next((one for one in self.services if one.id == self.line.service), None)

    @property
    def services_to_choose(self) -> Sequence[Service]:
        """Those that may be meant; all that the named member of staff gives, where none was named."""
        if self.line.doubtful.services:
            return [one for one in self.services if one.id in self.line.doubtful.services]
        given = [one for one in self.services if self.line.staff in one.staff_ids]
        return given or self.services

    @property
    def staff_to_choose(self) -> Sequence[StaffMember]:
        """Those who may be meant, where it has to be asked; everybody, where a name is nobody's."""
        if self.line.staff is not None:
            return ()
        if self.line.doubtful.staff:
            return [one for one in self.staff if one.id in self.line.doubtful.staff]
        return self.staff if any(one.fault in NOBODYS for one in self.line.troubles) else ()

    @property
    def wanted(self) -> Wanted:
        """Whose time is looked at; anyone's, where nobody was named."""
        staff = self.line.staff
        return StaffWish.ANYONE if staff is None else staff if isinstance(staff, StaffWish) else (staff,)


async def read_request(look: Look, business: Business, *, with_services: bool) -> Request:
    """Read what was asked for, in the speaker's language and zone. May raise a BookingError."""
    desk, bookings = look.desk, look.desk.bookings
    services = await bookings.services(business.id) if with_services else ()
    staff = await bookings.staff(business.id)
    me = await own_staff(desk, staff)
    known = Known(services_roll(services), staff_roll(staff), customers_roll(()), me)
    reader, said = desk.reader, str(look.ask["said"])
    line = read_line(said, known=known, now=desk.clock(), zone=reader.zone, locale=reader.locale)
    doubts = [
        doubt_in_words(doubt, tag=reader.locale, zone=line.zone)
        for doubt in line.when.doubts
        # What leaves hours of a day is no time to choose: "after 3pm".
        if line.when.hours is None or not isinstance(doubt, WhichTime)
    ]
    told = " ".join(dict.fromkeys((*map(says, line.troubles), *doubts)))
    chosen = _chosen(look, services, staff)
    return Request(replace(line, **chosen), services, staff, me, None if chosen else told or None)


def too_long(text: str) -> str | None:
    """The sentence for a text that is longer than what is read."""
    return TOO_LONG.format(most=LONGEST_TYPED) if len(text) > LONGEST_TYPED else None


def _chosen(
    look: Look, services: Sequence[Service], staff: Sequence[StaffMember]
) -> dict[str, str | StaffWish]:
    """What was chosen on the card, as far as the business has it."""
    service, member = look.ask.get("service"), look.ask.get("staff")
    chosen: dict[str, str | StaffWish] = {}
    if any(one.id == service for one in services):
        chosen["service"] = str(service)
    if member in set(StaffWish):
        chosen["staff"] = StaffWish(str(member))
    elif any(one.id == member for one in staff):
        chosen["staff"] = str(member)
    return chosen
