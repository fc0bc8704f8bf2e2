"""Going from place to place, many messages, and a line that breaks."""

import pytest
from playwright.sync_api import expect

HELD = 60


@pytest.fixture
def say(house):
    """Somebody writes in the group chat, not to the bot."""

    def says(text, who="alex"):
        house.asks("/room/say", {"as": who, "place": "group", "text": text, "mentions": False})

    return says


def test_back_and_forward_lead_to_whom_and_where_one_was(opens):
    dana = opens("dana")
    page = dana.page
    dana.goes("general")
    dana.becomes("alex", "Alex Wilber")
    expect(page.get_by_role("textbox", name="New post in General")).to_be_visible()
    dana.goes("group")

    page.go_back()
    expect(page.locator("main h2")).to_have_text("General")
    page.go_back()
    expect(page.locator(".whoami strong")).to_have_text("Dana Swope")
    page.go_back()
    expect(page.locator("main h2")).to_have_text("Frontdesk")
    page.go_forward()
    expect(page.locator("main h2")).to_have_text("General")


def test_the_way_past_the_top_keeps_the_place(opens):
    page = opens("priya", "group").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the messages")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
    assert page.url.endswith("#as=priya&in=group")


def test_who_reads_further_up_stays_there_and_is_brought_to_the_newest_by_a_button(opens, say):
    dana = opens("dana", "group")
    messages, newest = dana.page.locator(".messages"), dana.page.get_by_role("button", name="Newest messages")
    for number in range(HELD):
        say(f"message {number}")
    expect(messages.get_by_text(f"message {HELD - 1}", exact=True)).to_be_in_viewport()
    expect(newest).to_be_hidden()

    messages.get_by_text("message 3", exact=True).scroll_into_view_if_needed()
    expect(newest).to_be_visible()
    say("and one more")
    expect(messages.get_by_text("and one more")).to_be_attached()
    expect(messages.get_by_text("message 3", exact=True)).to_be_in_viewport()
    newest.click()

    expect(messages.get_by_text("and one more")).to_be_in_viewport()
    expect(newest).to_be_hidden()
    expect(dana.box).to_be_focused()


def test_what_was_said_while_the_line_was_down_is_there_afterwards(opens, say):
    page = opens("dana", "group").page
    lines, down = [], []

    def connects(line):
        lines.append(line)
        if down:
            line.close()
        else:
            line.connect_to_server()

    page.route_web_socket("**/room/feed*", connects)
    page.locator(".face[data-person=priya]").click()
    expect(page.locator(".whoami strong")).to_have_text("Priya Nair")
    expect(page.locator(".nothing, .messages article").locator("visible=true").first).to_be_visible()
    page.locator("main textarea").fill("half a sentence")

    down.append(True)
    lines[-1].close()
    lost = page.locator("[data-banner=lost]")
    expect(lost).to_have_text("The line to the room is down; trying again.")
    say("you missed this")
    down.clear()

    expect(lost).to_have_count(0)
    expect(page.locator(".messages")).to_contain_text("you missed this")
    expect(page.locator("main textarea")).to_have_value("half a sentence")
