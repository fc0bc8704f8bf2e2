"""The side panel: what an action set off, the sandbox's faults, redelivery, limits, and the clocks."""

import asyncio
import json
from datetime import timedelta

import pytest
from fake_bot import card, execute, shows, text
from room_stand import posted_by

from rehearsal.web.panel import LAST

BUSINESSES = "/solutions/bookingBusinesses"


def looks_into_graph(bot, graph, status):
    """A bot that asks Graph before it answers."""

    async def replies(activity):
        bearer = {"Authorization": "Bearer user:danas@northwind.example"}
        async with bot.session.get(graph + BUSINESSES, headers=bearer) as answer:
            assert answer.status == status
        await bot.posts(activity, f"Graph says {answer.status}")

    bot.replies = replies


async def traced(watched, *lanes, action=""):
    """The trace of an action, once it has these lanes and nothing in it is under way."""
    while True:
        trace = (await watched.until("trace"))["trace"]
        lines = trace["lines"] if action in trace["action"] else []
        if [one["lane"] for one in lines] == list(lanes) and all(one["ms"] is not None for one in lines):
            return trace


async def test_the_trace_has_activity_graph_and_connector_in_order(bot, graph, page):
    looks_into_graph(bot, graph, 200)
    async with page.watches("dana") as dana:
        assert dana.snapshot["trace"] == {}
        await page.does("say", who="dana", place="personal", text="/book")
        trace = await traced(dana, "activity", "graph", "connector")
    assert trace["action"] == "Dana Swope writes in Chat"
    activity, asked, sent = trace["lines"]
    assert (activity["what"], activity["who"], activity["status"]) == ("message", "Dana Swope", 200)
    assert (asked["what"], asked["who"]) == ("GET businesses.list", "danas@northwind.example")
    assert (sent["what"], sent["status"]) == ("POST activities", 201)
    assert 0 <= activity["after"] <= asked["after"] <= sent["after"] <= activity["after"] + activity["ms"] + 1
    _, body = await page.asks(f"/room/trace/{sent['n']}")
    assert body["sent"]["text"] == "Graph says 200"


async def test_another_action_begins_another_trace(bot, page):
    bot.replies = posted_by(bot, "Hello")
    async with page.watches("dana") as dana:
        await page.does("say", who="dana", place="personal", text="one")
        first = await traced(dana, "activity", "connector")
        await page.does("say", who="alex", place="group", text="two")
        second = await traced(dana, "activity", "connector")
    assert second["action"] == "Alex Wilber writes in Clinic scheduling"
    gone = await page.asks(f"/room/trace/{first['lines'][0]['n']}")
    assert gone == (404, {"error": "The trace has moved on to another action."})


async def test_tokens_are_left_out_of_the_trace(bot, page):
    login = {
        "connectionName": "graph",
        "tokenExchangeResource": {"id": "x1"},
        "buttons": [{"title": "Sign in", "value": "https://login.example"}],
    }

    async def asks(activity):
        if activity["type"] == "message":
            await bot.posts(activity, card(actions=(execute("Next", "pick"),)))
            return None
        asked = activity["value"].get("authentication") is None
        kind = "application/vnd.microsoft.activity.loginRequest"
        return {"statusCode": 401, "type": kind, "value": login} if asked else shows(card(text("Thanks")))

    bot.replies = asks
    said = await page.does("say", who="dana", place="personal", text="hi")
    async with page.watches("dana") as dana:
        tap = {"post": dana.snapshot["posts"][-1]["id"], "card": 0, "action": "/actions/0"}
        assert (await page.does("tap", who="dana", **tap))["kind"] == "signin"
        assert (await page.does("signin", who="dana", place="personal"))["kind"] == "card"
        trace = await traced(dana, "activity", action="signs in")
        bodies = [await page.asks(f"/room/trace/{one['n']}") for one in trace["lines"]]
        whole = json.dumps([*dana.told, *bodies])
    assert bot.got[-1]["value"]["authentication"]["token"] == "teams:danas@northwind.example"
    assert (said["kind"], "teams:" in whole, "(left out)" in whole) == ("said", False, True)


async def test_a_fault_of_the_sandbox_is_armed_strikes_and_is_seen(bot, graph, page):
    looks_into_graph(bot, graph, 503)
    armed = await page.does("faults", operation="businesses.list", fault="unavailable")
    assert armed["armed"] == [{"operation": "businesses.list", "fault": "unavailable", "times": 1}]
    assert {
        "fault": "error-after",
        "sentence": "Graph does everything, and then says that it failed (500).",
    } in (armed["offered"])
    async with page.watches("dana") as dana:
        await page.does("say", who="dana", place="personal", text="/book")
        trace = await traced(dana, "activity", "graph", "connector")
    assert (trace["lines"][1]["status"], trace["lines"][1]["note"]) == (503, "unavailable")


async def test_every_fault_that_is_offered_is_one_of_the_sandboxs(page):
    _, told = await page.asks("/room/faults")
    for one in told["offered"]:
        await page.does("faults", operation="*", fault=one["fault"], times=2)
    for one in told["operations"]:
        await page.does("faults", operation=one["operation"], fault="slow", seconds=3)
    everything = await page.asks("/room/faults", method="DELETE")
    assert (everything[0], everything[1]["armed"]) == (200, [])
    assert await page.fails("faults", operation="lunch.*", fault="slow") == (
        400,
        "No operation matches 'lunch.*'.",
    )


async def test_graph_goes_away_and_comes_back_with_the_other_faults_as_they_were(bot, graph, page):
    await page.does("faults", operation="customers.list", fault="throttled", times=3, retryAfter=2)
    async with page.watches("dana") as dana:
        assert (await page.does("switches", offline=True))["offline"] is True
        assert (await dana.until("switches"))["switches"]["offline"] is True
        status, _ = await page.asks("/room/about")
        assert status == 200  # the people are there, without their roles
        assert len((await page.asks("/room/faults"))[1]["armed"]) == 1
        assert (await page.does("switches", offline=False))["offline"] is False
    looks_into_graph(bot, graph, 200)
    await page.does("say", who="dana", place="personal", text="hi")
    assert len((await page.asks("/room/faults"))[1]["armed"]) == 1


async def test_the_connector_fails_on_demand_before_or_after_it_took_a_message(bot, page):
    statuses = []

    async def replies(activity):
        path = f"conversations/{activity['conversation']['id']}/activities"
        statuses.append((await bot.calls("POST", activity, path, {"type": "message", "text": "Hello"}))[0])

    bot.replies = replies
    for after in (False, True):
        switched = await page.does("switches", connector={"status": 502, "after": after, "times": 1})
        assert switched["connector"] == {"status": 502, "after": after, "times": 1}
        await page.does("say", who="dana", place="personal", text="hi")
    async with page.watches("dana") as dana:
        texts = [one["text"] for one in dana.snapshot["posts"]]
        assert dana.snapshot["switches"]["connector"] is None
    assert (statuses, texts) == ([502, 502], ["hi", "hi", "Hello"])
    assert (await page.fails("switches", connector={"status": 418}))[0] == 400
    assert (await page.fails("switches", lunch=True)) == (400, "There is no switch lunch.")


async def test_limits_are_kept_once_they_are_switched_on(bot, page):
    statuses = []

    async def replies(activity):
        path = f"conversations/{activity['conversation']['id']}/activities"
        statuses.extend([(await bot.calls("POST", activity, path, {"type": "typing"}))[0] for _ in range(9)])

    bot.replies = replies
    await page.does("say", who="dana", place="personal", text="hi")
    assert statuses == [201] * 9
    assert (await page.does("switches", rate_limits=True))["rate_limits"] is True
    await page.does("say", who="alex", place="personal", text="hi")
    assert statuses[9:] == [201] * 7 + [429] * 2


async def test_the_bot_hears_all_once_it_has_consent(bot, page):
    await page.does("say", who="dana", place="group", text="lunch?", mentions=False)
    await page.does("switches", hears_all=True)
    await page.does("say", who="dana", place="group", text="dinner?", mentions=False)

    assert [one["text"] for one in bot.got] == ["dinner?"]


@pytest.mark.parametrize("fresh_id", [False, True])
async def test_the_last_activity_is_delivered_again_when_its_time_has_come(bot, page, fresh_id):
    assert await page.fails("again") == (409, "Nothing was sent to the bot yet.")
    await page.does("say", who="dana", place="personal", text="hi")
    async with page.watches("dana") as dana:
        await page.does("again", times=2, fresh_id=fresh_id)
        assert len(bot.got) == 1
        await page.does("clock", forward=15)
        await traced(dana, "activity", "activity", "activity")
    first, *again = bot.got
    assert [one["text"] for one in again] == ["hi", "hi"]
    assert len({one["id"] for one in bot.got}) == (3 if fresh_id else 1)
    assert first["timestamp"] == again[0]["timestamp"]


async def test_all_three_clocks_are_moved_forward(bot, page, house):
    before = house.room.clock.now()
    async with page.watches("dana") as dana:
        moved = await page.does("clock", forward=3600)
        told = await dana.until("clock")
    sandbox = await house.desk.tenant._call("GET", f"{house.desk.tenant._switches}/clock")  # noqa: SLF001
    assert bot.moved == 3600
    assert told["clock"] == moved
    assert house.room.clock.now() - before >= timedelta(hours=1)
    assert sandbox["now"][:13] == moved["now"][:13] == "2030-03-04T10"
    for body in ({"forward": -1}, {"forward": "1"}, {"forward": 1e12}, {}):
        assert (await page.asks("/room/clock", body))[0] == (200 if body == {} else 400)


async def test_a_sandbox_that_is_down_is_told_and_the_rest_goes_on(bot, page, house):
    house.desk.tenant._switches = "http://127.0.0.1:9/_sandbox"  # noqa: SLF001  nobody listens there
    bot.replies = posted_by(bot, "Hello")

    gone = (503, "The Graph sandbox does not answer.")
    assert await page.fails("faults", operation="*", fault="slow") == gone
    assert await page.fails("switches", offline=True) == gone
    assert await page.fails("clock", forward=60) == gone
    assert (await page.does("say", who="dana", place="personal", text="hi"))["kind"] == "said"
    assert bot.moved == 0


async def test_no_clock_is_moved_to_where_time_ends(page, house):
    house.room.clock.forward((LAST - house.room.clock.now()).total_seconds() - 3600)

    too_far = await page.fails("clock", forward=7200)
    assert too_far == (400, "The clocks go no further than the year 9000.")
    assert (await page.does("clock", forward=60))["now"].startswith("8999-12-31")


async def test_what_the_bot_still_works_on_is_delivered_again_as_teams_does(bot, page):
    came, goes_on = asyncio.Semaphore(0), asyncio.Event()

    async def replies(_activity):
        came.release()
        await goes_on.wait()

    bot.replies = replies
    saying = asyncio.create_task(page.does("say", who="dana", place="personal", text="hi"))
    await came.acquire()
    await page.does("again", after=0)
    async with asyncio.timeout(5):
        await came.acquire()
    goes_on.set()
    await saying

    assert [one["id"] for one in bot.got] == [bot.got[0]["id"]] * 2
