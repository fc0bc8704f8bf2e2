"""The sandbox against the published contract: types of answers, permissions, documented examples."""

import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from sandbox_talk import CLINIC, DANA, NOW, path_of, zoned

from sandbox.rights import RIGHTS
from sandbox.routes import BATCH, ROUTES
from sandbox.zones import accepted_zone

GRAPH = Path(__file__).parents[2] / "../shared/graph"
pytestmark = pytest.mark.skipif(not GRAPH.exists(), reason="shared/graph is not here")
CONTOSO = "/solutions/bookingBusinesses/Contosolunchdelivery@contoso.onmicrosoft.com"
SAMANTHA = "user:samanthab@contoso.onmicrosoft.com"
BUSINESS = "/solutions/bookingBusinesses/{bookingBusiness-id}"
NOT_LISTED = {("get", "/me"), ("get", "/users/{}"), ("post", "/$batch")}
WRITING_READS = {"events.get"}  # whoever may write may read


def read(name):
    return json.loads((GRAPH / name).read_text(encoding="utf-8"))


def nullable(schema):
    """OpenAPI 3.0's `nullable` in JSON Schema's words."""
    if isinstance(schema, list):
        return [nullable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: nullable(one) for name, one in schema.items() if name != "nullable"}
    if schema.get("nullable") is True and not isinstance(schema.get("nullable"), dict):
        return {"anyOf": [plain, {"type": "null"}]}
    # The two sides of a nullable number both take null, which "exactly one" forbids.
    if "oneOf" in plain:
        plain["anyOf"] = plain.pop("oneOf")
    return plain


@cache
def contract():
    return read("bookings-openapi.json")


@cache
def components():
    return {"schemas": nullable(contract()["components"]["schemas"])}


def complaints(schema, value):
    validator = Draft202012Validator({**nullable(schema), "components": components()})
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(value)]


def answer_schema(method, path):
    answers = contract()["paths"][path][method]["responses"]
    good = next(one for status, one in answers.items() if status.startswith("2"))
    return good["content"]["application/json"]["schema"]


def unknown_names(value):
    """Names that the type an answer claims to be does not have, at any depth."""
    if isinstance(value, list):
        return set().union(*map(unknown_names, value))
    if not isinstance(value, dict):
        return set()
    own = set()
    if "@odata.type" in value:
        known = names_of({"$ref": f"#/components/schemas/{value['@odata.type'].removeprefix('#')}"})
        own = {f"{value['@odata.type']}: {name}" for name in value if "@" not in name and name not in known}
    return own.union(*map(unknown_names, value.values()))


def names_of(schema):
    if "$ref" in schema:
        return names_of(contract()["components"]["schemas"][schema["$ref"].split("/")[-1]])
    return set(schema.get("properties", {})).union(*map(names_of, schema.get("allOf", [])))


def checked(method, path, reply):
    assert reply.status_code < 300, reply.text
    schema = answer_schema(method, path)
    assert complaints(schema, reply.json()) == []
    assert unknown_names(reply.json()) == set()
    own = names_of(schema)
    assert {name for name in reply.json() if "@" not in name} <= own | {"value"}
    return reply.json()


READS = [
    ("/solutions/bookingBusinesses", "/solutions/bookingBusinesses"),
    (BUSINESS, CLINIC),
    (f"{BUSINESS}/services", f"{CLINIC}/services"),
    (f"{BUSINESS}/staffMembers", f"{CLINIC}/staffMembers"),
    (f"{BUSINESS}/customers", f"{CLINIC}/customers"),
    (f"{BUSINESS}/customQuestions", f"{CLINIC}/customQuestions"),
    (f"{BUSINESS}/appointments", f"{CLINIC}/appointments"),
    (
        f"{BUSINESS}/calendarView",
        f"{CLINIC}/calendarView?start=2030-03-01T00:00:00Z&end=2030-03-20T00:00:00Z",
    ),
    ("/solutions/bookingCurrencies", "/solutions/bookingCurrencies"),
    ("/me/events", "/me/events"),
]


@pytest.mark.parametrize(("path", "address"), READS, ids=[path for path, _ in READS])
async def test_what_is_read_has_the_types_of_the_contract(sandbox, path, address):
    listed = checked("get", path, await sandbox.as_(DANA).get(address))
    of = {name for one in listed.get("value", []) for name in one if "@" not in name}

    if "value" in listed:
        item = next(iter(names_of_items(path)))
        assert of <= names_of(item) | base_names(listed)


def names_of_items(path):
    for part in contract()["components"]["schemas"][answer_schema("get", path)["$ref"].split("/")[-1]][
        "allOf"
    ]:
        if "value" in part.get("properties", {}):
            yield part["properties"]["value"]["items"]


def base_names(listed):
    """Of an abstract base type: what the type that the items claim to be has."""
    types = {one.get("@odata.type", "").removeprefix("#") for one in listed["value"]} - {""}
    return set().union(*(names_of({"$ref": f"#/components/schemas/{one}"}) for one in types))


async def test_single_entities_have_the_types_of_the_contract(sandbox):
    dana = sandbox.as_(DANA)
    singles = {
        "services": "bookingService-id",
        "staffMembers": "bookingStaffMemberBase-id",
        "customers": "bookingCustomerBase-id",
        "customQuestions": "bookingCustomQuestion-id",
        "appointments": "bookingAppointment-id",
    }
    for name, variable in singles.items():
        listed = (await dana.get(f"{CLINIC}/{name}")).json()["value"]
        for one in listed[:15]:
            address = f"{CLINIC}/{name}/{one['id'].replace('/', '%2F')}"
            reply = await dana.get(address)
            assert complaints(answer_schema("get", f"{BUSINESS}/{name}/{{{variable}}}"), reply.json()) == []
            assert unknown_names(reply.json()) == set()


async def test_what_is_created_has_the_types_of_the_contract(sandbox):
    dana = sandbox.as_(DANA)
    start = NOW.replace(day=5)
    event = {"subject": "Visit", "start": zoned(start), "end": zoned(start), "isOnlineMeeting": True}

    checked("post", f"{BUSINESS}/appointments", await dana.book())
    made = await dana.post(f"{CLINIC}/customers", {"displayName": "Ana Costa"})
    assert complaints(answer_schema("post", f"{BUSINESS}/customers"), made.json()) == []
    checked("post", "/me/events", await dana.post("/me/events", event))
    meeting = checked("post", "/me/onlineMeetings", await dana.post("/me/onlineMeetings", {}))
    join = f"/me/onlineMeetings/{meeting['id'].replace('/', '%2F')}/getVirtualAppointmentJoinWebUrl"
    assert set((await dana.get(join)).json()) == {"@odata.context", "value"}


async def test_availability_and_schedules_have_the_types_of_the_contract(sandbox):
    dana = sandbox.as_(DANA)
    ids = [one["id"] for one in (await dana.get(f"{CLINIC}/staffMembers")).json()["value"]]
    window = {"startDateTime": zoned(NOW), "endDateTime": zoned(NOW.replace(day=9))}
    asked = {"staffIds": ids, **window}
    schedule = {
        "schedules": ["danas@northwind.example", "nobody@northwind.example"],
        "startTime": window["startDateTime"],
        "endTime": window["endDateTime"],
    }

    path = f"{BUSINESS}/getStaffAvailability"
    checked("post", path, await sandbox.as_("app").post(f"{CLINIC}/getStaffAvailability", asked))
    path = "/me/calendar/getSchedule"
    checked("post", path, await dana.post(path, schedule))


@pytest.mark.parametrize("fault", ["throttled", "error-before", "unavailable", "expired-token"])
async def test_refusals_have_the_shape_of_an_error(sandbox, fault):
    await sandbox.arm("*", fault)
    reply = await sandbox.as_(DANA).get(CLINIC)

    schema = {"$ref": "#/components/schemas/microsoft.graph.ODataErrors.ODataError"}
    assert complaints(schema, reply.json()) == []


def test_permissions_are_those_of_the_published_table():
    listed = {}
    for one in read("permissions.json")["operations"]:
        if "note" not in one:
            kinds = (one["delegated"], one["application"])
            listed[one["method"].lower(), plain(one["path"])] = tuple(map(names_in, kinds))
    seen = 0
    for route in ROUTES:
        key = (route.method.lower(), plain("/" + "/".join(route.pattern)))
        if key not in listed:
            continue
        seen += 1
        for ours, theirs in zip(RIGHTS[route.operation], listed[key], strict=True):
            # For /me the app is turned away before its rights are looked at.
            if theirs is None and key[1].startswith("/me/"):
                continue
            extra = {"Calendars.ReadWrite"} if route.operation in WRITING_READS else set()
            assert (ours or frozenset()) - extra == (theirs or frozenset()) - extra, route.operation
    assert seen > 50


def names_in(kind):
    return None if kind is None else frozenset(kind["least"]) | frozenset(kind["higher"])


def plain(path):
    return "/".join("{}" if part.startswith("{") else part for part in path.casefold().split("/"))


def test_every_operation_is_one_of_the_contract():
    known = {(method, plain(path)) for path, methods in contract()["paths"].items() for method in methods}
    ours = {(route.method.lower(), plain("/" + "/".join(route.pattern))) for route in ROUTES}

    assert ours - known == NOT_LISTED | {("post", "/users/{}/calendar/getschedule")}
    assert set(RIGHTS) == {route.operation for route in ROUTES} - {BATCH}


@pytest.mark.parametrize(
    ("sample", "address"),
    [
        ("list-bookingbusinesses", "/solutions/bookingBusinesses"),
        ("get-bookingbusiness", CONTOSO),
        ("list-services", f"{CONTOSO}/services"),
        ("get-service", f"{CONTOSO}/services/57da6774-a087-4d69-b0e6-6fb82c339976"),
        ("list-staffmembers", f"{CONTOSO}/staffMembers"),
        ("get-staffmember", f"{CONTOSO}/staffMembers/71d64d0e-7225-49b6-b0b1-070d476cda51"),
        ("list-customers", f"{CONTOSO}/customers"),
        ("get-customer", f"{CONTOSO}/customers/8bb19078-0f45-4efb-b2c5-da78b860f73a"),
        ("list-customquestions", f"{CONTOSO}/customQuestions"),
        ("list-appointments", f"{CONTOSO}/appointments"),
        ("list-calendarview", f"{CONTOSO}/calendarView?start=2030-03-01T00:00:00Z&end=2030-03-20T00:00:00Z"),
        ("list-bookingcurrencies", "/solutions/bookingCurrencies"),
    ],
)
async def test_answers_hold_what_the_documented_example_holds(sandbox, sample, address):
    documented = read(f"samples/{sample}.json")["response"]["body"]

    given = (await sandbox.as_(SAMANTHA).get(address)).json()

    if isinstance(documented.get("value"), list):
        documented, given = documented["value"][0], given["value"][0]
    assert set(documented) - set(given) <= {"@odata.context"}


@pytest.mark.parametrize(
    ("sample", "address"),
    [
        ("create-appointment-startdatetime", f"{CONTOSO}/appointments"),
        ("create-customer", f"{CONTOSO}/customers"),
        ("create-customquestion", f"{CONTOSO}/customQuestions"),
        ("create-service", f"{CONTOSO}/services"),
        ("create-staffmember", f"{CONTOSO}/staffMembers"),
        ("create-onlinemeeting", "/me/onlineMeetings"),
        ("createorget-onlinemeeting", "/me/onlineMeetings/createOrGet"),
        ("create-event-online-meeting", "/me/events"),
        ("get-schedule", "/me/calendar/getSchedule"),
    ],
)
async def test_documented_requests_are_understood(sandbox, sample, address):
    scopes = "Bookings.Manage.All,OnlineMeetings.ReadWrite,Calendars.ReadWrite"
    body = read(f"samples/{sample}.json")["request"]["body"]

    reply = await sandbox.as_(f"{SAMANTHA};scp={scopes}").post(address, body)

    assert reply.status_code in {200, 201}, reply.text


async def test_the_documented_change_and_cancellation_are_understood(sandbox):
    dana = sandbox.as_(DANA)
    booked = (await dana.book()).json()
    change = read("samples/update-appointment.json")["request"]["body"]
    cancel = read("samples/cancel-appointment.json")["request"]["body"]

    assert (await dana.patch(path_of(booked["id"]), change)).status_code == 204
    assert (await dana.post(f"{path_of(booked['id'])}/cancel", cancel)).status_code == 204


@pytest.mark.parametrize(
    ("name", "understood"),
    [
        ("UTC", True),
        ("GMT Standard Time", True),
        ("India Standard Time", True),
        ("America/Chicago", True),
        ("Asia/Kolkata", True),
        ("Europe/Kyiv (Kiev)", True),
        ("Europe/Zurich", False),
        ("America/Toronto", False),
        ("europe/berlin", False),
        ("", False),
        ("../../etc/passwd", False),
    ],
)
def test_zone_names_are_those_of_windows_and_a_short_list(name, understood):
    assert (accepted_zone(name) is not None) is understood
