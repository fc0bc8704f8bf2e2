from datetime import timedelta

import pytest
from sandbox_talk import CLINIC, CUSTOMER, DANA, NOW, zoned

DAY = NOW + timedelta(days=15) - timedelta(hours=9)
PATH = f"{CLINIC}/getStaffAvailability"


async def asked(sandbox, *names):
    dana = sandbox.as_(DANA)
    ids = [(await dana.named("staffMembers", name))["id"] for name in names]
    return {"staffIds": ids, "startDateTime": zoned(DAY), "endDateTime": zoned(DAY + timedelta(days=1))}


def pieces(item):
    return [
        (one["status"], one["startDateTime"]["dateTime"][11:16], one["endDateTime"]["dateTime"][11:16])
        for one in item["availabilityItems"]
    ]


async def test_a_day_is_cut_into_free_and_busy_without_regard_to_hours(sandbox):
    await sandbox.as_(DANA).book()

    reply = await sandbox.as_("app").post(PATH, await asked(sandbox, "Dana Swope", "Alex Wilber"))
    dana, alex = reply.json()["value"]

    assert pieces(dana) == [
        ("available", "00:00", "14:00"),
        ("busy", "14:00", "14:40"),
        ("available", "14:40", "00:00"),
    ]
    assert pieces(alex) == [("available", "00:00", "00:00")]


async def test_a_group_with_seats_left_is_said_to_have_slots(sandbox):
    dana = sandbox.as_(DANA)
    [customer, *_] = (await dana.get(f"{CLINIC}/customers")).json()["value"]
    group = await dana.booking(service="Group breathing class", staff="Lidia Holloway")
    came = [{"@odata.type": CUSTOMER, "customerId": customer["id"]}]
    await dana.post(f"{CLINIC}/appointments", {**group, "customers": came})

    reply = await sandbox.as_("app").post(PATH, await asked(sandbox, "Lidia Holloway"))

    [lidia] = reply.json()["value"]
    assert ("slotsAvailable", "14:00", "15:05") in pieces(lidia)
    assert lidia["availabilityItems"][1]["serviceId"] == group["serviceId"]


async def test_it_can_be_told_as_documented_and_lie(sandbox):
    app = sandbox.as_("app")
    await sandbox.as_(DANA).book()
    body = await asked(sandbox, "Dana Swope")
    await sandbox.arm("getStaffAvailability", "docs-availability")
    await sandbox.arm("getStaffAvailability", "says-free")

    documented = (await app.post(PATH, body)).json()["staffAvailabilityItem"][0]
    lying = (await app.post(PATH, body)).json()["value"][0]

    assert [one["status"] for one in documented["availabilityItems"]] == ["Available", "Busy", "Available"]
    assert (
        documented["availabilityItems"][0]["startDateTime"]["timeZone"] == "(UTC) Coordinated Universal Time"
    )
    assert pieces(lying) == [("available", "00:00", "00:00")]


@pytest.mark.parametrize("change", [{"staffIds": ["nobody"]}, {"staffIds": "x"}, {"endDateTime": None}])
async def test_what_is_not_understood_is_an_empty_500(sandbox, change):
    body = {**await asked(sandbox, "Dana Swope"), **change}

    reply = await sandbox.as_("app").post(PATH, body)

    assert (reply.status_code, reply.json()["error"]["code"]) == (500, "UnknownError")


async def test_a_schedule_shows_bookings_and_own_events_by_mail(sandbox):
    dana = sandbox.as_(DANA)
    await dana.book()
    body = {
        "schedules": ["danas@northwind.example", "GradyA@northwind.example", "nobody@northwind.example"],
        "startTime": {"dateTime": "2030-03-19T09:00:00", "timeZone": "W. Europe Standard Time"},
        "endTime": {"dateTime": "2030-03-20T18:00:00", "timeZone": "W. Europe Standard Time"},
        "availabilityViewInterval": 60,
    }

    busy, free, unknown = (await dana.post("/me/calendar/getSchedule", body)).json()["value"]

    assert [one["start"]["dateTime"] for one in busy["scheduleItems"]] == ["2030-03-19T15:00:00.0000000"]
    assert (len(busy["availabilityView"]), busy["availabilityView"].index("2")) == (33, 6)
    assert set(free["availabilityView"]) == {"0"}
    assert unknown["error"]["responseCode"] == "ErrorMailRecipientNotFound"


@pytest.mark.parametrize("change", [{"schedules": None}, {"startTime": {}}, {"availabilityViewInterval": 1}])
async def test_a_schedule_that_is_not_understood_is_refused(sandbox, change):
    body = {"schedules": [], "startTime": zoned(DAY), "endTime": zoned(DAY + timedelta(days=1)), **change}

    assert (await sandbox.as_(DANA).post("/me/calendar/getSchedule", body)).status_code == 400
