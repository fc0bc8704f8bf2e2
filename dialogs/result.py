"""An appointment as the person who booked it sees it, and as all others do."""

from zoneinfo import ZoneInfo

from booking.errors import BookingError
from booking.ids import AppointmentId, BusinessId
from booking.intents import Intent
from booking.models import Attendee, StaffMember
from booking.scheduling import Booked
from cards import phrases
from cards.booked import BookedView, announced, booked, missing_links
from dialogs.desk import Desk
from dialogs.question import trouble_of
from dialogs.stage import View


async def view_of(
    desk: Desk,
    business_id: BusinessId,
    made: Booked,
    *,
    customer: Attendee | None = None,
    gave_up: bool = False,
) -> View:
    """The result card and what a channel sees of it. May raise a BookingError.

    `customer` is who was asked for, where the appointment itself names nobody yet.
    """
    reader, appointment = desk.reader, made.appointment
    business = await desk.bookings.business(business_id)
    staff = await desk.bookings.staff(business_id)
    holders = [member for member in staff if member.id in appointment.staff_ids]
    services = await desk.bookings.services(business_id)
    service = next((service for service in services if service.id == appointment.service_id), None)
    attendee = customer or next(iter(appointment.attendees), Attendee(None, "-"))
    anonymous_join = service is not None and service.anonymous_join
    join, customer_link = missing_links(appointment, anonymous_join=anonymous_join, gave_up=gave_up)
    view = BookedView(
        appointment=appointment,
        reference=made.reference,
        business=business.name,
        staff=", ".join(member.name for member in holders) or "Nobody yet",
        customer=attendee.name,
        customer_mail=attendee.mail,
        others=[*_zones(holders), (business.name, business.zone)],
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
        await desk.stage.say(trouble_of(error))


async def _show(desk: Desk, intent: Intent) -> None:
    match intent.state:
        case "done":
            appointment_id = AppointmentId(str((intent.outcome or {}).get("appointment")))
            appointment = await desk.bookings.appointment(intent.business_id, appointment_id)
            view = await view_of(desk, intent.business_id, Booked(appointment, intent.reference))
            desk.stage.answer = view.private
        case "open":
            await desk.stage.say(phrases.STILL_CHECKING)
        case "refused":
            await desk.stage.say(phrases.REJECTED)


def _zones(holders: list[StaffMember]) -> list[tuple[str, ZoneInfo]]:
    return [(member.name, member.zone) for member in holders if member.zone]
