from datetime import timedelta

import pytest
from sandbox_talk import ALEX, CLINIC, CUSTOMER, DANA, MIRIAM, NOW, path_of, zoned

UNKNOWN = {"code": "UnknownError", "message": ""}


def said(reply):
    error = reply.json()["error"]
    return {"code": error["code"], "message": error["message"]}


async def test_a_booking_has_both_links_and_its_times_in_utc(sandbox):
    dana = sandbox.as_(DANA)

    reply = await dana.book(
        startDateTime={"dateTime": "2030-03-19T10:00:00", "timeZone": "Romance Standard Time"},
        endDateTime={"dateTime": "2030-03-19T05:30:00", "timeZone": "America/New_York"},
    )

    booked = reply.json()
    assert reply.status_code == 201
    assert booked["startDateTime"] == {"dateTime": "2030-03-19T09:00:00.0000000Z", "timeZone": "UTC"}
    assert booked["endDateTime"] == {"dateTime": "2030-03-19T09:30:00.0000000Z", "timeZone": "UTC"}
    assert booked["joinWebUrl"].startswith("https://teams.microsoft.com/l/meetup-join/19%3ameeting_")
    assert booked["anonymousJoinWebUrl"].startswith("https://visit.teams.microsoft.com/webrtc-svc/api/route?")


@pytest.mark.parametrize(
    ("service", "online", "links"),
    [
        ("Initial consult", True, (True, True)),
        ("Initial consult", False, (False, False)),
        ("Insurance call", True, (True, False)),
        ("Wound check (in person)", True, (False, False)),
    ],
)
async def test_links_are_there_only_where_service_and_booking_are_online(sandbox, service, online, links):
    dana = sandbox.as_(DANA)
    body = {**await dana.booking(service=service), "isLocationOnline": online}

    booked = (await dana.post(f"{CLINIC}/appointments", body)).json()

    assert (booked["joinWebUrl"] is not None, booked["anonymousJoinWebUrl"] is not None) == links


async def test_a_booking_that_does_not_say_online_is_not(sandbox):
    dana = sandbox.as_(DANA)
    body = await dana.booking()
    del body["isLocationOnline"]

    assert (await dana.post(f"{CLINIC}/appointments", body)).json()["joinWebUrl"] is None


async def test_only_the_appointment_by_id_tells_customers_notes_and_reminders(sandbox):
    dana = sandbox.as_(DANA)
    booked = (await dana.book(serviceNotes="Ring the bell twice.")).json()

    one = (await dana.get(path_of(booked["id"]))).json()
    window = {"start": "2030-03-19T00:00:00Z", "end": "2030-03-20T00:00:00Z"}
    [listed] = (await dana.get(f"{CLINIC}/calendarView", params=window)).json()["value"]

    assert one["serviceNotes"] == "Ring the bell twice."
    assert [customer["name"] for customer in one["customers"]] == ["Ana Costa"]
    assert one["reminders"] != []
    assert listed["id"] == booked["id"]
    assert (listed["customers"], listed["reminders"], listed["serviceNotes"]) == ([], [], None)


async def test_a_customer_without_id_becomes_one_of_the_business(sandbox):
    dana = sandbox.as_(DANA)
    [booked] = (await dana.book()).json()["customers"]

    customer = (await dana.get(f"{CLINIC}/customers/{booked['customerId']}")).json()

    assert (customer["displayName"], customer["emailAddress"]) == ("Ana Costa", "ana@costa.example")


async def test_the_form_for_a_single_customer_works_too(sandbox):
    dana = sandbox.as_(DANA)
    body = await dana.booking()
    del body["customers"]
    body |= {"customerName": "Ana Costa", "customerPhone": "+44 20 7946 0002", "customerNotes": "Back pain"}

    [customer] = (await dana.post(f"{CLINIC}/appointments", body)).json()["customers"]

    assert (customer["name"], customer["phone"], customer["notes"]) == (
        "Ana Costa",
        "+44 20 7946 0002",
        "Back pain",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"serviceId": "11111111-2222-3333-4444-555555555555"},
        {"serviceId": None},
        {"staffMemberIds": ["11111111-2222-3333-4444-555555555555"]},
        {"staffMemberIds": [{"guid": "11111111-2222-3333-4444-555555555555"}]},
        {"customers": [{"name": "Ana Costa"}]},
        {"customers": [{"@odata.type": CUSTOMER, "customerId": "nobody"}]},
        {"customers": [{"@odata.type": CUSTOMER, "name": "Ana"}, {"@odata.type": CUSTOMER, "name": "Eva"}]},
        {"customers": ["Ana Costa"]},
        {"endDateTime": zoned(NOW)},
        {"startDateTime": {"dateTime": "2030-03-19T10:00:00", "timeZone": "Europe/Zurich"}},
        {"startDateTime": {"dateTime": "tomorrow", "timeZone": "UTC"}},
        {"start": zoned(NOW)},
        {"customerTimeZone": "America/Toronto"},
        {"preBuffer": "P999999D"},
    ],
)
async def test_most_mistakes_are_answered_with_an_empty_500_and_leave_nothing_behind(sandbox, changes):
    dana = sandbox.as_(DANA)
    customers = (await dana.get(f"{CLINIC}/customers/$count")).text
    before = await dana.all_appointments()

    reply = await dana.book(**changes)

    assert (reply.status_code, said(reply)) == (500, UNKNOWN)
    assert await dana.all_appointments() == before
    assert (await dana.get(f"{CLINIC}/customers/$count")).text == customers


@pytest.mark.parametrize(
    "changes", [{"duration": None}, {"duration": "0:30:00"}, {"preBuffer": {"minutes": 5}}, {"price": "40"}]
)
async def test_a_wrong_simple_type_is_a_400(sandbox, changes):
    assert (await sandbox.as_(DANA).book(**changes)).status_code == 400


async def test_the_same_time_twice_is_refused_buffers_included(sandbox):
    dana = sandbox.as_(DANA)
    await dana.book()
    in_the_buffer = NOW + timedelta(days=15, hours=5, minutes=35)

    again = await dana.book()
    reply = await dana.book(
        startDateTime=zoned(in_the_buffer), endDateTime=zoned(in_the_buffer + timedelta(minutes=30))
    )

    assert [again.status_code, reply.status_code] == [500, 500]


async def test_in_a_group_service_unknown_customers_are_silently_left_out(sandbox):
    dana = sandbox.as_(DANA)
    known = (await dana.get(f"{CLINIC}/customers")).json()["value"][:2]
    customers = [{"@odata.type": CUSTOMER, "customerId": one["id"]} for one in known]
    strangers = [{"@odata.type": CUSTOMER, "name": "Ana Costa"}]
    group = await dana.booking(service="Group breathing class", staff="Lidia Holloway")

    booked = (
        await dana.post(f"{CLINIC}/appointments", {**group, "customers": [*customers, *strangers]})
    ).json()

    assert [one["customerId"] for one in booked["customers"]] == [one["id"] for one in known]
    assert (booked["filledAttendeesCount"], booked["maximumAttendeesCount"]) == (2, 12)


async def test_a_group_has_no_more_seats_than_its_service(sandbox):
    dana = sandbox.as_(DANA)
    known = (await dana.get(f"{CLINIC}/customers")).json()["value"]
    everyone = [{"@odata.type": CUSTOMER, "customerId": one["id"]} for one in known[:13]]
    group = await dana.booking(service="Group breathing class", staff="Lidia Holloway")
    booked = (await dana.post(f"{CLINIC}/appointments", {**group, "customers": everyone[:11]})).json()

    too_many = await dana.patch(path_of(booked["id"]), {"customers": everyone})
    full = await dana.patch(path_of(booked["id"]), {"customers": everyone[:12]})

    assert [too_many.status_code, full.status_code] == [500, 204]
    assert (await dana.get(path_of(booked["id"]))).json()["filledAttendeesCount"] == 12


async def test_a_change_is_answered_with_nothing_and_seen_on_the_next_read(sandbox):
    dana = sandbox.as_(DANA)
    booked = (await dana.book()).json()
    later = NOW + timedelta(days=15, hours=6)

    reply = await dana.patch(
        path_of(booked["id"]),
        {"startDateTime": zoned(later), "endDateTime": zoned(later + timedelta(minutes=30))},
    )

    assert (reply.status_code, reply.content) == (204, b"")
    moved = (await dana.get(path_of(booked["id"]))).json()
    assert moved["startDateTime"]["dateTime"] == "2030-03-19T15:00:00.0000000Z"
    assert moved["joinWebUrl"] == booked["joinWebUrl"]


async def test_what_is_cancelled_is_gone_and_cannot_be_cancelled_twice(sandbox):
    dana = sandbox.as_(DANA)
    booked = (await dana.book()).json()
    cancel = f"{path_of(booked['id'])}/cancel"

    first = await dana.post(cancel, {"cancellationMessage": "We have to close early."})
    second = await dana.post(cancel, {"cancellationMessage": "We have to close early."})

    assert [first.status_code, second.status_code] == [204, 404]
    assert (await dana.get(path_of(booked["id"]))).status_code == 404
    assert (await dana.book()).status_code == 201


async def test_an_appointment_id_needs_encoding_in_a_path(sandbox):
    dana = sandbox.as_(DANA)
    first = (await dana.get(f"{CLINIC}/appointments")).json()["value"]

    ids = [one["id"] for one in first]

    assert all(key.endswith("=") for key in ids)
    assert any("/" in key for key in ids)
    assert {(await dana.get(path_of(key))).status_code for key in ids[:20]} == {200}


@pytest.mark.parametrize("window", [{"start": "2030-03-19T00:00:00Z"}, {"start": "now", "end": "later"}, {}])
async def test_a_calendar_view_without_both_ends_is_refused(sandbox, window):
    reply = await sandbox.as_(DANA).get(f"{CLINIC}/calendarView", params=window)

    assert (reply.status_code, said(reply)["code"]) == (400, "ErrorInvalidRequest")


async def test_a_plus_in_a_query_is_a_blank(sandbox):
    bare = "start=2030-03-19T00:00:00+01:00&end=2030-03-20T00:00:00Z"
    dana = sandbox.as_(DANA)

    assert (await dana.get(f"{CLINIC}/calendarView?{bare}")).status_code == 400
    assert (await dana.get(f"{CLINIC}/calendarView?{bare.replace('+', '%2B')}")).status_code == 200


async def test_long_lists_come_in_pages(sandbox):
    dana = sandbox.as_(DANA)
    address, seen = f"{CLINIC}/appointments", []
    while address:
        page = (await dana.get(address)).json()
        seen += [one["id"] for one in page["value"]]
        address = page.get("@odata.nextLink")

    assert len(set(seen)) == len(seen) == await dana.all_appointments() > 100


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("$filter=startDateTime/dateTime ge '2030-03-04'", "This filter query is not supported."),
        ("$filter=serviceName eq 'Initial consult'", "Invalid filter clause"),
    ],
)
async def test_appointments_cannot_be_filtered(sandbox, query, message):
    reply = await sandbox.as_(DANA).get(f"{CLINIC}/appointments?{query}")

    assert (reply.status_code, said(reply)["message"]) == (400, message)


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b'{"price": NaN}', b"\xff"])
async def test_a_body_that_is_no_json_is_a_400(sandbox, content):
    reply = await sandbox.as_(DANA).send("POST", f"{CLINIC}/appointments", content=content)

    assert reply.status_code == 400


@pytest.mark.parametrize("token", [ALEX, MIRIAM, "app"])
@pytest.mark.parametrize(
    ("at", "minutes"),
    [
        (NOW + timedelta(hours=1), 30),  # within the lead time
        (NOW + timedelta(days=91), 30),  # beyond the advance
        (NOW + timedelta(days=15, hours=5), 45),  # not as long as the service
        (NOW + timedelta(days=15, hours=4), 30),  # while the clinic has lunch
        (NOW + timedelta(days=20), 30),  # on a Sunday
    ],
)
async def test_all_but_administrators_keep_the_rules_of_the_business(sandbox, token, at, minutes):
    times = {"startDateTime": zoned(at), "endDateTime": zoned(at + timedelta(minutes=minutes))}
    body = {**await sandbox.as_(DANA).booking(staff="Miriam Graham"), **times}

    reply = await sandbox.as_(token).post(f"{CLINIC}/appointments", body)
    by_administrator = await sandbox.as_(DANA).post(f"{CLINIC}/appointments", {**body, "staffMemberIds": []})

    assert [reply.status_code, by_administrator.status_code] == [500, 201]


@pytest.mark.parametrize("token", [DANA, ALEX, MIRIAM, "app"])
async def test_within_the_rules_everyone_who_may_book_can(sandbox, token):
    body = await sandbox.as_(DANA).booking(staff="Miriam Graham")

    assert (await sandbox.as_(token).post(f"{CLINIC}/appointments", body)).status_code == 201


async def test_the_app_must_name_the_staff_and_a_person_need_not(sandbox):
    by_app = await sandbox.as_("app").book(staffMemberIds=[])
    by_person = await sandbox.as_(ALEX).book(staffMemberIds=[])

    assert (by_app.status_code, said(by_app)["message"]) == (400, "Invalid Staff")
    assert (by_person.status_code, by_person.json()["staffMemberIds"]) == (201, [])


async def test_a_member_in_another_zone_keeps_the_own_hours(sandbox):
    alex = sandbox.as_(ALEX)
    body = await alex.booking(staff="Priya Nair", at=NOW + timedelta(days=15, hours=-1))  # 13:30 in Kolkata
    late = await alex.booking(staff="Priya Nair", at=NOW + timedelta(days=15, hours=7))  # 21:30 in Kolkata

    assert (await alex.post(f"{CLINIC}/appointments", body)).status_code == 201
    assert (await alex.post(f"{CLINIC}/appointments", late)).status_code == 500


async def test_a_busy_personal_calendar_counts_where_the_member_says_so(sandbox):
    alex = sandbox.as_(ALEX)
    ward_round = NOW + timedelta(days=9)  # Wednesday, nine o'clock
    body = await alex.booking(staff="Grady Archie", at=ward_round)

    assert (await alex.post(f"{CLINIC}/appointments", body)).status_code == 500


async def test_a_near_appointment_can_still_be_handed_to_someone_else(sandbox):
    dana, alex = sandbox.as_(DANA), sandbox.as_(ALEX)
    soon = NOW + timedelta(days=15, hours=5)
    booked = (await dana.book(staffMemberIds=[])).json()
    sandbox.world.tenant.clock.move(soon - timedelta(minutes=20))
    miriam = (await dana.named("staffMembers", "Miriam Graham"))["id"]

    reply = await alex.patch(path_of(booked["id"]), {"staffMemberIds": [miriam]})

    assert reply.status_code == 204
