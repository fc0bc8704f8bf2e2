"""A person at the page of the room: writes, presses, reads. Everything is found as docs/room.md names it."""

import re
from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Locator, Page, expect

SEEN_WITHIN = 15_000  # milliseconds
BOT = "Frontdesk"
AFTER_MINE = (
    "article[data-mine=true]:not(:has(~ article[data-mine=true])) ~ article[data-author=bot]:has(.card)"
)
"""The bot's cards after the last words of one's own, in a chat or a thread."""
expect.set_options(timeout=SEEN_WITHIN)


@dataclass(frozen=True, slots=True)
class Card:
    """A message of the bot with a card, whatever the card in it is by now."""

    root: Locator

    @property
    def body(self) -> Locator:
        return self.root.locator(".card").first

    def shows(self, *texts: str) -> Self:
        for text in texts:
            expect(self.body).to_contain_text(text)
        return self

    def lacks(self, *texts: str) -> Self:
        for text in texts:
            expect(self.body).not_to_contain_text(text)
        return self

    def button(self, title: str) -> Locator:
        return self.body.get_by_role("button", name=title, exact=True)

    def taps(self, title: str) -> Self:
        self.button(title).click()
        return self

    def input(self, label: str) -> Locator:
        return self.body.get_by_label(label, exact=True)

    def looks_up(self, label: str, typed: str, option: str) -> Self:
        """Type, and take what is offered with the keys."""
        box = self.body.get_by_role("combobox", name=label)
        box.press_sequentially(typed)
        expect(self.body.get_by_role("option", name=option)).to_be_visible()
        box.press("ArrowDown")
        box.press("Enter")
        expect(box).to_have_value(re.compile(re.escape(option)))
        return self

    @property
    def overflow(self) -> int:
        """By how many pixels what is in the card is wider than the card."""
        return self.body.evaluate("card => card.scrollWidth - card.clientWidth")

    def link(self, title: str) -> str:
        """Where a button leads that opens a page."""
        return opened(self.root.page, self.body.get_by_role("link", name=title, exact=True).click)

    def copies(self, title: str, label: str) -> str:
        """The text behind a button that shows it."""
        self.taps(title)
        expect(self.input(label)).to_be_visible()
        return self.input(label).input_value()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has opened the page."""

    page: Page
    place: str

    @classmethod
    def opens(cls, page: Page, url: str, person: str, place: str) -> Self:
        page.set_default_timeout(SEEN_WITHIN)
        page.goto(f"{url}/#as={person}&in={place}")
        expect(page.locator(".messages article, .nothing").locator("visible=true").first).to_be_visible()
        return cls(page, place)

    @property
    def box(self) -> Locator:
        return self.page.locator("main > form textarea")

    def says(self, text: str, *, alone: bool = False) -> Card:
        """Write and send, with the bot's name where others read; gives the card that comes after it."""
        mine = self.page.locator("article[data-mine=true]")
        before = mine.count()
        self.box.fill(text if alone or self.place == "personal" else f"@{BOT} {text}")
        self.box.press("Enter")
        expect(mine).to_have_count(before + 1)
        return self.card

    @property
    def card(self) -> Card:
        """The bot's last card after what one said oneself."""
        return Card(self.page.locator(AFTER_MINE).last)

    def thread(self, began: str) -> Card:
        """The bot's card in the last thread of a channel that began with these words."""
        threads = self.page.locator(".thread").filter(has_text=began)
        return Card(threads.last.locator("article[data-author=bot]:has(.card)").last)

    def goes(self, place: str) -> None:
        self.page.locator(f".place[data-place={place}]").click()

    def becomes(self, person: str, name: str) -> None:
        self.page.locator(f".face[data-person={person}]").click()
        expect(self.page.locator(".whoami strong")).to_have_text(name)

    @property
    def behind(self) -> Locator:
        """The side panel, opened."""
        button = self.page.get_by_role("button", name="Behind the scenes")
        if button.get_attribute("aria-expanded") == "false":
            button.click()
        return self.page.locator("#side")

    def arms(self, call: str, fault: str) -> None:
        form = self.behind.locator("[data-part=graph-s-faults]")
        form.get_by_label("Call", exact=True).select_option(call)
        form.get_by_label("Fault", exact=True).select_option(fault)
        form.get_by_role("button", name="Switch on").click()
        expect(form.get_by_label("Faults that are on")).to_contain_text(fault)

    def traced(self, what: str) -> Locator:
        """Lines of the last action with these words."""
        return self.behind.locator(".trace li").filter(has_text=what)

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    def picture(self) -> bytes:
        """The window as a PNG, without the hints of a hovering mouse."""
        self.page.mouse.move(1, 1)
        return self.page.screenshot(animations="disabled", caret="hide")


def opened(page: Page, press: object) -> str:
    """The address that is opened in a new tab."""
    with page.context.expect_event("request", lambda asked: asked.is_navigation_request()) as asked:
        press()
    return asked.value.url
