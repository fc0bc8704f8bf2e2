"""One browser for all, one room for each module, and a page of its own for everybody in a test."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from room_process import Running, Spare, running
from room_visitor import Visitor

from rehearsal.web.packages import Packages

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZE = {"width": 1280, "height": 860}
NOW = "2030-03-04T08:00:00Z"  # a Monday, before the clinic opens
LINKS_LEAD_AWAY = "net::ERR_FAILED"  # and nothing of a test leaves this machine
Opens = Callable[..., Visitor]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.skip("there is no Chromium here: apt-get install chromium, or set CHROMIUM to one")
    if not Packages.find().files:
        pytest.skip("the npm packages of the room are not here: make .cache/room/.ready brings them")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def spare(browser: Browser) -> Iterator[Spare]:
    """Opens rooms ahead of those who want them."""
    arguments = ("-m", "rehearsal.web", "--port", "0", "--no-browser", "--now", NOW)
    with Spare(lambda: running(*arguments)) as found:
        yield found


@pytest.fixture(scope="module")
def house(spare: Spare) -> Iterator[Running]:
    """A room with the bot and the sandbox; everything that is booked in it stays for the module."""
    with spare.room() as found:
        yield found


@pytest.fixture
def opens(browser: Browser, house: Running) -> Iterator[Opens]:
    """Opens a page as somebody somewhere; whatever was switched on is off again afterwards."""
    try:
        yield from visitors(browser, house)
    finally:
        house.calm()


def visitors(browser: Browser, house: Running) -> Iterator[Opens]:
    """Pages that are closed at the end. What a page says on its console has to be nothing."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def opened(person: str, place: str = "personal", **more: object) -> Visitor:
        habits = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}
        context = browser.new_context(**{"viewport": SIZE, **habits, **more})
        contexts.append(context)
        context.route(lambda url: not url.startswith(house.url), lambda route: route.abort())
        page = context.new_page()
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        return Visitor.opens(page, house.url, person, place)

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in said if LINKS_LEAD_AWAY not in line] == []
