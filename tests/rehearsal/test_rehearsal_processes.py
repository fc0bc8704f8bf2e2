"""Servers as processes: they come up, say where they are, and are always ended."""

import asyncio

import pytest

from rehearsal.processes import Server, ServerFailed

GREETER = "tests.rehearsal.greeter"


async def test_a_server_names_its_address_and_is_ended():
    server = await Server.start(GREETER, greeting="Greeter on")
    try:
        assert server.url == "http://127.0.0.1:1234"
        server.check()
    finally:
        await server.stop()

    assert server.process.returncode == -15


async def test_a_server_gets_no_settings_but_those_it_is_given(monkeypatch):
    monkeypatch.setenv("FRONTDESK_LOG", "json")
    mine = await Server.start(GREETER, greeting="Greeter on")
    told = await Server.start(GREETER, greeting="Greeter on", environ={"FRONTDESK_LOG": "console"})
    await asyncio.gather(mine.stop(), told.stop())

    assert (mine.tail.split()[-1], told.tail.split()[-1]) == ("unset", "console")


async def test_a_server_that_fails_says_why():
    with pytest.raises(ServerFailed, match=r"(?s)ended by itself with status 1.*no database here"):
        await Server.start(GREETER, "fail", greeting="Greeter on")


async def test_a_server_that_ends_later_is_noticed():
    server = await Server.start(GREETER, greeting="Greeter on")
    server.process.kill()
    await server.process.wait()

    with pytest.raises(ServerFailed, match="ended by itself with status -9"):
        server.check()
    await server.stop()
