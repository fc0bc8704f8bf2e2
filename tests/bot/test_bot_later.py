"""Messages brought up to date after a turn, and work that goes on."""

import asyncio

import pytest
from aiohttp import web
from bot_stand import Scripted, an_activity, an_execute, bot_with, local_settings, post, serving

from dialogs.desk import desk_of


class Connector:
    """Takes updates."""

    def __init__(self):
        self.titles = []
        self.status = 200

    async def put(self, request):
        activity = await request.json()
        self.titles.append(activity["attachments"][0]["content"]["title"])
        return web.json_response({"id": "7"}, status=self.status)

    def app(self):
        app = web.Application()
        app.add_routes([web.put("/v3/conversations/{chat}/activities/{id}", self.put)])
        return app


@pytest.fixture
async def connector():
    connector = Connector()
    async with serving(connector.app()) as url:
        connector.url = f"{url}/"
        yield connector


class Mirroring(Scripted):
    """Shows three cards on message 7 when tapped, and the last word when it is written to."""

    async def hear(self, context, state):
        desk = desk_of(context)
        if context.activity.type == "invoke":
            for title in ("one", "two", "three"):
                desk.stage.mirror("7", {"title": title})
            desk.stage.answer = "done"
        else:
            await desk.stage.replaced("7", {"title": "last"})


async def test_a_bot_that_stops_does_not_wait_for_newer_cards(tmp_path, connector):
    async with bot_with(Mirroring(), local_settings(tmp_path)) as url:
        _, answer = await post(url, an_execute() | {"serviceUrl": connector.url})

    assert answer["value"] == "done"
    assert connector.titles == ["three"]


async def test_what_a_turn_shows_itself_takes_the_place_of_what_waits(tmp_path, connector):
    written = an_activity(text="go on", serviceUrl=connector.url)
    async with bot_with(Mirroring(), local_settings(tmp_path)) as url:
        await post(url, an_execute() | {"serviceUrl": connector.url})
        await post(url, written)

    assert connector.titles == ["last"]


async def test_an_update_that_fails_is_logged_and_disturbs_nobody(tmp_path, connector, logged):
    connector.status = 404
    async with bot_with(Mirroring(), local_settings(tmp_path)) as url:
        status, _ = await post(url, an_execute() | {"serviceUrl": connector.url})

    assert status == 200
    assert {entry["work"] for entry in logged if entry["event"] == "later-failed"} == {"mirror"}


class Following(Scripted):
    """Goes on after the turn until it is let go."""

    def __init__(self):
        super().__init__()
        self.go_on = asyncio.Event()
        self.done = []

    async def hear(self, context, state):
        async def work():
            await self.go_on.wait()
            self.done.append("polled")

        desk_of(context).stage.afterwards.append(work)
        await super().hear(context, state)


async def test_the_bot_stops_after_the_work_it_began(tmp_path):
    conversations = Following()
    async with bot_with(conversations, local_settings(tmp_path)) as url:
        await post(url, an_execute())
        assert conversations.done == []
        asyncio.get_running_loop().call_soon(conversations.go_on.set)

    assert conversations.done == ["polled"]
