"""Who may speak to the room, and how it says no: in a sentence, whatever comes."""

from io import BytesIO

import pytest
from aiohttp import WSServerHandshakeError

SAY = {"as": "dana", "place": "personal", "text": "hi"}


@pytest.mark.parametrize("host", ["evil.example", "room.localhost.evil.example", "[", ""])
async def test_another_host_name_is_refused(bot, page, host):
    for path, body in (
        ("/", None),
        ("/room/about", None),
        ("/room/say", SAY),
        ("/teams/v3/conversations", None),
    ):
        status, answer = await page.asks(path, body, headers={"Host": host})
        assert (status, answer["error"].split()[2]) == (403, "answers")
    assert bot.got == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_page_of_another_site_is_refused(bot, page, headers):
    for path, body in (("/room/about", None), ("/room/say", SAY), ("/room/clock", {"forward": 1})):
        status, answer = await page.asks(path, body, headers=headers)
        assert (status, answer["error"]) == (403, "The room takes nothing from pages of other sites.")
    with pytest.raises(WSServerHandshakeError, match="403"):
        await page.http.ws_connect(f"{page.house.url}/room/feed?as=dana", headers=headers)
    assert bot.got == []


async def test_its_own_page_is_let_in_and_so_is_a_link_to_it(page):
    own = {"Origin": page.house.url, "Sec-Fetch-Site": "same-origin"}
    assert (await page.asks("/room/say", SAY, headers=own))[0] == 200

    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with page.http.get(page.house.url, headers=followed) as answer:
        assert answer.status == 200
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"as": "dana", "place": "personal", "text": "half of \\ud83d"}', "application/json", 400),
        (b"{}", "text/plain", 415),
        (b'{"as": "dana", "text": "' + b"x" * 262_144 + b'"}', "application/json", 413),
        (b"{" + b" " * 3_000_000 + b"}", "application/json", 413),
    ],
)
async def test_a_body_that_is_none_is_refused_in_a_sentence(page, content, kind, status):
    for what in ("say", "tap", "search", "dialog", "faults", "switches", "clock", "again"):
        url = f"{page.house.url}/room/{what}"
        async with page.http.post(url, data=BytesIO(content), headers={"Content-Type": kind}) as answer:
            assert (answer.status, list(await answer.json())) == (status, ["error"])


async def test_what_is_not_served_is_said_too(page):
    assert await page.asks("/room/cellar") == (404, {"error": "Not Found: GET /room/cellar"})
    assert (await page.asks("/room/say"))[0] == 405


async def test_a_fault_of_the_room_is_logged_and_never_shown(page, caplog):
    page.house.desk.room.people = None

    status, answer = await page.asks("/room/say", SAY)
    assert (status, answer) == (500, {"error": "The room stumbled over this; its terminal says where."})
    assert "TypeError" in caplog.text
