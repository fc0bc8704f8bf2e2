"""`python -m bot` as it runs in production: one line when it is ready, and a good end."""

import asyncio
import os
import signal
import sys

from aiohttp import web
from bot_stand import NOWHERE, serving

from rehearsal import Room


class SlowGraph:
    """Graph that answers when it is let."""

    def __init__(self):
        self.asked = asyncio.Event()
        self.answers = asyncio.Event()

    def app(self):
        async def anything(_request):
            self.asked.set()
            await self.answers.wait()
            return web.json_response({}, status=500)

        app = web.Application()
        app.add_routes([web.get("/{path:.*}", anything)])
        return app


async def test_a_turn_in_flight_is_finished_before_the_bot_stops(tmp_path):
    graph = SlowGraph()
    async with serving(graph.app()) as graph_url:
        environ = {
            "FRONTDESK_LOCAL": "1",
            "FRONTDESK_PORT": "0",
            "FRONTDESK_LOG": "json",
            "FRONTDESK_GRAPH_URL": graph_url,
            "XDG_STATE_HOME": str(tmp_path),
        }
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot",
            env={"PATH": os.environ["PATH"], **environ},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            line = (await bot.stdout.readline()).decode()
            async with Room(f"{line.split()[2]}/api/messages") as room:
                dana = room.as_("dana")
                says = asyncio.create_task(dana.says("/book"))
                await graph.asked.wait()
                bot.send_signal(signal.SIGTERM)
                graph.answers.set()
                await says
                delivery, shown = room.deliveries[-1], dana.visible
        finally:
            if bot.returncode is None and not graph.answers.is_set():
                bot.kill()
            out, err = await bot.communicate()

    assert line.startswith("Frontdesk on http://127.0.0.1:")
    assert line.endswith(" (local: no authentication, loopback only)\n")
    assert (bot.returncode, out) == (0, b"")
    assert delivery.status == 200
    assert "cannot be reached" in shown
    assert b"Dana" not in err
    assert b"Traceback" not in err
    assert (tmp_path / "frontdesk" / "frontdesk.db").exists()


async def test_an_address_that_cannot_be_had_is_named(tmp_path):
    async with serving(web.Application()) as taken:
        environ = {"FRONTDESK_LOCAL": "1", "FRONTDESK_PORT": taken.rpartition(":")[2]}
        environ |= {"FRONTDESK_GRAPH_URL": NOWHERE, "XDG_STATE_HOME": str(tmp_path)}
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot",
            env={"PATH": os.environ["PATH"], **environ},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, err = await bot.communicate()

    assert (bot.returncode, out) == (1, b"")
    assert b"of 127.0.0.1 cannot be used (Address already in use)" in err
    assert b"look at FRONTDESK_HOST and FRONTDESK_PORT" in err
