"""Services, staff, customers and questions of a business: five verbs over four kinds of entity."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox import edm, ids, shapes
from sandbox.call import Call
from sandbox.edm import Check, nullable
from sandbox.exchange import Json, Reply, bad_request, not_found
from sandbox.odata import collection, count, entity, under_business

_PRICES = ("undefined", "fixedPrice", "startingAt", "hourly", "free", "priceVaries", "callUs", "notSet")
_ROLES = ("guest", "administrator", "viewer", "externalGuest", "scheduler", "teamMember")
_LATE_ROLES = frozenset({"scheduler", "teamMember"})
_READ_ONLY = frozenset({"id", "createdDateTime", "lastUpdatedDateTime", "membershipStatus", "webUrl"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entity; `update_status` 200 answers a PATCH with the entity, 204 with nothing."""

    table: str
    type_name: str
    shape: Mapping[str, Check]
    defaults: Json
    required: tuple[str, ...] = ("displayName",)
    update_status: int = 204
    abstract: str = ""
    typed: bool = True
    only_by_id: Json = field(default_factory=dict[str, object])


SERVICES = Kind(
    "services",
    "bookingService",
    {
        "displayName": edm.STRING,
        "description": nullable(edm.STRING),
        "notes": nullable(edm.STRING),
        "additionalInformation": nullable(edm.STRING),
        "languageTag": edm.STRING,
        "defaultDuration": shapes.buffer,
        "preBuffer": shapes.buffer,
        "postBuffer": shapes.buffer,
        "defaultLocation": nullable(edm.COMPLEX),
        "defaultPrice": edm.DOUBLE,
        "defaultPriceType": edm.one_of(*_PRICES),
        "defaultReminders": shapes.reminders,
        "isLocationOnline": edm.BOOLEAN,
        "isAnonymousJoinEnabled": edm.BOOLEAN,
        "isCustomerAllowedToManageBooking": nullable(edm.BOOLEAN),
        "isHiddenFromCustomers": edm.BOOLEAN,
        "smsNotificationsEnabled": edm.BOOLEAN,
        "maximumAttendeesCount": edm.INT32,
        "customQuestions": shapes.assigned_questions,
        "schedulingPolicy": nullable(shapes.scheduling_policy),
        "staffMemberIds": edm.strings,
    },
    {
        "description": None,
        "notes": None,
        "additionalInformation": None,
        "languageTag": "en-US",
        "defaultDuration": "PT1H",
        "preBuffer": "PT0S",
        "postBuffer": "PT0S",
        "defaultLocation": None,
        "defaultPrice": 0,
        "defaultPriceType": "notSet",
        "defaultReminders": [],
        "isLocationOnline": False,
        "isAnonymousJoinEnabled": False,
        "isCustomerAllowedToManageBooking": False,
        "isHiddenFromCustomers": False,
        "smsNotificationsEnabled": False,
        "maximumAttendeesCount": 1,
        "customQuestions": [],
        "schedulingPolicy": None,
        "staffMemberIds": [],
        "webUrl": "",
    },
    typed=False,
    only_by_id={"defaultReminders": []},
)
STAFF = Kind(
    "staffMembers",
    "bookingStaffMember",
    {
        "displayName": edm.STRING,
        "emailAddress": nullable(edm.STRING),
        "role": edm.one_of(*_ROLES),
        "timeZone": nullable(edm.STRING),
        "useBusinessHours": edm.BOOLEAN,
        "workingHours": shapes.work_hours,
        "availabilityIsAffectedByPersonalCalendar": edm.BOOLEAN,
        "isEmailNotificationEnabled": edm.BOOLEAN,
    },
    {
        "timeZone": "",
        "useBusinessHours": True,
        "workingHours": [],
        "availabilityIsAffectedByPersonalCalendar": False,
        "isEmailNotificationEnabled": True,
        "membershipStatus": "active",
    },
    required=("displayName", "emailAddress", "role"),
    abstract="bookingStaffMemberBase",
)
CUSTOMERS = Kind(
    "customers",
    "bookingCustomer",
    {
        "displayName": edm.STRING,
        "emailAddress": nullable(edm.STRING),
        "addresses": shapes.objects,
        "phones": shapes.phones,
    },
    {"emailAddress": None, "addresses": [], "phones": []},
    update_status=200,
    abstract="bookingCustomerBase",
)
QUESTIONS = Kind(
    "customQuestions",
    "bookingCustomQuestion",
    {
        "displayName": edm.STRING,
        "answerInputType": edm.one_of("text", "radioButton"),
        "answerOptions": edm.strings,
    },
    {"answerInputType": "text", "answerOptions": []},
    update_status=200,
)
KINDS = (SERVICES, STAFF, CUSTOMERS, QUESTIONS)
Handler = Callable[[Call], Reply]


def verbs(kind: Kind) -> dict[str, Handler]:
    """list, count, get, create, update and delete of one kind."""
    return {
        "list": lambda call: _list(call, kind),
        "count": lambda call: count(call.store.table(call.table(kind.table)).values()),
        "get": lambda call: _said(call, kind, _found(call, kind)),
        "create": lambda call: _create(call, kind),
        "update": lambda call: _update(call, kind),
        "delete": lambda call: _delete(call, kind),
    }


def new_entity(kind: Kind, values: Json, *, key: str, at: str) -> Json:
    """An entity with everything that was left out filled in."""
    named: Json = {"@odata.type": f"#microsoft.graph.{kind.type_name}"} if kind.typed else {}
    stamps = {"createdDateTime": at, "lastUpdatedDateTime": at}
    return {**named, "id": key, **kind.defaults, **values, **stamps}


def add(call: Call, kind: Kind, values: Json) -> Json:
    """Keep a new entity and return it."""
    key = ids.guid(call.place, kind.table, "made", call.store.next_number())
    at = edm.write_instant(call.tenant.clock.now())
    added = new_entity(kind, values, key=key, at=at)
    call.store.put(call.table(kind.table), key, added)
    return added


def _list(call: Call, kind: Kind) -> Reply:
    hidden = {} if call.struck_by("full-lists") else kind.only_by_id
    items = (_as_asked(call, {**one, **hidden}) for one in call.store.table(call.table(kind.table)).values())
    return collection(call, items, of=under_business(call, kind.table), abstract=kind.abstract)


def _create(call: Call, kind: Kind) -> Reply:
    values = _values(call, kind)
    for name in kind.required:
        if name not in values:
            raise bad_request(f"The property '{name}' is required.")
    return _said(call, kind, add(call, kind, values), status=201)


def _update(call: Call, kind: Kind) -> Reply:
    before = _found(call, kind)
    stamp = {"lastUpdatedDateTime": edm.write_instant(call.tenant.clock.now())}
    after = {**before, **_values(call, kind), **stamp}
    call.store.put(call.table(kind.table), before["id"], after)
    return Reply(204) if kind.update_status == Reply(204).status else _said(call, kind, after)


def _delete(call: Call, kind: Kind) -> Reply:
    call.store.drop(call.table(kind.table), _found(call, kind)["id"])
    return Reply(204)


def _values(call: Call, kind: Kind) -> Json:
    sent = {name: value for name, value in call.body().items() if name not in _READ_ONLY}
    return edm.checked(sent, kind.shape, type_name=kind.type_name)


def _found(call: Call, kind: Kind) -> Json:
    one = call.store.get(call.table(kind.table), call.ids[0])
    if one is None:
        raise not_found()
    return one


def _said(call: Call, kind: Kind, one: Json, *, status: int = 200) -> Reply:
    return entity(call, under_business(call, kind.table), _as_asked(call, one), status=status)


def _as_asked(call: Call, one: Json) -> Json:
    """Roles that came late to the enumeration are named only to those who ask for them."""
    late = one.get("role") in _LATE_ROLES
    if late and "include-unknown-enum-members" not in call.headers.get("prefer", "").casefold():
        return {**one, "role": "unknownFutureValue"}
    return one
