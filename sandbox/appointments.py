"""bookingAppointment: list, calendar view, read, create, change, give back."""

from dataclasses import replace
from datetime import timedelta

from sandbox import edm, ids
from sandbox.appointment_body import (
    attended_by,
    defaults_from,
    in_docs_names,
    kept_as_sent,
    read_body,
    thin,
    timed,
    times_of,
    with_links,
    without_links,
)
from sandbox.booked_customers import booked_customers
from sandbox.booking_rules import Wish, judge
from sandbox.call import Call
from sandbox.exchange import GraphError, Json, Reply, bad_request, not_found, unknown_error
from sandbox.odata import collection, count, entity, under_business
from sandbox.roles import own_calendar_only

TABLE = "appointments"


def list_appointments(call: Call) -> Reply:
    """All there ever were, thin."""
    every = call.store.table(call.table(TABLE)).values()
    return collection(call, (_listed(call, one) for one in every), of=under_business(call, TABLE))


def count_appointments(call: Call) -> Reply:
    return count(call.store.table(call.table(TABLE)).values())


def calendar_view(call: Call) -> Reply:
    """Those that touch a stretch of time, earliest first, thin."""
    first, last = (_bound(call, name) for name in ("start", "end"))
    touching = [
        one
        for one in call.store.table(call.table(TABLE)).values()
        if one["startDateTime"]["dateTime"] < last and first < one["endDateTime"]["dateTime"]
    ]
    touching.sort(key=lambda one: one["startDateTime"]["dateTime"])
    return collection(call, (_listed(call, one) for one in touching), of=under_business(call, "calendarView"))


def get_appointment(call: Call) -> Reply:
    one = _found(call)
    hidden = call.store.get("hidden links", one["id"])
    if hidden is not None:
        one = _read_once(call, one, hidden["reads"] - 1)
    if call.struck_by("links-null"):
        one = without_links(one)
    return entity(call, under_business(call, TABLE), _named(call, one))


def create_appointment(call: Call) -> Reply:
    """Refused with an empty 500 for nearly every mistake, as in Bookings."""
    values = _in_own_calendar(call, read_body(call.body()))
    service = call.store.get(call.table("services"), values.get("serviceId") or "")
    if service is None:
        raise unknown_error()
    business = call.store.table("businesses")[call.place]
    drafted = {**defaults_from(service, business), **kept_as_sent(values)}
    start, end = times_of(values)
    judge(call, _wish(drafted, service, timed(start, end)))
    customers = booked_customers(call, values, service) or []
    return _book(call, service, {**drafted, **timed(start, end), **attended_by(customers)})


def update_appointment(call: Call) -> Reply:
    before = _found(call)
    own_calendar_only(call.member, before["staffMemberIds"])
    values = read_body(call.body())
    own_calendar_only(call.member, values.get("staffMemberIds", ()))
    service = call.store.table(call.table("services")).get(before["serviceId"])
    if service is None or values.get("serviceId", before["serviceId"]) != before["serviceId"]:
        raise unknown_error()
    after = _changed(call, before, values, service)
    call.store.put(call.table(TABLE), before["id"], after)
    return Reply(204)


def delete_appointment(call: Call) -> Reply:
    one = _found(call)
    own_calendar_only(call.member, one["staffMemberIds"])
    call.store.drop(call.table(TABLE), one["id"])
    return Reply(204)


def cancel_appointment(call: Call) -> Reply:
    """Gives the time back; a second time there is nothing left to cancel."""
    one = _found(call)
    message = edm.without_annotations(call.body()).get("cancellationMessage") if call.content else None
    if message is not None and not isinstance(message, str):
        raise bad_request("Cannot convert the value of parameter 'cancellationMessage' to the expected type.")
    own_calendar_only(call.member, one["staffMemberIds"])
    call.store.drop(call.table(TABLE), one["id"])
    return Reply(204)


def _book(call: Call, service: Json, drafted: Json) -> Reply:
    now = edm.write_instant(call.tenant.clock.now())
    key = ids.opaque("AAMkAD", call.place, TABLE, call.store.next_number())
    stamps = {"createdDateTime": now, "lastUpdatedDateTime": now}
    one = _linked(call, {"id": key, **drafted, **stamps}, service)
    call.store.put(call.table(TABLE), key, one)
    if call.fault and call.struck_by("links-null"):
        call.store.put("hidden links", key, {"reads": call.fault.reads})
        one = without_links(one)
    return entity(call, under_business(call, TABLE), _named(call, one), status=201)


def _changed(call: Call, before: Json, values: Json, service: Json) -> Json:
    after = {**before, **kept_as_sent(values)}
    moved = {name: values.get(name, before[name]) for name in ("startDateTime", "endDateTime")}
    after |= timed(*times_of(moved))
    wish, now = _wish(after, service, after), _wish(before, service, before)
    if wish != now:
        judge(call, replace(wish, timely=(wish.start, wish.end) != (now.start, now.end)))
    customers = booked_customers(call, values, service)
    if customers is not None:
        after |= attended_by(customers)
    if call.struck_by("drops-meeting"):
        after["isLocationOnline"] = values.get("isLocationOnline", False)
    after["lastUpdatedDateTime"] = edm.write_instant(call.tenant.clock.now())
    return _linked(call, after, service)


def _linked(call: Call, one: Json, service: Json) -> Json:
    return with_links(one, service, tenant_id=call.tenant.id, business_id=call.place)


def _wish(one: Json, service: Json, times: Json) -> Wish:
    start, end = times_of(times)
    before, after = edm.duration(one["preBuffer"]), edm.duration(one["postBuffer"])
    return Wish(
        id=one.get("id", ""),
        timely=True,
        service=service,
        staff_ids=tuple(one["staffMemberIds"]),
        start=start,
        end=end,
        before=before or timedelta(),
        after=after or timedelta(),
    )


def _in_own_calendar(call: Call, values: Json) -> Json:
    """A team member becomes the staff of what they add."""
    own_calendar_only(call.member, values.get("staffMemberIds", ()))
    if call.member is not None and call.member["role"] == "teamMember":
        return {**values, "staffMemberIds": [call.member["id"]]}
    return values


def _found(call: Call) -> Json:
    one = call.store.get(call.table(TABLE), call.ids[0])
    if one is None:
        raise not_found()
    return one


def _read_once(call: Call, one: Json, left: int) -> Json:
    if left > 0:
        call.store.put("hidden links", one["id"], {"reads": left})
        return without_links(one)
    call.store.drop("hidden links", one["id"])
    return one


def _listed(call: Call, one: Json) -> Json:
    if call.struck_by("links-null") or call.store.get("hidden links", one["id"]) is not None:
        one = without_links(one)
    return _named(call, one if call.struck_by("full-lists") else thin(one))


def _named(call: Call, one: Json) -> Json:
    return in_docs_names(one) if call.struck_by("docs-names") else one


def _bound(call: Call, name: str) -> str:
    moment = edm.instant(call.query.get(name))
    if moment is None:
        raise GraphError(400, "ErrorInvalidRequest", f"The query parameter '{name}' is missing or invalid.")
    return edm.write_instant(moment)
