import pytest
from sandbox_talk import ALEX, BANK, CLINIC, DANA, MARY, MEGAN, MIRIAM, NADIA, path_of

from sandbox.ids import object_id

APPOINTMENTS = f"{CLINIC}/appointments"


def code(reply):
    return reply.json()["error"]["code"]


@pytest.mark.parametrize(
    "token",
    [
        ";scp=User.Read",
        "user:",
        "user:nobody@northwind.example",
        "danas@northwind.example",
        "application",
        "app;scp=Bookings.Read.All",
        "user:danas@northwind.example;scp=User.Read;scp=Bookings.Read.All",
    ],
)
async def test_any_other_token_is_no_token(sandbox, token):
    reply = await sandbox.as_(token).get(CLINIC)

    assert (reply.status_code, code(reply)) == (401, "InvalidAuthenticationToken")
    assert "invalid_token" in reply.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    ("token", "read", "book", "settings"),
    [
        (DANA, 200, 201, 204),
        (ALEX, 200, 201, 403),
        (MIRIAM, 200, 201, 403),
        (MEGAN, 200, 403, 403),
        (MARY, 404, 404, 404),
        ("user:weic@partner.example", 404, 404, 404),
        (NADIA, 404, 404, 404),
        ("user:pattif@woodgrove.example", 404, 404, 404),
    ],
)
async def test_the_role_in_the_business_decides(sandbox, token, read, book, settings):
    body = {**await sandbox.as_(DANA).booking(), "staffMemberIds": []}
    caller = sandbox.as_(f"{token};scp=Bookings.Manage.All")

    seen = await caller.get(CLINIC)
    booked = await caller.post(APPOINTMENTS, body)
    changed = await caller.patch(CLINIC, {"phone": "+44 20 7946 0199"})

    assert (seen.status_code, booked.status_code, changed.status_code) == (read, book, settings)


async def test_those_outside_are_told_that_there_is_no_folder(sandbox):
    reply = await sandbox.as_(NADIA).get(f"{CLINIC}/services")

    assert (reply.status_code, code(reply)) == (404, "ErrorFolderNotFound")


async def test_a_team_member_keeps_the_own_calendar_alone(sandbox):
    dana, miriam = sandbox.as_(DANA), sandbox.as_(MIRIAM)
    of_dana = (await dana.book()).json()
    own = (await dana.named("staffMembers", "Miriam Graham"))["id"]

    for_dana = await miriam.post(APPOINTMENTS, await dana.booking())
    unnamed = await miriam.post(APPOINTMENTS, {**await dana.booking(), "staffMemberIds": []})
    foreign = [
        await miriam.patch(path_of(of_dana["id"]), {"serviceNotes": "mine now"}),
        await miriam.post(f"{path_of(of_dana['id'])}/cancel"),
        await miriam.delete(path_of(of_dana["id"])),
    ]

    assert for_dana.status_code == 403
    assert unnamed.json()["staffMemberIds"] == [own]
    assert {reply.status_code for reply in foreign} == {403}


@pytest.mark.parametrize(
    ("token", "method", "path", "status"),
    [
        (f"{DANA};scp=Bookings.Read.All", "GET", APPOINTMENTS, 200),
        (f"{DANA};scp=Bookings.Read.All", "POST", APPOINTMENTS, 403),
        (f"{DANA};scp=User.Read", "GET", APPOINTMENTS, 403),
        (f"{DANA};scp=User.Read", "GET", "/me", 200),
        (f"{DANA};scp=Bookings.Manage.All,User.Read", "POST", f"{CLINIC}/publish", 204),
        (DANA, "POST", f"{CLINIC}/publish", 403),
        (DANA, "GET", "/me", 200),
        (DANA, "GET", "/users/alexw@northwind.example", 200),
        (DANA, "GET", "/users/alexw@northwind.example/events", 403),
        (DANA, "POST", f"{CLINIC}/getStaffAvailability", 403),
        ("app", "GET", "/users/alexw@northwind.example", 200),
        ("app", "GET", "/me", 400),
        ("app", "GET", "/solutions/bookingCurrencies", 403),
        ("app;roles=BookingsAppointment.ReadWrite.All", "GET", "/solutions/bookingBusinesses", 403),
        ("app;roles=BookingsAppointment.ReadWrite.All", "GET", CLINIC, 200),
        ("app;roles=BookingsAppointment.ReadWrite.All", "POST", f"{APPOINTMENTS}/x/cancel", 403),
        ("app;roles=Bookings.ReadWrite.All", "POST", f"{APPOINTMENTS}/x/cancel", 404),
        ("app;roles=Bookings.Read.All", "POST", f"{CLINIC}/customers", 403),
    ],
)
async def test_the_permission_decides(sandbox, token, method, path, status):
    assert (await sandbox.as_(token).send(method, path)).status_code == status


async def test_everyone_sees_the_names_of_all_businesses_and_no_more(sandbox):
    listed = (await sandbox.as_(NADIA).get("/solutions/bookingBusinesses")).json()["value"]
    found = await sandbox.as_(DANA).get("/solutions/bookingBusinesses", params={"query": "WOOD"})

    assert len(listed) == 4
    assert {frozenset(one) for one in listed} == {frozenset({"id", "displayName"})}
    assert [one["displayName"] for one in found.json()["value"]] == ["Woodgrove Bank, High Street"]


async def test_a_persons_object_id_follows_from_the_mail(sandbox):
    me = (await sandbox.as_(DANA).get("/me")).json()
    by_id = (await sandbox.as_("app").get(f"/users/{object_id('DanaS@northwind.example')}")).json()

    assert me["id"] == by_id["id"] == object_id("danas@northwind.example")
    assert by_id["displayName"] == "Dana Swope"


async def test_late_roles_are_named_only_to_those_who_ask(sandbox):
    dana = sandbox.as_(DANA)
    plain = (await dana.get(f"{CLINIC}/staffMembers")).json()["value"]
    prefer = {"Prefer": "include-unknown-enum-members"}
    asked = (await dana.get(f"{CLINIC}/staffMembers", headers=prefer)).json()["value"]

    assert {one["role"] for one in plain} == {
        "administrator",
        "unknownFutureValue",
        "viewer",
        "guest",
        "externalGuest",
    }
    assert {one["role"] for one in asked} >= {"scheduler", "teamMember"}


async def test_people_cannot_be_selected_by_name(sandbox):
    for of in ("customers", "staffMembers"):
        reply = await sandbox.as_(DANA).get(f"{CLINIC}/{of}", params={"$select": "id,displayName"})

        assert reply.status_code == 400
        assert "Could not find a property named 'displayName'" in reply.json()["error"]["message"]


async def test_every_answer_names_its_request(sandbox):
    named = {"client-request-id": "7c0e1c3e-4a3f-4f0c-9d39-6b7a1b1e2c11"}
    good = await sandbox.as_(DANA).get(CLINIC, headers=named)
    bad = await sandbox.as_(NADIA).get(CLINIC, headers=named)

    inner = bad.json()["error"]["innerError"]
    assert good.headers["client-request-id"] == named["client-request-id"] == inner["client-request-id"]
    assert bad.headers["request-id"] == inner["request-id"] != good.headers["request-id"]
    assert good.headers["Date"] == "Mon, 04 Mar 2030 09:00:00 GMT"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/solutions/bookingBusinesses/nobody@northwind.example", 404),
        ("GET", f"{CLINIC}/appointments/nothing", 404),
        ("GET", f"{CLINIC}/customers/nothing", 404),
        ("GET", f"{CLINIC}/nothing", 400),
        ("PUT", CLINIC, 405),
        ("GET", "/nothing", 400),
        ("GET", "/", 400),
    ],
)
async def test_what_is_not_there_is_refused_with_an_error_body(sandbox, method, path, status):
    reply = await sandbox.as_("app").send(method, path)

    assert reply.status_code == status
    assert set(reply.json()["error"]) == {"code", "message", "innerError"}


async def test_customers_and_questions_are_kept_and_a_business_is_found_in_any_case(sandbox):
    patti = sandbox.as_("user:pattif@woodgrove.example;scp=Bookings.ReadWrite.All")
    made = (await patti.post(f"{BANK.lower()}/customers", {"displayName": "Ana Costa"})).json()
    one = f"{BANK}/customers/{made['id']}"

    changed = await patti.patch(one, {"emailAddress": "ana@costa.example"})
    question = await patti.post(f"{BANK}/customQuestions", {"displayName": "Which branch?"})
    service = (await patti.get(f"{BANK}/services")).json()["value"][0]["id"]
    renamed = await patti.patch(f"{BANK}/services/{service}", {"displayName": "Mortgage talk"})

    assert (changed.status_code, changed.json()["emailAddress"]) == (200, "ana@costa.example")
    assert (question.status_code, question.json()["answerInputType"]) == (201, "text")
    assert (renamed.status_code, renamed.content) == (204, b"")
    assert (await patti.delete(one)).status_code == 204
    assert (await patti.get(one)).status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("customers", {"emailAddress": "ana@costa.example"}),
        ("customers", {"displayName": "Ana", "age": 40}),
        ("customers", {"displayName": "Ana", "phones": ["020"]}),
        ("services", {"displayName": "Chat", "defaultDuration": "0:30:00"}),
        ("services", {"displayName": "Chat", "schedulingPolicy": {"minimumLeadTime": "P999999D"}}),
        ("staffMembers", {"displayName": "Ana", "emailAddress": None, "role": "queen"}),
        ("staffMembers", {"displayName": "Ana", "emailAddress": None, "role": "guest", "workingHours": [7]}),
    ],
)
async def test_a_malformed_entity_is_refused(sandbox, path, body):
    reply = await sandbox.as_("app").post(f"{CLINIC}/{path}", body)

    assert reply.status_code == 400
