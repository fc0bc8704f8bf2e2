"""A person at the Agents Playground: writes, presses buttons and reads cards.

Everything is found by role and label, as a screen reader finds it: names of classes change with each release.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

SEEN_WITHIN = 15.0
LOOK_AGAIN_AFTER = 50  # milliseconds
LIST_WITHIN = 3000  # milliseconds
TRIES = 3
BOT = "Frontdesk"
IMAGES = Path(__file__).parents[2] / "docs" / "images"
WIDE, PHONE = 1280, 420
"""Widths of the window in pixels; on a phone there is the chat alone."""
TALL = 1000
CARD, CARD_ON_PHONE = "[dir=ltr][tabindex='0']", 328


@dataclass(frozen=True, slots=True)
class Card:
    """A message that holds a card; it stays the same message when the card in it is replaced."""

    page: Page
    root: Locator

    @property
    def buttons(self) -> list[str]:
        titles = (button.inner_text().strip() for button in self.root.get_by_role("button").all())
        return [title for title in titles if title]

    def shows(self, text: str) -> "Card":
        expect(self.root).to_contain_text(text, timeout=SEEN_WITHIN * 1000)
        return self

    def lacks(self, text: str) -> "Card":
        expect(self.root).not_to_contain_text(text, timeout=SEEN_WITHIN * 1000)
        return self

    def tap(self, title: str) -> None:
        self.root.get_by_role("button", name=title, exact=True).click()

    def choose(self, label: str, option: str, *, typed: str = "") -> None:
        """Pick in a list that drops down, after typing where it is one to search in.

        A card that is drawn anew meanwhile closes the list and may lose what was typed: it is typed again.
        """
        box, wanted = (
            self.root.get_by_role("combobox", name=label),
            self.page.get_by_role("option", name=option, exact=True),
        )
        for _ in range(TRIES):
            box.click()
            if typed:
                box.fill("")
                box.press_sequentially(typed)
            with suppress(NotInTime):
                wanted.click(timeout=LIST_WITHIN)
                return
        wanted.click()

    def pick(self, option: str) -> None:
        """Pick among choices that are all shown."""
        self.root.get_by_role("radio", name=option, exact=True).check()

    def options(self, label: str) -> list[str]:
        """What a list offers before anything is typed."""
        self.root.get_by_role("combobox", name=label).click()
        offered = self.page.get_by_role("option")
        expect(offered.first).to_be_visible()
        titles = offered.all_inner_texts()
        self.page.keyboard.press("Escape")
        return titles

    def fill(self, label: str, text: str) -> None:
        self.root.get_by_role("textbox", name=label).fill(text)

    def value(self, label: str) -> str:
        return self.root.get_by_role("textbox", name=label).input_value()

    def link(self, title: str) -> str:
        """Where a button leads that opens a page."""
        with self.page.context.expect_event("request", lambda asked: asked.is_navigation_request()) as asked:
            self.root.get_by_role("link", name=title, exact=True).click()
        return asked.value.url

    @property
    def overflow(self) -> int:
        """By how many pixels what is in the card is wider than the card."""
        wide: int = self.root.locator(CARD).first.evaluate("card => card.scrollWidth - card.clientWidth")
        return wide

    def picture(self, name: str) -> None:
        take_picture(self.root.locator(CARD).first, name)


class Place:
    """Where messages are written and read."""

    mentions = False

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, box: Locator, text: str) -> None:
        box.click()
        if self.mentions:
            self.page.keyboard.type("@")
            self.page.get_by_role("menuitem").filter(has_text=re.compile(f"{BOT}$")).first.click()
            expect(box.locator(".mention")).to_be_visible()
        self.page.keyboard.type(f" {text}" if self.mentions else text)


class Chat(Place):
    """A chat: one message below another."""

    @property
    def rows(self) -> Locator:
        return self.page.get_by_label("Message header", exact=True).locator("xpath=..")

    def say(self, text: str) -> None:
        """Write and send; it stands in the chat when this returns."""
        before = self.rows.count()
        box = self.page.get_by_role("textbox").and_(self.page.locator("[contenteditable=true]"))
        self.write(box.last, text)
        self.page.keyboard.press("Enter")
        wait_for(lambda: self.rows.count() > before, f"{text!r} in the chat", self.page)

    def hears(self, text: str) -> Card:
        """The last message of the bot, once it holds this text."""
        authored = self.page.get_by_label("Message author", exact=True)
        last = self.rows.filter(has=authored)
        wait_for(lambda: last.count() > 0 and text in last.last.inner_text(), repr(text), self.page)
        return Card(self.page, last.nth(last.count() - 1))

    def picture(self, name: str) -> None:
        several = "ancestor::div[count(.//*[@aria-label='Message header']) > 1][1]"
        take_picture(self.rows.last.locator(f"xpath={several}"), name)


class Channel(Place):
    """A channel: posts with their replies. The bot hears what mentions it."""

    mentions = True

    def post(self, text: str) -> Card:
        """Begin a thread; what comes back shows all of it, the bot's replies included."""
        groups = self.page.get_by_role("group")
        send = self.page.get_by_role("button", name="Post", exact=True)
        self.write(groups.filter(has=send).get_by_role("textbox"), text)
        send.click()
        threads = groups.filter(has=self.page.get_by_role("separator"))
        return Card(self.page, threads.filter(has_text=text).first).shows(text)

    def reply(self, thread: Card, text: str) -> None:
        self.write(thread.root.get_by_role("textbox").last, text)
        self.page.keyboard.press("Enter")


class Client:
    """The page of the Playground."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.posted: list[str] = []
        """What the bot sent or changed in any conversation, as it went to everybody's clients."""
        page.on("websocket", lambda socket: socket.on("framereceived", self._note))
        page.set_default_timeout(SEEN_WITHIN * 1000)
        page.set_viewport_size({"width": WIDE, "height": TALL})
        page.goto(address)
        # Before this line the page swallows what is written.
        page.get_by_text("Connected.").first.wait_for(timeout=SEEN_WITHIN * 1000)

    def chat(self) -> Chat:
        return Chat(self._open("Personal Chat", posts=0))

    def channel(self, name: str) -> Channel:
        return Channel(self._open(name, posts=1))

    def _open(self, place: str, *, posts: int) -> Page:
        """Only a channel has a button for new posts."""
        self.page.get_by_role("treeitem", name=place, exact=True).click()
        expect(self.page.get_by_role("button", name="Post", exact=True)).to_have_count(posts)
        return self.page

    def _note(self, frame: str | bytes) -> None:
        heard = json.loads(frame)
        if heard.get("action") in {"createMessage", "updateMessage"}:
            self.posted.append(json.dumps(heard["message"], ensure_ascii=False))

    def on_a_phone(self) -> None:
        """As narrow as a phone, with the open chat alone."""
        log = self.page.get_by_text("Log Panel", exact=True).locator("xpath=..")
        log.get_by_role("button").last.click()
        expect(log).to_be_hidden()
        self.page.set_viewport_size({"width": PHONE, "height": TALL})
        # The Playground draws every card as wide as on a desk.
        self.page.add_style_tag(content=f"{CARD} {{ max-width: {CARD_ON_PHONE}px; box-sizing: border-box }}")

    @property
    def complaints(self) -> list[str]:
        """Lines of the log with warnings, or with a call that failed."""
        return [line for line in self._log() if "Warning" in line or re.search(r" (4|5)\d\d\b", line)]

    @contextmanager
    def passing(self, calls: int) -> Iterator[None]:
        """Do what leads to so many calls between client and bot, and wait until they are through."""
        before = len(self._calls())
        yield
        wait_for(lambda: len(self._calls()) >= before + calls, f"{calls} calls in the log", self.page)

    def _calls(self) -> list[str]:
        return [line for line in self._log() if "->" in line]

    def _log(self) -> list[str]:
        text: str = self.page.evaluate("document.body.innerText")
        return text[text.rfind("Log Panel") :].splitlines()


def wait_for(ready: Callable[[], bool], what: str, page: Page) -> None:
    """Look until it is so. Raises AssertionError with what the page shows instead."""
    end = time.monotonic() + SEEN_WITHIN
    while not ready():
        if time.monotonic() > end:
            shown: str = page.evaluate("document.body.innerText")
            raise AssertionError(f"{what} did not come. The page shows:\n{shown[-2000:]}")
        page.wait_for_timeout(LOOK_AGAIN_AFTER)


def take_picture(of: Locator, name: str) -> None:
    """A PNG for the documents."""
    of.screenshot(path=IMAGES / f"{name}.png", animations="disabled", caret="hide")
