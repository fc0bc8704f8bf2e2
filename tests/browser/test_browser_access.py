"""Without a mouse, without sight, in the dark and on a phone."""

import pytest
from playwright.sync_api import Page, expect
from room_visitor import opened

PHONE = {"width": 360, "height": 740}
LINE = "/book initial consult with Miriam for Adele {} 15:00"
SERIOUS = {"serious", "critical"}
MOST_STOPS = 60


def faults(page: Page) -> list[str]:
    """What axe-core finds serious or critical, with where it is."""
    address: str = page.evaluate("fetch('/room/about').then(a => a.json()).then(a => a.npm.axe)")
    page.add_script_tag(url=address)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def tabs_to(page: Page, what: str, *, back: bool = False) -> None:
    """Press Tab until what is named so has the focus. Raises AssertionError where it never has."""
    seen = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        name: str = page.evaluate(
            "document.activeElement.ariaLabel || document.activeElement.innerText || ''"
        )
        if name.strip() == what:
            return
        seen.append(name[:40])
    raise AssertionError(f"{what!r} is no stop of the Tab key; there are {seen}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_main_states(opens, theme):
    dana = opens("dana", "channel", color_scheme=theme)
    page = dana.page
    assert page.locator("html").get_attribute("data-theme") == theme
    assert faults(page) == []
    dana.says("/book initial consult with Miriam").shows("Still to choose")
    expect(dana.behind).to_be_visible()
    assert faults(page) == []
    dana.goes("personal")
    expect(page.locator("h2", has_text="Frontdesk")).to_be_visible()
    page.locator("main > form textarea").fill("/help")
    page.keyboard.press("Enter")
    expect(page.locator(".card").last).to_contain_text("What I can do")
    assert faults(page) == []


def test_axe_finds_nothing_serious_on_a_booked_card_and_a_refused_one(opens):
    dana = opens("dana")
    card = dana.says("/book initial consult with Grady Archie for Adele thursday 7am").shows("closed")
    assert faults(dana.page) == []
    card.body.get_by_role("radio").first.check()
    card.taps("Book").shows("Reference").taps("Copy customer link")

    assert faults(dana.page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_booking_on_a_phone_fits_its_width(opens, theme):
    dana = opens("dana", viewport=PHONE, color_scheme=theme)
    assert dana.overflow <= 0
    card = dana.says(LINE.format("wednesday" if theme == "light" else "friday")).shows("One last look")
    assert card.overflow <= 0
    assert faults(dana.page) == []
    card.taps("Book").shows("Reference")
    assert card.overflow <= 0
    assert dana.overflow <= 0

    dana.page.get_by_role("button", name="Chats and channels").click()
    dana.goes("general")
    expect(dana.page.get_by_role("textbox", name="New post in General")).to_be_visible()
    expect(dana.page.locator("#places")).not_to_be_in_viewport()

    dana.page.get_by_role("button", name="Chats and channels").click()
    expect(dana.page.locator(".place[data-place=general]")).to_be_focused()
    expect(dana.page.locator("main[inert]")).to_have_count(1)
    dana.page.mouse.click(PHONE["width"] - 10, PHONE["height"] / 2)
    expect(dana.page.locator("#places")).not_to_be_in_viewport()
    expect(dana.page.locator("main[inert]")).to_have_count(0)


def test_the_dark_is_kept(opens):
    alex = opens("alex", color_scheme="light")
    alex.page.get_by_role("button", name="Dark").click()

    alex.page.reload()

    expect(alex.page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(alex.page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")


def test_from_the_open_page_to_both_links_with_the_keyboard_alone(opens):
    page = opens("alex").page
    tabs_to(page, "Message Frontdesk")
    page.keyboard.type(LINE.format("tuesday"))
    page.keyboard.press("Enter")
    card = page.locator("article[data-author=bot] .card").last
    expect(card).to_contain_text("One last look")
    tabs_to(page, "Cancel", back=True)
    tabs_to(page, "Book", back=True)
    page.keyboard.press("Enter")
    expect(card).to_contain_text("Reference")
    expect(card).to_be_focused()

    tabs_to(page, "Join (staff)")
    assert "teams.microsoft.com" in opened(page, lambda: page.keyboard.press("Enter"))
    tabs_to(page, "Copy customer link")
    page.keyboard.press("Enter")
    expect(card.get_by_label("Customer link", exact=True)).to_be_visible()
    tabs_to(page, "Copy Customer link")


def test_what_comes_is_said_aloud_and_so_is_a_card_for_one_person_alone(opens):
    dana = opens("dana", "channel")
    aloud = dana.page.locator("#live")

    dana.says("/help")
    expect(aloud).to_contain_text("Frontdesk, Appointments: What I can do.")
    dana.says("/book diabetes review")
    expect(aloud).to_contain_text("Frontdesk, Appointments: Book an appointment. One last look.")


def test_zoomed_in_the_messages_keep_half_of_the_window(opens):
    wei = opens("wei", "group")
    for width, height in ((640, 400), (320, 256)):
        wei.page.set_viewport_size({"width": width, "height": height})

        assert wei.page.locator(".scroll").evaluate("part => part.clientHeight") > height / 2
        assert wei.overflow <= 0
