"""Appointments as rows of a card, and one of them whole; read by id, because lists hold no customers."""

import asyncio
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.errors import AppointmentGone
from booking.ids import AppointmentId, BusinessId
from booking.models import Appointment, Attendee, Business, StaffMember
from cards.agenda import Entry
from cards.appointment import appointment_card
from cards.booked import missing_links
from cards.dates import clock, elsewhere, short_day, when
from cards.elements import Card
from cards.frame import Row
from dialogs.looking import Look

A_PAGE = 6
_NAMED = 3
"""So many customers of a session are named."""

# What dialogs of a booking write into the internal notes.
_REFERENCE = re.compile(r"^Frontdesk (\w{4}) FD-", re.MULTILINE)

GONE = "That appointment is not there any more."


async def whole(look: Look, business_id: BusinessId, ids: Sequence[AppointmentId]) -> list[Appointment]:
    """Those of these ids that are still there. May raise a BookingError."""
    bookings = look.desk.bookings
    reading = (bookings.appointment(business_id, one) for one in ids)
    read = await asyncio.gather(*reading, return_exceptions=True)
    for failed in read:
        if isinstance(failed, BaseException) and not isinstance(failed, AppointmentGone):
            raise failed
    return [one for one in read if isinstance(one, Appointment)]


def entry_of(
    look: Look, one: Appointment, staff: Sequence[StaffMember], *, zone: ZoneInfo, dated: bool
) -> Entry:
    """One row: its day too where `dated`, or where it does not begin and end on one day.

    `staff` are those who may be named with it; none, where it is known whose it is.
    """
    tag = look.desk.reader.locale
    return Entry(
        when=_time(one, tag, zone, dated=dated),
        service=one.service_name,
        people=[_customers(one), *([_holders(one, staff)] if staff else [])],
        join_link=one.join_link,
        details=look.again(show=one.id),
    )


async def details(look: Look, business: Business) -> Card:
    """The appointment that is asked for, with the way back to the others."""
    bookings, back = look.desk.bookings, ("Back to the list", look.again(show=None))
    try:
        one = await bookings.appointment(business.id, AppointmentId(str(look.ask["show"])))
    except AppointmentGone:
        return look.pane(trouble=GONE).card([], [back])
    staff, again = await bookings.staff(business.id), await _again(look, business, one)
    ways = [("Book again", look.begin(again))] if again else []
    return appointment_card(
        look.pane(),
        _facts(look, one, business, staff),
        [*ways, back],
        join_link=one.join_link,
        customer_link=one.customer_link,
    )


def reference_of(appointment: Appointment) -> str | None:
    """The reference under which it was booked here; None for what was booked elsewhere."""
    found = _REFERENCE.search(appointment.service_notes)
    return found[1] if found else None


async def _again(look: Look, business: Business, one: Appointment) -> AppointmentDraft | None:
    """A new booking of the same service with the same people, as far as they are still there."""
    bookings = look.desk.bookings
    services = await bookings.services(business.id)
    service = next((each for each in services if each.id == one.service_id), None)
    if service is None:
        return None
    holder = next((staff for staff in one.staff_ids if staff in service.staff_ids), StaffWish.ANYONE)
    draft = AppointmentDraft(look.nonce).settled(Part.BUSINESS, business.id)
    draft = draft.answered(Part.SERVICE, service.id).answered(Part.STAFF, holder)
    attended = {each.customer_id for each in one.attendees}
    known = [each.id for each in await bookings.customers(business.id) if each.id in attended]
    return draft.answered(Part.CUSTOMER, known[0]) if len(known) == 1 else draft


def _facts(look: Look, one: Appointment, business: Business, staff: Sequence[StaffMember]) -> list[Row]:
    tag, zone = look.desk.reader.locale, look.desk.reader.zone
    others = [(member.name, member.zone) for member in staff if member.id in one.staff_ids and member.zone]
    reasons = missing_links(one, anonymous_join=False, gave_up=True)
    return [
        ("Service", one.service_name),
        ("When", when(one.start, one.end, tag, zone)),
        *elsewhere(one.start, tag, zone, [*others, (business.name, business.zone)]),
        ("Staff", _holders(one, staff)),
        ("Customer", "\n".join(map(_customer, one.attendees)) or "Nobody yet"),
        ("Business", business.name),
        *[("Reference", reference) for reference in [reference_of(one)] if reference],
        *[("Join", str(reason)) for reason in reasons[:1] if reason],
    ]


def _time(one: Appointment, tag: str, zone: ZoneInfo, *, dated: bool) -> str:
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    over_night = start.date() != end.date()
    begins, ends = clock(start, tag, zone), clock(end, tag, zone)
    if dated or over_night:
        begins = f"{short_day(start.date(), tag)}, {begins}"
    return f"{begins}–{short_day(end.date(), tag)}, {ends}" if over_night else f"{begins}–{ends}"


def _customers(one: Appointment) -> str:
    names = [each.name for each in one.attendees]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    shown = ", ".join([*names[:_NAMED], *more]) or "Nobody yet"
    return f"{shown} ({len(names)} of {one.seats})" if one.seats > 1 else shown


def _customer(one: Attendee) -> str:
    return " · ".join(part for part in (one.name, one.mail, one.phone) if part)


def _holders(one: Appointment, staff: Sequence[StaffMember]) -> str:
    return ", ".join(each.name for each in staff if each.id in one.staff_ids) or "Nobody yet"
