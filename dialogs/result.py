"""An appointment as the person who booked it sees it, and as all others do."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from booking.errors import BookingError
from booking.ids import AppointmentId
from booking.intents import Intent
from booking.models import Attendee, Business, StaffMember
from booking.scheduling import Booked
from cards import phrases
from cards.booked import SHARED, BookedView, announced, booked, missing_links
from dialogs.desk import Desk
from dialogs.question import trouble_of
from dialogs.stage import View


@dataclass(frozen=True, slots=True)
class Around:
    """What an appointment is shown with: its business, the staff, its customer."""

    business: Business
    staff: Sequence[StaffMember]
    anonymous_join: bool
    customer: Attendee


TARGETED = "targeted"
"""On the button of a card that one person alone sees."""


def view_of(
    desk: Desk, made: Booked, around: Around, *, gave_up: bool = False, details: bool = False
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
    share = {TARGETED: "1"} if desk.stage.targeted else {}
    can_share = desk.stage.shared and not details
    private = booked(view, tag=reader.locale, zone=reader.zone, share=share if can_share else None)
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
                made = AppointmentId(str((intent.outcome or {}).get("appointment")))
                await do(desk, await _read(desk, intent, made, details=details))
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


async def _read(desk: Desk, intent: Intent, appointment_id: AppointmentId, *, details: bool) -> View:
    appointment = await desk.bookings.appointment(intent.business_id, appointment_id)
    services = await desk.bookings.services(intent.business_id)
    service = next((service for service in services if service.id == appointment.service_id), None)
    around = Around(
        await desk.bookings.business(intent.business_id),
        await desk.bookings.staff(intent.business_id),
        anonymous_join=service is not None and service.anonymous_join,
        customer=next(iter(appointment.attendees), Attendee(None, "-")),
    )
    return view_of(desk, Booked(appointment, intent.reference), around, details=details)
