"""An appointment as the person who booked it sees it, and as all others do."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from booking.errors import AppointmentGone, BookingError, TimeRefused
from booking.intents import Intent
from booking.models import Appointment, Attendee, Business, StaffMember
from booking.ports import Bookings
from booking.reconciling import fingerprint
from booking.refusals import of_outcome
from booking.scheduling import Booked, appointment_of
from cards import phrases
from cards.booked import SHARED, BookedView, announced, booked, missing_links, not_booked
from cards.frame import TITLE
from cards.open_place import over
from dialogs.desk import Desk, Reader
from dialogs.question import trouble_of
from dialogs.stage import View


@dataclass(frozen=True, slots=True)
class Around:
    """What an appointment is shown with: its business, the staff, its customer."""

    business: Business
    staff: Sequence[StaffMember]
    anonymous_join: bool
    customer: Attendee


class Onlooker(Protocol):
    """For whom an appointment is shown, in a turn or after it: a Desk is one."""

    @property
    def reader(self) -> Reader:
        """How they read."""
        ...

    @property
    def speaker(self) -> str:
        """Their id of Teams."""
        ...

    @property
    def bookings(self) -> Bookings:
        """Bookings, as far as it is read for them."""
        ...

    @property
    def shares(self) -> Mapping[str, str] | None:
        """What the button carries by which they share details; None where nobody else reads along."""
        ...


def view_of(
    desk: Onlooker, made: Booked, around: Around, *, gave_up: bool = False, details: bool = False
) -> View:
    """The result card, and what a channel sees of it; with `details` the customer's name as well."""
    reader, appointment, business = desk.reader, made.appointment, around.business
    holders = [member for member in around.staff if member.id in appointment.staff_ids]
    zones = [(member.name, member.zone) for member in holders if member.zone]
    join, customer_link = missing_links(appointment, anonymous_join=around.anonymous_join, gave_up=gave_up)
    view = BookedView(
        appointment=appointment,
        reference=made.reference,
        business=business.name,
        staff=", ".join(member.name for member in holders) or "Nobody yet",
        customer=around.customer.name,
        customer_mail=around.customer.mail,
        others=[*zones, (business.name, business.zone)],
        no_join_link=join,
        no_customer_link=customer_link,
    )
    private = booked(view, tag=reader.locale, zone=reader.zone, share=None if details else desk.shares)
    public = announced(view, reader.name, user_ids=[desk.speaker], tag=reader.locale, details=details)
    return View(private, public)


async def look_again(desk: Desk, reference: str) -> None:
    """Show the person who booked what came of it; to others it says kindly that it is not theirs."""
    await _for_whoever_booked(
        desk, reference.removeprefix(SHARED), _show, details=reference.startswith(SHARED)
    )


async def share(desk: Desk, reference: str, *, targeted: bool) -> None:
    """Show the customer's name and the time to all who read along, because the person who booked says so."""
    desk.stage.targeted = targeted and desk.stage.shared
    await _for_whoever_booked(desk, reference, _share, details=True)


async def _for_whoever_booked(
    desk: Desk, reference: str, do: Callable[[Desk, View], Awaitable[None]], *, details: bool
) -> None:
    intent = await desk.scheduling.intents.find(reference, desk.person.tenant_id)
    if intent is None or intent.person_id != desk.person.id:
        await desk.stage.say(phrases.NOT_YOURS)
        return
    try:
        match intent.state:
            case "done":
                await do(desk, await _read(desk, intent, details=details))
            case "open":
                await desk.stage.say(phrases.STILL_CHECKING)
            case "refused":
                await desk.stage.say(phrases.REJECTED)
    except BookingError as error:
        await desk.stage.say(trouble_of(desk, error))


async def _show(desk: Desk, view: View) -> None:
    await desk.stage.show(view)


async def _share(desk: Desk, view: View) -> None:
    await desk.stage.open_to_all(view)


async def told(onlooker: Onlooker, intent: Intent) -> View:
    """What a settled booking is shown as when its turn is long over. May raise a BookingError."""
    if intent.state == "done":
        try:
            return await _read(onlooker, intent, gave_up=True)
        except AppointmentGone:
            word = phrases.BOOKED_AND_GONE
            return View(over(TITLE, word), over(TITLE, word))
    why = of_outcome(intent.outcome)
    word = phrases.RULES[why.rule] if isinstance(why, TimeRefused) else phrases.NOTHING_BOOKED
    rows = [("Reference", intent.reference)]
    return View(not_booked(word, rows), over(TITLE, phrases.NOTHING_BOOKED))


async def _read(desk: Onlooker, intent: Intent, *, gave_up: bool = False, details: bool = False) -> View:
    appointment = await desk.bookings.appointment(intent.business_id, appointment_of(intent))
    services = await desk.bookings.services(intent.business_id)
    service = next((service for service in services if service.id == appointment.service_id), None)
    around = Around(
        await desk.bookings.business(intent.business_id),
        await desk.bookings.staff(intent.business_id),
        anonymous_join=service is not None and service.anonymous_join,
        customer=_customer_of(intent, appointment),
    )
    made = Booked(appointment, intent.reference)
    return view_of(desk, made, around, gave_up=gave_up, details=details)


def _customer_of(intent: Intent, appointment: Appointment) -> Attendee:
    """For whom it was booked: in a session there are others, who are none of this person's business."""
    known_by = intent.request.get("customer")
    came = appointment.attendees
    theirs = (one for one in came if known_by in {one.customer_id, fingerprint(one.name, one.mail)})
    return next(theirs, Attendee(None, "-")) if known_by else next(iter(came), Attendee(None, "-"))
