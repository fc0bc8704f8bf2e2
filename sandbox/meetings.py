"""onlineMeeting: create, create or get, read, change, delete, and the visitor's join link."""

import re
from datetime import datetime, timedelta
from typing import Any, cast

from sandbox import edm, ids
from sandbox.call import Call
from sandbox.edm import nullable
from sandbox.exchange import Json, Reply, bad_request, not_found
from sandbox.odata import context, entity
from sandbox.store import Store

TABLE = "onlineMeetings"
_LENGTH = timedelta(hours=1)
_BY_LINK = re.compile(r"\s*joinweburl\s+eq\s+'(?P<link>.*)'\s*", re.IGNORECASE)
_SHAPE = {
    "startDateTime": nullable(edm.STRING),
    "endDateTime": nullable(edm.STRING),
    "subject": nullable(edm.STRING),
    "externalId": edm.STRING,
    "chatInfo": nullable(edm.COMPLEX),
    "participants": nullable(edm.COMPLEX),
    "lobbyBypassSettings": nullable(edm.COMPLEX),
    "joinMeetingIdSettings": nullable(edm.COMPLEX),
    "allowedPresenters": nullable(edm.STRING),
    "allowMeetingChat": nullable(edm.STRING),
    "isEntryExitAnnounced": nullable(edm.BOOLEAN),
    "recordAutomatically": nullable(edm.BOOLEAN),
}
_KEPT = frozenset(_SHAPE) - {"startDateTime", "endDateTime", "participants", "externalId", "chatInfo"}


def list_meetings(call: Call) -> Reply:
    """Meetings are found by their join link; there is no list of all."""
    asked = _BY_LINK.fullmatch(call.query.get("$filter", ""))
    if asked is None:
        raise bad_request("Filter expression expected: JoinWebUrl eq '{joinWebUrl}'.")
    mine = call.store.table(call.table(TABLE)).values()
    found = [one for one in mine if one["joinWebUrl"] == asked["link"]]
    return Reply(200, {"@odata.context": context(call, _of(call)), "value": found})


def create_meeting(call: Call) -> Reply:
    return entity(call, _of(call), _create(call, _values(call)), status=201)


def create_or_get(call: Call) -> Reply:
    """The meeting of an external id: 201 when made now, 200 when it was there."""
    values = _values(call)
    if not values.get("externalId"):
        raise bad_request("The externalId must be provided.")
    if values.get("endDateTime") and not values.get("startDateTime"):
        raise bad_request("An end time needs a start time.")
    for one in call.store.table(call.table(TABLE)).values():
        if one["externalId"] == values["externalId"]:
            return entity(call, _of(call), one)
    return entity(call, _of(call), _create(call, values), status=201)


def get_meeting(call: Call) -> Reply:
    return entity(call, _of(call), _found(call))


def update_meeting(call: Call) -> Reply:
    before, values = _found(call), _values(call)
    default = (edm.read_instant(before["startDateTime"]), edm.read_instant(before["endDateTime"]))
    after = {**before, **_kept(values), **_times(values, *default)}
    call.store.put(call.table(TABLE), before["id"], after)
    return entity(call, _of(call), after)


def delete_meeting(call: Call) -> Reply:
    call.store.drop(call.table(TABLE), _found(call)["id"])
    return Reply(204)


def join_web_url(call: Call) -> Reply:
    """The link with which a visitor joins by browser."""
    one = _found(call)
    link = ids.visit_url(one["chatInfo"]["threadId"], tenant=call.tenant.id, organizer=call.place)
    value = None if call.struck_by("links-null") else link
    return Reply(200, {"@odata.context": context(call, "Edm.String"), "value": value})


def add_meeting(store: Store, user: Json, *, tenant_id: str, number: int, now: datetime) -> Json:
    """A new meeting of an hour from now, kept; the caller may put a changed one in its place."""
    thread = ids.thread_id(user["id"], TABLE, number)
    dial = 100_000_000 + number * 7919
    one: Json = {
        "id": ids.opaque("MSp", user["id"], TABLE, number),
        "creationDateTime": edm.write_instant(now),
        "startDateTime": edm.write_instant(now),
        "endDateTime": edm.write_instant(now + _LENGTH),
        "joinWebUrl": ids.join_url(thread, tenant=tenant_id, organizer=user["id"]),
        "subject": None,
        "externalId": None,
        "isBroadcast": False,
        "isEntryExitAnnounced": True,
        "allowedPresenters": "everyone",
        "videoTeleconferenceId": str(dial),
        "participants": _participants(user, []),
        "lobbyBypassSettings": {"scope": "organization", "isDialInBypassEnabled": False},
        "joinMeetingIdSettings": {"isPasscodeRequired": False, "joinMeetingId": str(dial), "passcode": None},
        "chatInfo": {"threadId": thread, "messageId": "0", "replyChainMessageId": None},
    }
    store.put(f"{user['id']}/{TABLE}", one["id"], one)
    return one


def _create(call: Call, values: Json) -> Json:
    now = call.tenant.clock.now()
    start = _instant(values, "startDateTime") or now
    times = _times(values, start, start + _LENGTH)
    user = call.store.table("users")[call.place]
    number = call.store.next_number()
    plain = add_meeting(call.store, user, tenant_id=call.tenant.id, number=number, now=now)
    attendees = cast("list[Any]", cast("Json", values.get("participants") or {}).get("attendees") or [])
    named = {"participants": _participants(user, attendees), "externalId": values.get("externalId")}
    one: Json = {**plain, **_kept(values), **named, **times}
    call.store.put(call.table(TABLE), one["id"], one)
    return one


def _participants(user: Json, attendees: list[Any]) -> Json:
    organizer = {
        "upn": user["userPrincipalName"],
        "role": "presenter",
        "identity": {"user": {"id": user["id"], "displayName": user["displayName"]}},
    }
    return {"organizer": organizer, "attendees": attendees}


def _values(call: Call) -> Json:
    body = call.body() if call.content else {}
    return edm.checked(body, _SHAPE, type_name="onlineMeeting")


def _kept(values: Json) -> Json:
    return {name: value for name, value in values.items() if name in _KEPT}


def _times(values: Json, start: datetime, end: datetime) -> Json:
    first = _instant(values, "startDateTime") or start
    last = _instant(values, "endDateTime") or end
    if last <= first:
        raise bad_request("The end time must be after the start time.")
    return {"startDateTime": edm.write_instant(first), "endDateTime": edm.write_instant(last)}


def _instant(values: Json, name: str) -> datetime | None:
    """A plain date-time, with an offset."""
    text = values.get(name)
    moment = edm.instant(text)
    if text is not None and (moment is None or not re.search(r"(Z|[+-]\d\d:\d\d)$", text, re.IGNORECASE)):
        raise bad_request(f"Cannot convert the literal '{name}' to the expected type 'Edm.DateTimeOffset'.")
    return moment


def _found(call: Call) -> Json:
    one = call.store.get(call.table(TABLE), call.ids[0])
    if one is None:
        raise not_found("Meeting not found.")
    return one


def _of(call: Call) -> str:
    return f"users('{call.place}')/onlineMeetings"
