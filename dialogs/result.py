"""An appointment as the person who booked it sees it, and as all others do."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.errors import BookingError
from booking.ids import AppointmentId
from booking.intents import Intent
from booking.models import Attendee, Business, StaffMember
from booking.scheduling import Booked
from cards import phrases
from cards.booked import BookedView, announced, booked, missing_links
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


def view_of(desk: Desk, made: Booked, around: Around, *, gave_up: bool = False) -> View:
    """The result card, and what a channel sees of it."""
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
    private = booked(view, tag=reader.locale, zone=reader.zone)
    return View(private, announced(view, reader.name, user_ids=[desk.speaker], tag=reader.locale))


async def look_again(desk: Desk, reference: str) -> None:
    """Show the person who booked what came of it; to others it says kindly that it is not theirs."""
    intent = await desk.scheduling.intents.find(reference, desk.person.tenant_id)
    if intent is None or intent.person_id != desk.person.id:
        await desk.stage.say(phrases.NOT_YOURS)
        return
    try:
        await _show(desk, intent)
    except BookingError as error:
        await desk.stage.say(trouble_of(desk, error))


async def _show(desk: Desk, intent: Intent) -> None:
    match intent.state:
        case "done":
            view = await _read(desk, intent, AppointmentId(str((intent.outcome or {}).get("appointment"))))
            await desk.stage.show(view)
        case "open":
            await desk.stage.say(phrases.STILL_CHECKING)
        case "refused":
            await desk.stage.say(phrases.REJECTED)


async def _read(desk: Desk, intent: Intent, appointment_id: AppointmentId) -> View:
    appointment = await desk.bookings.appointment(intent.business_id, appointment_id)
    services = await desk.bookings.services(intent.business_id)
    service = next((service for service in services if service.id == appointment.service_id), None)
    around = Around(
        await desk.bookings.business(intent.business_id),
        await desk.bookings.staff(intent.business_id),
        anonymous_join=service is not None and service.anonymous_join,
        customer=next(iter(appointment.attendees), Attendee(None, "-")),
    )
    return view_of(desk, Booked(appointment, intent.reference), around)
