"""bookingAppointment."""

from typing import Any

from booking.ids import AppointmentId, CustomerId, ServiceId, StaffId
from booking.models import NO_TIME, Appointment, Attendee, Customer
from booking.ports import AppointmentRequest
from graph.fields import Json, entities, flag, link, number, text, texts, unwrapped
from graph.questions import answer_body, read_answer
from graph.times import duration_of, span_of, to_wire, zone_of
from graph.zones import windows_name

_CUSTOMER = "#microsoft.graph.bookingCustomerInformation"


def body(request: AppointmentRequest) -> Json:
    """Book. Raises ValueError for a group service and a customer whom Bookings does not know yet."""
    if request.service.is_group and not isinstance(request.customer, Customer):
        raise ValueError("the customers of a group service have to be made first")
    created: Json = {
        "@odata.type": "#microsoft.graph.bookingAppointment",
        "serviceId": request.service.id,
        "serviceName": request.service.name,
        "isLocationOnline": request.service.online,
        "staffMemberIds": list(request.staff_ids),
        "startDateTime": to_wire(request.span.start),
        "endDateTime": to_wire(request.span.end),
        "maximumAttendeesCount": request.service.seats,
        "customers": [_customer(request)],
    }
    return created | _said(serviceNotes=request.service_notes)


def joined(session: Json, request: AppointmentRequest) -> Json:
    """Add a customer: the whole list is sent, since an update replaces it.

    Both times and the online flag go along, without which an update is reported to drop the meeting
    (graph-bookings.md 6, weak).
    """
    others = [{"@odata.type": _CUSTOMER, **customer} for customer in entities(session, "customers")]
    return {
        "startDateTime": to_wire(request.span.start),
        "endDateTime": to_wire(request.span.end),
        "isLocationOnline": request.service.online,
        "customers": [*others, _customer(request)],
    }


def _customer(request: AppointmentRequest) -> Json:
    """The type is needed: that of the list is abstract, and without it all is refused."""
    customer = request.customer
    required = {asked.id for asked in request.service.questions if asked.required}
    answers = [
        answer_body(question, answer, required=question.id in required)
        for question, answer in request.answers
    ]
    return {"@odata.type": _CUSTOMER} | _said(
        customerId=customer.id if isinstance(customer, Customer) else None,
        name=customer.name,
        emailAddress=customer.mail,
        phone=customer.phone,
        notes=request.notes,
        timeZone=windows_name(request.customer_zone or ""),
        customQuestionAnswers=answers,
    )


def _said(**values: Any) -> Json:
    """Without what is empty: null is refused for some properties."""
    return {name: value for name, value in values.items() if value}


def read(item: Json) -> Appointment | None:
    """An appointment; None where it has no id or no readable times."""
    item = unwrapped(item)
    key, span = text(item, "id"), span_of(item)
    if not key or span is None:
        return None
    return Appointment(
        id=AppointmentId(key),
        service_id=ServiceId(text(item, "serviceId") or ""),
        service_name=text(item, "serviceName") or "",
        start=span.start,
        end=span.end,
        staff_ids=tuple(StaffId(staff) for staff in texts(item, "staffMemberIds")),
        attendees=_attendees(item),
        pre_buffer=duration_of(item, "preBuffer") or NO_TIME,
        post_buffer=duration_of(item, "postBuffer") or NO_TIME,
        online=flag(item, "isLocationOnline") or False,
        seats=max(1, int(number(item, "maximumAttendeesCount") or 1)),
        seats_filled=max(0, int(number(item, "filledAttendeesCount") or 0)),
        join_link=link(item, "joinWebUrl"),
        customer_link=link(item, "anonymousJoinWebUrl"),
        service_notes=text(item, "serviceNotes") or "",
    )


def _attendees(item: Json) -> tuple[Attendee, ...]:
    """The customers; where the list is empty, the one of the single-customer form."""
    attendees = tuple(_attendee(customer) for customer in entities(item, "customers"))
    name = text(item, "customerName", "customerEmailAddress")
    if attendees or name is None:
        return attendees
    mail, phone = text(item, "customerEmailAddress"), text(item, "customerPhone")
    return (Attendee(None, name, mail, phone, zone_of(item, "customerTimeZone")),)


def _attendee(customer: Json) -> Attendee:
    key = text(customer, "customerId")
    answers = (read_answer(answer) for answer in entities(customer, "customQuestionAnswers"))
    return Attendee(
        customer_id=CustomerId(key) if key else None,
        name=text(customer, "name", "emailAddress", "phone") or "",
        mail=text(customer, "emailAddress"),
        phone=text(customer, "phone"),
        zone=zone_of(customer, "timeZone"),
        answers=tuple(answer for answer in answers if answer),
    )
