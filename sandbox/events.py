"""event: the calendar of a person, with Teams meetings where asked for."""

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape

from sandbox import edm, ids
from sandbox.call import Call
from sandbox.edm import nullable
from sandbox.exchange import GraphError, Json, Reply, bad_request, unknown_error
from sandbox.meetings import TABLE as MEETINGS
from sandbox.meetings import add_meeting
from sandbox.odata import collection, entity
from sandbox.zones import accepted_zone

TABLE = "events"
_TEAMS = "teamsForBusiness"
_ONCE_ONLINE = ("isOnlineMeeting", "onlineMeetingProvider", "onlineMeeting")
_ZONE = re.compile(r'outlook\.timezone\s*=\s*"(?P<name>[^"]*)"', re.IGNORECASE)
_SHAPE = {
    "subject": nullable(edm.STRING),
    "body": nullable(edm.COMPLEX),
    "start": edm.COMPLEX,
    "end": edm.COMPLEX,
    "location": nullable(edm.COMPLEX),
    "attendees": edm.COLLECTION,
    "isOnlineMeeting": nullable(edm.BOOLEAN),
    "onlineMeetingProvider": nullable(edm.STRING),
    "transactionId": nullable(edm.STRING),
    "showAs": nullable(edm.STRING),
    "sensitivity": nullable(edm.STRING),
    "importance": nullable(edm.STRING),
    "isReminderOn": nullable(edm.BOOLEAN),
    "reminderMinutesBeforeStart": nullable(edm.INT32),
    "allowNewTimeProposals": nullable(edm.BOOLEAN),
    "categories": edm.strings,
}
_DEFAULTS: Json = {
    "subject": "",
    "bodyPreview": "",
    "body": {"contentType": "html", "content": ""},
    "location": {"displayName": ""},
    "attendees": [],
    "showAs": "busy",
    "sensitivity": "normal",
    "importance": "normal",
    "isCancelled": False,
    "isOrganizer": True,
    "type": "singleInstance",
    "isOnlineMeeting": False,
    "onlineMeetingProvider": "unknown",
    "onlineMeeting": None,
    "onlineMeetingUrl": None,
    "transactionId": None,
    "categories": [],
}


def list_events(call: Call) -> Reply:
    every = call.store.table(call.table(TABLE)).values()
    return collection(call, _zoned(call, every), of=_of(call))


def calendar_view(call: Call) -> Reply:
    """The events that touch a stretch of time."""
    first, last = (_bound(call, name) for name in ("startDateTime", "endDateTime"))
    every = call.store.table(call.table(TABLE)).values()
    touching = (one for one in every if one["start"]["dateTime"] < last and first < one["end"]["dateTime"])
    return collection(call, _zoned(call, touching), of=_of(call))


def get_event(call: Call) -> Reply:
    return entity(call, _of(call), _zoned(call, [_found(call)])[0])


def create_event(call: Call) -> Reply:
    """Answered in UTC whatever zone is preferred; a transactionId seen before gives the event it made."""
    _preferred_zone(call)
    values = _values(call)
    for one in call.store.table(call.table(TABLE)).values():
        if values.get("transactionId") and one["transactionId"] == values["transactionId"]:
            return _said(call, one)
    user = call.store.table("users")[call.place]
    number = call.store.next_number()
    one = {**new_event(user, number, at=call.tenant.clock.now()), **_written(values)}
    one |= _span(values.get("start"), values.get("end"))
    if one["isOnlineMeeting"] or values.get("onlineMeetingProvider") == _TEAMS:
        one |= _online(call, one, number)
    call.store.put(call.table(TABLE), one["id"], one)
    return _said(call, one)


def update_event(call: Call) -> Reply:
    """A new text without the join link loses the meeting; what is online stays so."""
    before, values = _found(call), _values(call)
    values.pop("transactionId", None)
    after = {**before, **_written(values)}
    after |= _span(values.get("start", before["start"]), values.get("end", before["end"]))
    if before["isOnlineMeeting"]:
        after |= {name: before[name] for name in _ONCE_ONLINE}
        if "body" in values and before["onlineMeeting"] and _link(before) not in after["body"]["content"]:
            after["onlineMeeting"] = None
    elif after["isOnlineMeeting"]:
        after |= _online(call, after, call.store.next_number())
    call.store.put(call.table(TABLE), before["id"], after)
    return _said(call, after, status=200)


def delete_event(call: Call) -> Reply:
    call.store.drop(call.table(TABLE), _found(call)["id"])
    return Reply(204)


def cancel_event(call: Call) -> Reply:
    if call.content:
        call.body()
    call.store.drop(call.table(TABLE), _found(call)["id"])
    return Reply(202)


def new_event(user: Json, number: int | str, *, at: datetime) -> Json:
    """An event with nothing in it yet; its times are for the caller to set."""
    stamp = edm.write_instant(at)
    return {
        **_DEFAULTS,
        "id": ids.opaque("AAMkAG", user["id"], TABLE, number),
        "createdDateTime": stamp,
        "lastModifiedDateTime": stamp,
        "organizer": {"emailAddress": {"name": user["displayName"], "address": user["mail"]}},
    }


def times(start: datetime, end: datetime) -> Json:
    return {
        "start": {"dateTime": edm.write_instant(start), "timeZone": "UTC"},
        "end": {"dateTime": edm.write_instant(end), "timeZone": "UTC"},
    }


def local(moment: Json, zone_name: str) -> Json:
    """A kept time as the calendar answers it: without offset, in the zone asked for."""
    zone = accepted_zone(zone_name)
    shown = edm.read_instant(moment["dateTime"]).astimezone(zone)
    return {"dateTime": f"{shown:%Y-%m-%dT%H:%M:%S.%f}0", "timeZone": zone_name}


def _online(call: Call, one: Json, number: int) -> Json:
    """A Teams meeting for the event, also found among the online meetings; no other kind is offered."""
    if one["onlineMeetingProvider"] not in {_TEAMS, "unknown"}:
        return {"isOnlineMeeting": False, "onlineMeetingProvider": "unknown"}
    user, now = call.store.table("users")[call.place], call.tenant.clock.now()
    meeting = add_meeting(call.store, user, tenant_id=call.tenant.id, number=number, now=now)
    spans = {"startDateTime": one["start"]["dateTime"], "endDateTime": one["end"]["dateTime"]}
    meeting = {**meeting, **spans, "subject": one["subject"]}
    call.store.put(call.table(MEETINGS), meeting["id"], meeting)
    link = meeting["joinWebUrl"]
    content = f'{one["body"]["content"]}<div><a href="{escape(link)}">Join</a></div>'
    return {
        "isOnlineMeeting": True,
        "onlineMeetingProvider": _TEAMS,
        "onlineMeeting": {"joinUrl": link, "conferenceId": meeting["videoTeleconferenceId"]},
        "body": {"contentType": "html", "content": content},
    }


def _values(call: Call) -> Json:
    return edm.checked(call.body(), _SHAPE, type_name="event")


def _written(values: Json) -> Json:
    """What is kept as it was sent; a text keeps its kind."""
    given = {name: value for name, value in values.items() if value is not None}
    kept = {name: value for name, value in given.items() if name not in {"start", "end"}}
    if "body" in kept:
        content = str(kept["body"].get("content") or "")
        kept["body"] = {"contentType": "html", "content": content}
        kept["bodyPreview"] = content[:255]
    return kept


def _span(start: object, end: object) -> Json:
    first, last = edm.read_zoned(start), edm.read_zoned(end)
    if first is None or last is None:
        raise bad_request("The time zone or the time of the event is not understood.")
    if last < first:
        raise GraphError(400, "ErrorPropertyValidationFailure", "The end of the event is before its start.")
    return times(first, last)


def _said(call: Call, one: Json, *, status: int = 201) -> Reply:
    shown = {name: local(one[name], "UTC") for name in ("start", "end")}
    return entity(call, _of(call), {**one, **shown}, status=status)


def _zoned(call: Call, items: Iterable[Json]) -> list[Json]:
    zone = _preferred_zone(call)
    return [{**one, "start": local(one["start"], zone), "end": local(one["end"], zone)} for one in items]


def _preferred_zone(call: Call) -> str:
    asked = _ZONE.search(call.headers.get("prefer", ""))
    if asked is None:
        return "UTC"
    if accepted_zone(asked["name"]) is None:
        raise unknown_error()
    return asked["name"]


def _bound(call: Call, name: str) -> str:
    moment = edm.instant(call.query.get(name))
    if moment is None:
        raise GraphError(400, "ErrorInvalidRequest", f"The query parameter '{name}' is missing or invalid.")
    return edm.write_instant(moment)


def _link(event: Json) -> str:
    return escape(event["onlineMeeting"]["joinUrl"])


def _found(call: Call) -> Json:
    one = call.store.get(call.table(TABLE), call.ids[0])
    if one is None:
        raise GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.")
    return one


def _of(call: Call) -> str:
    return f"users('{call.place}')/events"
