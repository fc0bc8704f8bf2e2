from datetime import timedelta

import pytest
from sandbox_talk import ALEX, DANA, NOW, zoned

from sandbox.ids import object_id

MEETINGS = "/me/onlineMeetings"
TIMES = {"startDateTime": "2030-03-05T14:30:34.2444915-07:00", "endDateTime": "2030-03-05T15:00:34Z"}


async def test_a_meeting_is_made_once_for_an_external_id(sandbox):
    dana = sandbox.as_(DANA)
    wish = {"externalId": "visit-4711", "subject": "Zahnarzt", "startDateTime": "2030-03-05T10:00:00Z"}

    first = await dana.post(f"{MEETINGS}/createOrGet", wish)
    second = await dana.post(f"{MEETINGS}/createOrGet", wish)
    of_alex = await sandbox.as_(ALEX).post(f"{MEETINGS}/createOrGet", wish)

    assert [first.status_code, second.status_code, of_alex.status_code] == [201, 200, 201]
    assert first.json()["joinWebUrl"] == second.json()["joinWebUrl"] != of_alex.json()["joinWebUrl"]
    assert first.json()["endDateTime"] == "2030-03-05T11:00:00.0000000Z"


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"externalId": "a", "endDateTime": "2030-03-05T11:00:00Z"},
        {"externalId": "a", "startDateTime": "2030-03-05T11:00:00Z", "endDateTime": "2030-03-05T10:00:00Z"},
        {"externalId": "a", "startDateTime": "2030-03-05T11:00:00"},
        {"externalId": 7},
    ],
)
async def test_a_meeting_that_cannot_be_is_refused(sandbox, wish):
    assert (await sandbox.as_(DANA).post(f"{MEETINGS}/createOrGet", wish)).status_code == 400


async def test_a_meeting_is_found_changed_and_deleted(sandbox):
    dana = sandbox.as_(DANA)
    made = (await dana.post(MEETINGS, {"subject": "Erstgespräch"})).json()
    one = f"{MEETINGS}/{made['id'].replace('/', '%2F')}"
    by_link = {"$filter": f"JoinWebUrl eq '{made['joinWebUrl']}'"}

    [found] = (await dana.get(MEETINGS, params=by_link)).json()["value"]
    changed = (await dana.patch(one, {"subject": "Zweitgespräch"})).json()

    assert found["id"] == made["id"]
    assert (changed["subject"], changed["joinWebUrl"]) == ("Zweitgespräch", made["joinWebUrl"])
    assert (await dana.get(MEETINGS)).status_code == 400
    assert (await dana.delete(one)).status_code == 204
    assert (await dana.get(one)).status_code == 404


async def test_the_visitors_link_is_asked_for_by_itself(sandbox):
    dana = sandbox.as_(DANA)
    made = (await dana.post(MEETINGS, {})).json()
    path = f"{MEETINGS}/{made['id'].replace('/', '%2F')}/getVirtualAppointmentJoinWebUrl"
    await sandbox.arm("onlineMeetings.getVirtualAppointmentJoinWebUrl", "links-null")

    first, second = (await dana.get(path)).json()["value"], (await dana.get(path)).json()["value"]

    assert first is None
    assert second.startswith("https://visit.teams.microsoft.com/webrtc-svc/api/route?")


async def test_the_app_reaches_meetings_by_object_id_and_policy_alone(sandbox):
    app, wish = sandbox.as_("app"), {"externalId": "a"}
    by_id = f"/users/{object_id('danas@northwind.example')}/onlineMeetings/createOrGet"
    by_mail = "/users/danas@northwind.example/onlineMeetings/createOrGet"

    assert (await app.post(by_id, wish)).status_code == 201
    assert (await app.post(by_mail, wish)).status_code == 404
    await sandbox.arm("onlineMeetings.*", "no-access-policy")
    refused = await app.post(by_id, wish)
    assert (refused.status_code, refused.json()["error"]["message"]) == (
        403,
        "No application access policy found for this app.",
    )


def event(**more):
    start = NOW + timedelta(days=1)
    return {"subject": "Visit", "start": zoned(start), "end": zoned(start + timedelta(hours=1)), **more}


async def test_an_event_with_a_teams_meeting_leads_to_the_visitors_link(sandbox):
    dana = sandbox.as_(DANA)
    wish = event(isOnlineMeeting=True, onlineMeetingProvider="teamsForBusiness", transactionId="t-1")

    made = await dana.post("/me/events", wish)
    again = await dana.post("/me/events", wish)
    link = made.json()["onlineMeeting"]["joinUrl"]
    [meeting] = (await dana.get(MEETINGS, params={"$filter": f"joinWebUrl eq '{link}'"})).json()["value"]

    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert made.json()["onlineMeetingUrl"] is None
    assert made.json()["start"] == {"dateTime": "2030-03-05T09:00:00.0000000", "timeZone": "UTC"}
    assert meeting["subject"] == "Visit"


async def test_another_provider_is_silently_no_meeting(sandbox):
    wish = event(isOnlineMeeting=True, onlineMeetingProvider="skypeForBusiness")

    made = (await sandbox.as_(DANA).post("/me/events", wish)).json()

    assert (made["isOnlineMeeting"], made["onlineMeeting"]) == (False, None)


async def test_a_new_text_without_the_link_loses_the_meeting(sandbox):
    dana = sandbox.as_(DANA)
    made = (await dana.post("/me/events", event(isOnlineMeeting=True))).json()
    one = f"/me/events/{made['id'].replace('/', '%2F')}"

    moved = (await dana.patch(one, {"end": zoned(NOW + timedelta(days=1, hours=2))})).json()
    rewritten = (await dana.patch(one, {"body": {"contentType": "text", "content": "New."}})).json()

    assert moved["onlineMeeting"] == made["onlineMeeting"]
    assert (rewritten["isOnlineMeeting"], rewritten["onlineMeeting"]) == (True, None)
    assert (await dana.post(f"{one}/cancel", {"comment": "ill"})).status_code == 202
    assert (await dana.get(one)).status_code == 404


async def test_events_are_read_in_the_preferred_zone_and_an_unknown_one_is_an_error(sandbox):
    dana = sandbox.as_(DANA)
    await dana.post("/me/events", event())
    window = {"startDateTime": "2030-03-05T00:00:00Z", "endDateTime": "2030-03-06T00:00:00Z"}

    def preferring(zone):
        headers = {"Prefer": f'outlook.timezone="{zone}"'}
        return dana.get("/me/calendarView", params=window, headers=headers)

    [shown] = (await preferring("Pacific Standard Time")).json()["value"]
    assert shown["start"] == {"dateTime": "2030-03-05T01:00:00.0000000", "timeZone": "Pacific Standard Time"}
    assert (await preferring("Middle-earth Standard Time")).status_code == 500
