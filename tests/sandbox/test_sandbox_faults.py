import json

import httpx
import pytest
from sandbox_talk import BANK, CLINIC, DANA, NOW, path_of, together

from sandbox.faults import NAMES
from sandbox.routes import OPERATIONS

CREATE = "appointments.create"


async def attempt(call):
    """The status, or None where the connection broke."""
    try:
        return (await call).status_code
    except httpx.TransportError:
        return None


@pytest.mark.parametrize(
    ("fault", "status", "made"),
    [
        ("throttled", 429, 0),
        ("throttled-no-header", 429, 0),
        ("error-before", 500, 0),
        ("unavailable", 503, 0),
        ("gateway-timeout", 504, 0),
        ("expired-token", 401, 0),
        ("claims-challenge", 401, 0),
        ("forbidden", 403, 0),
        ("drop-before", None, 0),
        ("error-after", 500, 1),
        ("gateway-timeout-after", 504, 1),
        ("drop-after", None, 1),
        ("slow", 201, 1),
        ("slow-after", 201, 1),
        ("links-null", 201, 1),
    ],
)
async def test_a_fault_says_one_thing_and_does_exactly_that(sandbox, fault, status, made):
    dana = sandbox.as_(DANA)
    body = await dana.booking()
    before = await dana.all_appointments()
    await sandbox.arm(CREATE, fault, seconds=0)

    seen = await attempt(dana.post(f"{CLINIC}/appointments", body))

    assert (seen, await dana.all_appointments() - before) == (status, made)
    [entry] = [one for one in await sandbox.log() if one["operation"] == CREATE]
    assert (entry["status"], entry["fault"]) == (status, fault)


async def test_a_fault_strikes_as_often_as_it_was_told_and_then_the_call_succeeds(sandbox):
    dana = sandbox.as_(DANA)
    await sandbox.arm("calendarView.list", "throttled", times=2, skip=1, retryAfter=3)
    window = {"start": "2030-03-04T00:00:00Z", "end": "2030-03-05T00:00:00Z"}

    replies = [await dana.get(f"{CLINIC}/calendarView", params=window) for _ in range(4)]

    assert [reply.status_code for reply in replies] == [200, 429, 429, 200]
    assert replies[1].headers["Retry-After"] == "3"
    assert replies[1].json()["error"]["code"] == "TooManyRequests"


async def test_without_header_there_is_no_header(sandbox):
    await sandbox.arm("*", "throttled-no-header")

    assert "Retry-After" not in (await sandbox.as_(DANA).get(CLINIC)).headers


async def test_a_fault_without_end_stays_until_it_is_cleared(sandbox):
    dana = sandbox.as_(DANA)
    await sandbox.arm("services.*", "unavailable", times=None)

    struck = [(await dana.get(f"{CLINIC}/services")).status_code for _ in range(3)]
    armed = (await sandbox.client.get(f"{sandbox.url}/_sandbox/faults")).json()["value"]
    await sandbox.client.delete(f"{sandbox.url}/_sandbox/faults")

    assert struck == [503, 503, 503]
    assert [(one["operation"], one["fault"], one["times"]) for one in armed] == [
        ("services.*", "unavailable", None)
    ]
    assert (await dana.get(f"{CLINIC}/services")).status_code == 200


async def test_links_come_with_the_read_that_was_asked_for(sandbox):
    dana = sandbox.as_(DANA)
    await sandbox.arm(CREATE, "links-null", reads=3)
    booked = (await dana.book()).json()

    reads = [(await dana.get(path_of(booked["id"]))).json() for _ in range(4)]

    assert (booked["joinWebUrl"], booked["anonymousJoinWebUrl"]) == (None, None)
    assert [one["joinWebUrl"] is not None for one in reads] == [False, False, True, True]
    assert reads[2]["anonymousJoinWebUrl"] is not None


async def test_names_of_the_documentation_can_be_had(sandbox):
    dana = sandbox.as_(DANA)
    await sandbox.arm("appointments.*", "docs-names", times=None)

    booked = (await dana.book()).json()

    assert booked["start"]["dateTime"] == "2030-03-19T14:00:00.0000000Z"
    assert "startDateTime" not in booked


async def test_documented_lists_are_full(sandbox):
    dana = sandbox.as_(DANA)
    booked = (await dana.book()).json()
    await sandbox.arm("calendarView.list", "full-lists")
    window = {"start": "2030-03-19T00:00:00Z", "end": "2030-03-20T00:00:00Z"}

    [listed] = (await dana.get(f"{CLINIC}/calendarView", params=window)).json()["value"]

    assert listed["customers"] == booked["customers"]


async def test_small_pages_are_followed_to_the_end(sandbox):
    dana = sandbox.as_(DANA)
    await sandbox.arm("staffMembers.list", "small-pages", times=None, size=5)

    first = (await dana.get(f"{CLINIC}/staffMembers")).json()
    second = (await dana.get(first["@odata.nextLink"])).json()

    assert (len(first["value"]), len(second["value"])) == (5, 5)
    assert first["value"][0] != second["value"][0]


async def test_a_change_can_lose_the_meeting_unless_online_is_repeated(sandbox):
    dana = sandbox.as_(DANA)
    booked = (await dana.book()).json()
    await sandbox.arm("appointments.update", "drops-meeting", times=None)

    await dana.patch(path_of(booked["id"]), {"isLocationOnline": True, "serviceNotes": "kept"})
    kept = (await dana.get(path_of(booked["id"]))).json()
    await dana.patch(path_of(booked["id"]), {"serviceNotes": "lost"})
    lost = (await dana.get(path_of(booked["id"]))).json()

    assert kept["joinWebUrl"] == booked["joinWebUrl"]
    assert lost["joinWebUrl"] is None


async def test_a_slow_answer_takes_its_time_and_is_done_either_way(sandbox):
    dana = sandbox.as_(DANA)
    body = await dana.booking()
    await sandbox.arm(CREATE, "slow-after", seconds=0.5)

    with pytest.raises(httpx.ReadTimeout):
        await dana.post(f"{CLINIC}/appointments", body, timeout=0.1)

    assert (await dana.book()).status_code == 500  # the time is taken


async def test_a_slow_call_waits_before_it_acts(sandbox):
    await sandbox.arm("businesses.get", "slow", seconds=0.5)

    with pytest.raises(httpx.ReadTimeout):
        await sandbox.as_(DANA).get(CLINIC, timeout=0.1)

    assert await sandbox.log() == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"operation": CREATE},
        {"operation": CREATE, "fault": "nothing"},
        {"operation": "appointments.paint", "fault": "slow"},
        {"operation": 7, "fault": "slow"},
        {"operation": CREATE, "fault": "slow", "times": 0},
        {"operation": CREATE, "fault": "slow", "seconds": "long"},
        {"operation": CREATE, "fault": "slow", "seconds": 1e9},
        {"operation": CREATE, "fault": "slow", "colour": "red"},
        [],
    ],
)
async def test_a_fault_that_is_not_understood_is_refused(sandbox, body):
    reply = await sandbox.client.post(f"{sandbox.url}/_sandbox/faults", json=body)

    assert reply.status_code == 400
    assert (await sandbox.client.get(f"{sandbox.url}/_sandbox/faults")).json() == {"value": []}


async def test_the_log_tells_who_asked_for_what(sandbox):
    named = {"client-request-id": "7c0e1c3e-4a3f-4f0c-9d39-6b7a1b1e2c11"}
    reply = await sandbox.as_(DANA).get(f"{CLINIC}/services?$count=true", headers=named)
    await sandbox.as_("app").get("/nothing")

    first, second = await sandbox.log()

    assert first == {
        "n": 1,
        "at": "2030-03-04T09:00:00.0000000Z",
        "method": "GET",
        "path": f"{CLINIC}/services?$count=true",
        "operation": "services.list",
        "status": 200,
        "client-request-id": named["client-request-id"],
        "request-id": reply.headers["request-id"],
        "who": "user:danas@northwind.example",
        "fault": None,
        "ms": 0.0,
    }
    assert (second["operation"], second["status"], second["who"]) == ("", 400, "app")


async def test_starting_anew_forgets_everything(sandbox):
    dana = sandbox.as_(DANA)
    before = await dana.all_appointments()
    await dana.book()
    await sandbox.arm("*", "unavailable", times=None)
    await sandbox.client.post(f"{sandbox.url}/_sandbox/clock", json={"forward": 3600})

    reset = await sandbox.client.post(f"{sandbox.url}/_sandbox/reset")

    assert (reset.status_code, await sandbox.log()) == (204, [])
    assert await dana.all_appointments() == before
    assert sandbox.world.tenant.clock.now() == NOW


async def test_the_clock_can_be_set_and_moved(sandbox):
    clock = f"{sandbox.url}/_sandbox/clock"

    set_to = await sandbox.client.post(clock, json={"now": "2030-06-01T12:00:00+02:00"})
    moved = await sandbox.client.post(clock, json={"forward": 90})

    assert set_to.json() == {"now": "2030-06-01T10:00:00.0000000Z"}
    assert moved.json() == {"now": "2030-06-01T10:01:30.0000000Z"}
    for wrong in ({"now": "soon"}, {"forward": "1"}, {"forward": 1e30}):
        assert (await sandbox.client.post(clock, json=wrong)).status_code == 400


async def test_a_fifth_request_at_once_is_throttled_for_its_business_alone(sandbox):
    dana, patti = sandbox.as_(DANA), sandbox.as_("user:pattif@woodgrove.example")
    await sandbox.arm("services.list", "slow", times=None, seconds=0.5)

    *clinic, bank = await together(
        *(dana.get(f"{CLINIC}/services") for _ in range(5)), patti.get(f"{BANK}/services")
    )

    assert sorted(reply.status_code for reply in clinic) == [200, 200, 200, 200, 429]
    assert [reply.headers["Retry-After"] for reply in clinic if reply.status_code == 429] == ["1"]
    assert bank.status_code == 200


def test_every_fault_and_operation_is_told_in_the_papers(request):
    told = (request.config.rootpath / "docs" / "sandbox.md").read_text(encoding="utf-8")

    assert [name for name in [*NAMES, *OPERATIONS] if f"`{name}`" not in told] == []


async def test_the_log_is_told_on_from_where_somebody_left_off(sandbox):
    for path in ("/nothing", "/naught", "/nil"):
        await sandbox.as_("app").get(path)
    log = f"{sandbox.url}/_sandbox/log"

    later = (await sandbox.client.get(f"{log}?after=1")).json()["value"]
    assert [(one["n"], one["path"]) for one in later] == [(2, "/naught"), (3, "/nil")]
    assert (await sandbox.client.get(f"{log}?after=3")).json() == {"value": []}
    assert (await sandbox.client.get(f"{log}?after=x")).status_code == 400


async def test_no_web_page_moves_a_switch(sandbox):
    fault = {"operation": "*", "fault": "slow"}
    headers = {"Origin": "http://evil.example", "Content-Type": "text/plain"}

    for path, content in (("faults", json.dumps(fault)), ("clock", '{"forward": 60}'), ("reset", "")):
        url = f"{sandbox.url}/_sandbox/{path}"
        assert (await sandbox.client.post(url, content=content, headers=headers)).status_code == 403
    assert (await sandbox.client.get(f"{sandbox.url}/_sandbox/faults")).json() == {"value": []}
