import pytest
from sandbox_talk import CLINIC, DANA


def part(number, url, **more):
    return {"id": str(number), "method": "GET", "url": url, **more}


async def batched(sandbox, *parts, token=DANA):
    reply = await sandbox.as_(token).post("/$batch", {"requests": list(parts)})
    assert reply.status_code == 200
    return {one["id"]: one for one in reply.json()["responses"]}


async def test_each_part_has_its_own_status_and_body(sandbox):
    answers = await batched(
        sandbox, part(1, "/me"), part(2, f"{CLINIC}/nothing"), part(3, f"{CLINIC}/services")
    )

    assert {key: one["status"] for key, one in answers.items()} == {"1": 200, "2": 400, "3": 200}
    assert answers["1"]["body"]["displayName"] == "Dana Swope"
    assert answers["2"]["headers"]["request-id"] != answers["1"]["headers"]["request-id"]


async def test_more_than_four_parallel_parts_for_a_business_are_throttled_one_by_one(sandbox):
    answers = await batched(sandbox, *(part(number, f"{CLINIC}/services") for number in range(6)))

    assert sorted(one["status"] for one in answers.values()) == [200, 200, 200, 200, 429, 429]
    assert {one["headers"]["Retry-After"] for one in answers.values() if one["status"] == 429} == {"1"}


async def test_parts_in_a_row_are_never_too_many(sandbox):
    row = [part(0, CLINIC), *(part(n, f"{CLINIC}/services", dependsOn=[str(n - 1)]) for n in range(1, 8))]

    assert {one["status"] for one in (await batched(sandbox, *row)).values()} == {200}


async def test_what_depends_on_a_failure_is_not_tried(sandbox):
    await sandbox.arm("businesses.get", "unavailable")
    row = [part(1, CLINIC), part(2, "/me", dependsOn=["1"]), part(3, "/me", dependsOn=["2"])]

    answers = await batched(sandbox, *row)

    assert [answers[key]["status"] for key in "123"] == [503, 424, 424]
    assert "users.get" not in [one["operation"] for one in await sandbox.log()]


async def test_a_body_needs_a_content_type(sandbox):
    body = {"displayName": "Ana Costa"}
    typed = {"Content-Type": "application/json"}
    create = {"method": "POST", "url": f"{CLINIC}/customers", "body": body}

    answers = await batched(sandbox, {"id": "1", **create}, {"id": "2", **create, "headers": typed})

    assert [answers[key]["status"] for key in "12"] == [400, 201]


async def test_a_broken_connection_inside_is_a_504_of_the_part(sandbox):
    await sandbox.arm("users.get", "drop-before")

    assert (await batched(sandbox, part(1, "/me")))["1"]["status"] == 504


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"requests": []},
        {"requests": [part(number, "/me") for number in range(21)]},
        {"requests": [part(1, "/me"), part(1, "/me")]},
        {"requests": [part(1, "/me", dependsOn=["2"]), part(2, "/me")]},
        {"requests": [7]},
        {"requests": "all"},
    ],
)
async def test_a_malformed_batch_is_refused_as_a_whole(sandbox, body):
    assert (await sandbox.as_(DANA).post("/$batch", body)).status_code == 400


async def test_there_is_no_batch_inside_a_batch(sandbox):
    inner = {"id": "1", "method": "POST", "url": "/$batch"}

    assert (await batched(sandbox, inner))["1"]["status"] == 400
