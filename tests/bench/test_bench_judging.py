"""The bench counts only what was answered right, so its judge has to notice what was not."""

import asyncio
import json
import os
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web

from bench.connector.desk import Desk
from bench.connector.http import Requests
from bench.driver.drive import drive
from bench.driver.job import Job


@asynccontextmanager
async def connector():
    desk = Desk()
    server = await asyncio.get_running_loop().create_server(lambda: Requests(desk.answer), "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def outcome_of(answers):
    """What the driver says of a bot that answers so: `answers` are the texts it posts to a message."""
    async with connector() as url, ClientSession() as http:

        async def messages(request):
            activity = await request.json()
            chat, nonce = activity["conversation"]["id"], activity["id"]
            texts = answers(activity)
            for text in texts or ():
                to = f"{url}/v3/conversations/{chat}/activities/{nonce}"
                async with http.post(to, json={"text": text, "replyToId": nonce}) as posted:
                    assert posted.status == 201
            return web.Response(status=200 if texts is not None else 503)

        app = web.Application()
        app.add_routes([web.post("/api/messages", messages)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            bot = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
            job = Job("echo", bot, os.getpid(), url, "clinic", (), conversations=2, seconds=30, turns=6)
            return await drive(job)
        finally:
            await runner.cleanup()


def echo(activity):
    return [f"Echo: {activity['text']}"]


def echo_late(activity):
    return ["Working on it …", *echo(activity)]


@pytest.mark.parametrize("answers", [echo, echo_late])
async def test_turns_that_were_answered_right_are_counted(answers):
    outcome = await outcome_of(answers)

    assert (outcome.turns, outcome.faulty) == (6, 0)


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        (lambda _activity: [], "lost"),
        (lambda activity: echo(activity) * 2, "twice"),
        (lambda _activity: ["Echo: hello nonce:of-somebody-else"], "wrong"),
        (lambda activity: [activity["text"]], "wrong"),
        (lambda _activity: None, "refused"),
    ],
    ids=["nothing posted", "posted twice", "of another turn", "without the marker", "no answer of the bot"],
)
async def test_a_turn_without_the_right_answer_is_noticed(answers, fault):
    outcome = await outcome_of(answers)

    assert outcome.turns == 0
    assert outcome.faults == {"refused": 0, "lost": 0, "twice": 0, "wrong": 0} | {fault: 6}
    assert outcome.example.startswith(fault)


async def test_the_connector_hears_requests_that_come_in_pieces():
    async with connector() as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
        body = json.dumps({"text": "Echo"}).encode()
        head = f"POST /v3/conversations/chat/activities/7 HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n"
        for piece in (head[:20].encode(), head[20:].encode() + body[:5], body[5:]):
            writer.write(piece)
            await writer.drain()
        answer = await reader.readuntil(b"}")
        writer.close()

    assert answer.startswith(b"HTTP/1.1 201 Created")
    assert answer.endswith(b'{"id":"post-1"}')
