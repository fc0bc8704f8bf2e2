"""One browser; for each test a Playground, a bot and a sandbox of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from driver import Client
from playwright.sync_api import Browser, Route, sync_playwright

PROJECT = Path(__file__).parents[2]
NOW = "2030-03-04T08:00:00+00:00"  # a Monday, before the clinic opens
NOT_PLAYED = "is not supported yet in Microsoft 365 Agents playground"
LOOPBACK = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.skip("there is no Chromium here: apt-get install chromium, or set CHROMIUM to one")
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def playground() -> Iterator[str]:
    command = os.environ.get("PLAYGROUND", "agentsplayground")
    if not shutil.which(command):
        pytest.skip("there is no Agents Playground here: make e2e installs it")
    arguments = ("-m", "rehearsal.playground", "--command", command, "--port", "0", "--now", NOW)
    environ = os.environ | {"BROWSER": "/bin/true", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        (sys.executable, *arguments), cwd=PROJECT, env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := re.match(r"Playground on (\S+)", line):
            return found[1]
    pytest.fail("make playground did not come up")


@pytest.fixture
def client(browser: Browser, playground: str) -> Iterator[Client]:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce")
    context.route("**", _stay_here)
    client = Client(context.new_page(), playground)
    yield client
    assert [line for line in client.complaints if NOT_PLAYED not in line] == []
    context.close()


def _stay_here(route: Route) -> None:
    """The page asks for fonts, and buttons lead to Teams: nothing of it leaves this machine."""
    if urlsplit(route.request.url).hostname in LOOPBACK:
        route.continue_()
    else:
        route.abort()
