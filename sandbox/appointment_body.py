"""What a bookingAppointment may carry in a request, and what it looks like once kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sandbox import edm, ids, shapes
from sandbox.edm import Check, nullable
from sandbox.exchange import Json, bad_request, unknown_error
from sandbox.zones import accepted_zone

_PRICES = ("undefined", "fixedPrice", "startingAt", "hourly", "free", "priceVaries", "callUs", "notSet")
_TEXT = nullable(edm.STRING)
SHAPE: Mapping[str, Check] = {
    "startDateTime": edm.COMPLEX,
    "endDateTime": edm.COMPLEX,
    "serviceId": _TEXT,
    "serviceName": _TEXT,
    "serviceNotes": _TEXT,
    "serviceLocation": nullable(edm.COMPLEX),
    "staffMemberIds": edm.strings,
    "isLocationOnline": edm.BOOLEAN,
    "customers": edm.COLLECTION,
    "customerName": _TEXT,
    "customerEmailAddress": _TEXT,
    "customerPhone": _TEXT,
    "customerNotes": _TEXT,
    "customerTimeZone": _TEXT,
    "additionalInformation": _TEXT,
    "appointmentLabel": _TEXT,
    "preBuffer": edm.DURATION,
    "postBuffer": edm.DURATION,
    "duration": edm.DURATION,
    "price": edm.DOUBLE,
    "priceType": edm.one_of(*_PRICES),
    "reminders": shapes.reminders,
    "optOutOfCustomerEmail": edm.BOOLEAN,
    "smsNotificationsEnabled": edm.BOOLEAN,
    "isCustomerAllowedToManageBooking": nullable(edm.BOOLEAN),
    "maximumAttendeesCount": edm.INT32,
    "filledAttendeesCount": edm.INT32,
}
_READ_ONLY = frozenset(
    {
        "id",
        "createdDateTime",
        "lastUpdatedDateTime",
        "joinWebUrl",
        "anonymousJoinWebUrl",
        "selfServiceAppointmentId",
        "duration",
        "filledAttendeesCount",
        "maximumAttendeesCount",
    }
)
_KEPT_AS_SENT = frozenset(SHAPE) - _READ_ONLY - {"startDateTime", "endDateTime", "customers"}
_STRUCTURED = frozenset({edm.COMPLEX, edm.COLLECTION, edm.strings, shapes.reminders})
_THIN: Json = {
    "customers": [],
    "reminders": [],
    "serviceNotes": None,
    "customerNotes": None,
    "customerName": None,
    "customerEmailAddress": None,
    "customerPhone": None,
}


def read_body(body: Json) -> Json:
    """The properties sent; 400 for a value of a wrong simple type, Bookings' 500 for every other mistake."""
    values = edm.without_annotations(body)
    for name, value in values.items():
        if name in _READ_ONLY and name not in SHAPE:
            continue
        if name not in SHAPE:
            raise unknown_error()
        if not SHAPE[name](value):
            raise _mistyped(name, value)
    zone = values.get("customerTimeZone")
    buffers = [values[name] for name in ("preBuffer", "postBuffer") if name in values]
    if (zone and accepted_zone(zone) is None) or not all(map(shapes.buffer, buffers)):
        raise unknown_error()
    return values


def _mistyped(name: str, value: object) -> Exception:
    if value is None or SHAPE[name] not in _STRUCTURED:
        return bad_request(f"Cannot convert the value of property '{name}' to the expected type.")
    return unknown_error()


def kept_as_sent(values: Json) -> Json:
    return {name: value for name, value in values.items() if name in _KEPT_AS_SENT}


def times_of(values: Json) -> tuple[datetime, datetime]:
    """Start and end in UTC; refused where one is missing, unreadable, or they do not follow one another."""
    start = edm.required_instant(values.get("startDateTime"))
    end = edm.required_instant(values.get("endDateTime"))
    if end <= start:
        raise unknown_error()
    return start, end


def defaults_from(service: Json, business: Json) -> Json:
    """What a new appointment takes over from its service."""
    return {
        "selfServiceAppointmentId": ids.NO_SELF_SERVICE,
        "additionalInformation": service["additionalInformation"],
        "isLocationOnline": False,
        "joinWebUrl": None,
        "anonymousJoinWebUrl": None,
        **dict.fromkeys(("customerNotes", "serviceNotes", "appointmentLabel")),
        "customerTimeZone": business["bookingPageSettings"]["businessTimeZone"],
        "smsNotificationsEnabled": False,
        "serviceId": service["id"],
        "serviceName": service["displayName"],
        "preBuffer": service["preBuffer"],
        "postBuffer": service["postBuffer"],
        "priceType": service["defaultPriceType"],
        "price": service["defaultPrice"],
        "optOutOfCustomerEmail": False,
        "isCustomerAllowedToManageBooking": service["isCustomerAllowedToManageBooking"],
        "staffMemberIds": [],
        "serviceLocation": service["defaultLocation"],
        "reminders": service["defaultReminders"],
        "maximumAttendeesCount": service["maximumAttendeesCount"],
    }


def timed(start: datetime, end: datetime) -> Json:
    return {
        "startDateTime": edm.zoned(start),
        "endDateTime": edm.zoned(end),
        "duration": edm.write_duration(end - start),
    }


def attended_by(customers: list[Json]) -> Json:
    first: Mapping[str, Any] = customers[0] if customers else {}
    return {
        "customers": customers,
        "filledAttendeesCount": len(customers),
        "customerName": first.get("name"),
        "customerEmailAddress": first.get("emailAddress"),
        "customerPhone": first.get("phone"),
    }


def thin(appointment: Json) -> Json:
    """As lists show it: what is about the customer, the notes and reminders come by id alone."""
    return {**appointment, **_THIN}


def in_docs_names(appointment: Json) -> Json:
    """With the times under the names of the newest documentation pages."""
    other = {"startDateTime": "start", "endDateTime": "end"}
    return {other.get(name, name): value for name, value in appointment.items()}


def with_links(one: Json, service: Json, *, tenant_id: str, business_id: str) -> Json:
    """The join links: for what is held online, the customer's only where the service allows it."""
    online = one["isLocationOnline"] and service["isLocationOnline"]
    anonymous = online and service["isAnonymousJoinEnabled"]
    thread = ids.thread_id(one["id"])
    organizer = ids.guid(business_id)
    return {
        **one,
        "joinWebUrl": ids.join_url(thread, tenant=tenant_id, organizer=organizer) if online else None,
        "anonymousJoinWebUrl": (
            ids.visit_url(thread, tenant=tenant_id, organizer=organizer) if anonymous else None
        ),
    }


def without_links(appointment: Json) -> Json:
    return {**appointment, "joinWebUrl": None, "anonymousJoinWebUrl": None}


def span(appointment: Json) -> tuple[datetime, datetime]:
    start = cast("str", appointment["startDateTime"]["dateTime"])
    end = cast("str", appointment["endDateTime"]["dateTime"])
    return edm.read_instant(start), edm.read_instant(end)
