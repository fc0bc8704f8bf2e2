"""The room as it is started: bot, sandbox and page, one address, ended together."""

import asyncio
import re
import signal

import pytest
from aiohttp import ClientConnectorError, ClientSession

from rehearsal.parts import Parts
from rehearsal.processes import Server, ServerFailed

ARGUMENTS = ("--no-browser", "--now", "2030-03-04T09:00:00Z")
OPEN = "The rehearsal room is open:"


async def until_seen(socket, words):
    """The cards of the first post of the bot that says this."""
    while True:
        told = await socket.receive_json(timeout=30)
        for card in told.get("post", {}).get("cards", []):
            if any(words in line for line in card["plain"]):
                return told["post"], card


async def test_the_bot_is_there_and_all_three_end_with_the_room():
    room = await Server.start("rehearsal.web", "--port", "0", *ARGUMENTS, greeting=OPEN)
    try:
        async with (
            ClientSession(raise_for_status=True) as http,
            http.ws_connect(f"{room.url}/room/feed?as=dana") as feed,
        ):
            said = {"as": "dana", "place": "personal", "text": "/book"}
            async with http.post(f"{room.url}/room/say", json=said) as answer:
                assert (await answer.json())["kind"] == "said"
            post, card = await until_seen(feed, "Which service?")
            service = Parts().read(card["json"]).fields[0]
            title = [one["title"] for one in card["json"]["actions"]].index("Next")
            tap = {"as": "dana", "post": post["id"], "card": 0, "action": f"/actions/{title}"}
            inputs = {"inputs": {service.id: service.choices[0].value}, "stamp": card["stamp"]}
            async with http.post(f"{room.url}/room/tap", json=tap | inputs) as answer:
                assert (await answer.json())["kind"] == "card"
            await until_seen(feed, "With whom?")
            async with http.post(f"{room.url}/room/clock", json={"forward": 60}) as answer:
                assert (await answer.json())["now"].startswith("2030-03-04T09:01")
        others = re.findall(r"(http://127\.0\.0\.1:\d+)", room.tail.splitlines()[0])
        room.process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(room.process.wait(), 30) == 0
    finally:
        await room.stop()
    assert len(others) == 2
    async with ClientSession() as http:
        for address in others:
            with pytest.raises(ClientConnectorError):
                await http.get(address)


async def test_a_port_that_is_taken_is_told():
    taken = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = str(taken.sockets[0].getsockname()[1])
    async with taken:
        with pytest.raises(ServerFailed, match=f"Port {port} is taken; choose another with --port"):
            await Server.start("rehearsal.web", "--port", port, *ARGUMENTS, greeting=OPEN)
