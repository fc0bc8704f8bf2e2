"""How much one may ask of the bot, and that nobody's flood is anybody else's trouble."""

import asyncio

import pytest
from aiohttp import web
from bot_stand import (
    CLINIC,
    DANA,
    Scripted,
    an_activity,
    an_execute,
    bot_with,
    local_settings,
    post,
    serving,
)

from bot import phrases
from bot.app import open_app
from bot.limits import Bounds, Limit, Limits
from cards.answers import Tapped
from dialogs.desk import desk_of
from rehearsal import Room

ALEX = DANA | {"id": "29:alex", "aadObjectId": "7a1c6d1e-0000-4000-8000-0000000000a1"}


class Hours:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def reached(limits, person="dana", tenant="clinic"):
    with limits.turn(tenant, person) as limit:
        return limit


def test_a_minutes_worth_may_come_at_once_and_comes_back_within_a_minute():
    clock = Hours()
    limits = Limits(Bounds(a_minute=4), Bounds(), clock=clock)

    assert [reached(limits) for _ in range(5)] == [None] * 4 + [Limit.PERSON_RATE]
    assert reached(limits, "alex") is None
    clock.now += 15
    assert [reached(limits) for _ in range(2)] == [None, Limit.PERSON_RATE]
    clock.now += 3600
    assert [reached(limits) for _ in range(5)] == [None] * 4 + [Limit.PERSON_RATE]


def test_a_tenant_has_a_limit_of_its_own():
    limits = Limits(Bounds(), Bounds(a_minute=2), clock=Hours())

    assert [reached(limits, person) for person in ("dana", "alex", "priya")] == [
        None,
        None,
        Limit.TENANT_RATE,
    ]
    assert reached(limits, tenant="bank") is None


def test_turns_that_have_not_ended_are_counted_for_the_person_and_the_tenant():
    limits = Limits(Bounds(at_once=1), Bounds(at_once=2))

    with limits.turn("clinic", "dana") as dana, limits.turn("clinic", "alex") as alex:
        assert (dana, alex) == (None, None)
        assert reached(limits) is Limit.PERSON_AT_ONCE
        assert reached(limits, "priya") is Limit.TENANT_AT_ONCE
        assert reached(limits, "priya", "bank") is None
    assert reached(limits) is None


async def test_a_turn_has_not_ended_while_its_work_goes_on():
    limits = Limits(Bounds(at_once=1), Bounds())
    work = asyncio.get_running_loop().create_future()

    with (turn := limits.turn("clinic", "dana")):
        turn.goes_on(work)
    assert reached(limits) is Limit.PERSON_AT_ONCE
    work.cancel()
    await asyncio.sleep(0)
    assert reached(limits) is None


def test_a_turn_that_fails_has_ended_as_well():
    limits = Limits(Bounds(at_once=1), Bounds())

    with pytest.raises(ZeroDivisionError), limits.turn("clinic", "dana"):
        _ = 1 / 0
    assert reached(limits) is None


def test_it_remembers_no_more_people_than_it_may():
    limits = Limits(Bounds(a_minute=1), Bounds(a_minute=1000), clock=Hours(), kept=3)
    for number in range(100):
        reached(limits, f"person {number}")

    assert reached(limits, "person 99") is Limit.PERSON_RATE
    assert reached(limits, "person 0") is None
    assert len(limits) <= 9


def test_the_refusal_is_said_once_a_minute():
    clock = Hours()
    limits = Limits(Bounds(), Bounds(), clock=clock)

    assert [limits.may_say_so("clinic", "dana") for _ in range(3)] == [True, False, False]
    clock.now += 61
    assert limits.may_say_so("clinic", "dana")


async def test_who_writes_too_much_is_told_so_once(conversations, tmp_path, logged):
    async with (
        bot_with(conversations, local_settings(tmp_path, person_turns=2)) as url,
        Room(url) as room,
    ):
        dana, alex = room.as_("dana"), room.as_("alex")
        for number in range(10):
            await dana.says(f"number {number}")
        told = [post.now["text"] for post in room.history.posts if post.author is None]
        assert await alex.says("hello") == ["heard hello"]

    assert told == ["heard number 0", "heard number 1", phrases.TOO_MUCH]
    assert [entry["reason"] for entry in logged if entry["event"] == "limited"] == [Limit.PERSON_RATE]


async def test_every_invoke_is_answered_all_the_same(conversations, tmp_path):
    search = {"dataset": "customers", "queryText": "ade"}
    async with bot_with(conversations, local_settings(tmp_path, person_turns=1)) as url:
        await post(url, an_execute())
        tapped = await post(url, an_execute())
        typed = await post(url, an_activity(type="invoke", name="application/search", value=search))
        other = await post(url, an_activity(type="invoke", name="signin/tokenExchange", value={}))

    assert (tapped[0], tapped[1]["value"]) == (200, phrases.TOO_MUCH)
    assert (typed[0], typed[1]["value"]) == (200, {"results": []})
    assert other == (429, None)


class HoldsUp(Scripted):
    """Keeps Dana waiting, and nobody else."""

    async def hear(self, context, state):
        desk = desk_of(context)
        if desk.speaker == DANA["id"]:
            self.arrivals.put_nowait(None)
            await self.busy.wait()
        assert isinstance(desk.heard, Tapped)
        await desk.stage.say("heard")


@pytest.fixture
async def teams():
    """A connector that takes everything."""

    async def taken(_request):
        return web.json_response({"id": "1"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", taken)
    async with serving(app) as url:
        yield url


@pytest.fixture
def slow():
    held = HoldsUp()
    held.busy.clear()
    return held


async def test_a_hundred_turns_that_wait_for_one_another_keep_nobody_else_waiting(slow, tmp_path):
    settings = local_settings(tmp_path, person_turns=0, person_at_once=0)
    async with bot_with(slow, settings) as url:
        flood = [asyncio.create_task(post(url, an_execute() | {"id": str(number)})) for number in range(100)]
        await slow.arrivals.get()
        elsewhere = {"conversation": {"id": "a:alex", "conversationType": "personal", "tenantId": CLINIC}}

        same_chat = await post(url, an_execute() | {"from": ALEX})
        other_chat = await post(url, an_execute() | {"from": ALEX} | elsewhere)

        assert not any(turn.done() for turn in flood)
        slow.busy.set()
        answers = await asyncio.gather(*flood)
    assert [answer["value"] for _, answer in (same_chat, other_chat, *answers)] == ["heard"] * 102


async def at_once(_work, _seconds):
    """No answer is there so soon: each request is told that it takes longer, and the work goes on."""


async def test_what_goes_on_behind_its_request_is_under_way_all_the_same(slow, tmp_path, teams):
    settings = local_settings(tmp_path, person_at_once=3)
    async with open_app(settings, slow, wait=at_once) as app, serving(app) as url:
        taps = [an_execute() | {"id": str(number), "serviceUrl": teams} for number in range(5)]
        answers = [(await post(f"{url}/api/messages", tap))[1]["value"] for tap in taps]
        slow.busy.set()

    assert [answer == phrases.TOO_MUCH for answer in answers] == [False] * 3 + [True] * 2


async def test_a_flood_is_answered_at_the_door_while_its_first_turn_is_under_way(slow, tmp_path):
    async with bot_with(slow, local_settings(tmp_path, person_at_once=3)) as url:
        flood = [asyncio.create_task(post(url, an_execute() | {"id": str(number)})) for number in range(30)]
        await slow.arrivals.get()
        in_order = asyncio.as_completed(flood, timeout=30)
        refused = [await next(in_order) for _ in range(27)]
        slow.busy.set()
        answers = await asyncio.gather(*flood)

    assert {answer["value"] for _, answer in refused} == {phrases.TOO_MUCH}
    assert sorted(answer["value"] for _, answer in answers) == sorted([phrases.TOO_MUCH] * 27 + ["heard"] * 3)
